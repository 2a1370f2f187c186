"""The backend that queues the worker's tasks."""

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks.utils import normalize_json
from django_tasks_db import DatabaseBackend


class WorkerBackend(DatabaseBackend):
    """A queue in the database, written in the transaction that a task is about (a transactional outbox).

    Every task is idempotent and reads the current state when it runs. So a task with the same arguments that waits or
    has failed is not queued twice, but requeued: due at once, with no attempt counted.
    """

    def enqueue(self, task, args, kwargs):
        """Returns the new TaskResult, or that of the equal task that was requeued."""
        # Here, because the settings name this class, and are read before models can be imported.
        from django_tasks_db.models import DBTaskResult

        from .queue import requeue

        self.validate_task(task)
        if task.run_after is not None:
            return super().enqueue(task, args, kwargs)
        equal_tasks = DBTaskResult.objects.filter(
            backend_name=self.alias,
            task_path=task.module_path,
            args_kwargs=normalize_json({"args": args, "kwargs": kwargs}),
            status__in=[TaskResultStatus.READY, TaskResultStatus.FAILED],
        )
        with transaction.atomic():
            # The row lock, held until the commit, keeps the worker from running the task on the state before it.
            waiting = equal_tasks.select_for_update(skip_locked=True).first()
            if waiting is None:
                return super().enqueue(task, args, kwargs)
            requeue(equal_tasks.filter(pk=waiting.pk))
            waiting.refresh_from_db()
        return waiting.task_result
