"""How our tasks are queued."""

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks.utils import normalize_json
from django_tasks_db import DatabaseBackend


class WorkerBackend(DatabaseBackend):
    """A table of the database as the queue (a transactional outbox): a task exists when what it is about is committed.

    Every task is idempotent and reads what is true when it runs. So one that waits already, or has failed, is not
    queued a second time; it is due at once, as if it had never been tried.
    """

    def enqueue(self, task, args, kwargs):
        """Returns the task's result, which is the waiting one's where there is one."""
        from django_tasks_db.models import DBTaskResult  # settings name this class before models are loaded

        from .attempts import start_over

        self.validate_task(task)
        if task.run_after is not None:
            return super().enqueue(task, args, kwargs)
        equal = DBTaskResult.objects.filter(
            backend_name=self.alias,
            task_path=task.module_path,
            args_kwargs=normalize_json({"args": args, "kwargs": kwargs}),
            status__in=[TaskResultStatus.READY, TaskResultStatus.FAILED],
        )
        with transaction.atomic():
            # The lock, which lasts until the commit, keeps the worker from running it on what was true before.
            waiting = equal.select_for_update(skip_locked=True).first()
            if waiting is None:
                return super().enqueue(task, args, kwargs)
            start_over(equal.filter(pk=waiting.pk))
            waiting.refresh_from_db()
        return waiting.task_result
