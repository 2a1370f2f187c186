"""Running queued tasks: a failed one is retried with growing delays, and after the last attempt kept as failed.

Those that publish and take down what is scheduled have no last attempt: they are tried until they succeed, or somebody
has settled the matter and there is nothing left to do.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .missed_schedules import SCHEDULED_TASKS, record_missed
from .queue import BACKEND, DISMISSED, queue

RETRY_DELAYS = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=25), timedelta(hours=2)]
SUCCESSFUL_RETENTION = timedelta(days=1)
DISMISSED_RETENTION = timedelta(days=30)  # until then, a dismissed task is not queued again by the hourly sweep

logger = logging.getLogger(__name__)


class WorkerDied(Exception):
    """A worker's process ended during a task: it was killed, or lost its database session."""


def run_next(worker_id: str) -> bool:
    """Run the task that is due first; whether there was one."""
    with transaction.atomic():
        result = queue().ready().get_locked()
        if result is None:
            return False
        result.claim(worker_id)
    try:
        result.task.call(*result.args_kwargs["args"], **result.args_kwargs["kwargs"])
    except Exception as error:
        record_failure(result, error)
    else:
        result.set_successful(None)
    return True


def record_failure(result: DBTaskResult, error: Exception) -> None:
    """Store the error, and queue the task again with a delay unless this was the last attempt.

    A page that missed its time is recorded last, since it is a matter of its own, which may fail.
    """
    attempts, is_scheduled = len(result.worker_ids), result.task_path in SCHEDULED_TASKS
    with transaction.atomic():
        result.set_failed(error)
        if is_scheduled or attempts <= len(RETRY_DELAYS):
            result.status = TaskResultStatus.READY
            result.run_after = result.finished_at + RETRY_DELAYS[min(attempts, len(RETRY_DELAYS)) - 1]
            result.save(update_fields=["status", "run_after"])
    logger.warning("%s failed at attempt %s: %r", result.task_path, attempts, error)
    if is_scheduled:
        record_missed(result, error)


def fail_interrupted_tasks() -> None:
    """Record a failure for every task that is marked as running. Only for a worker that has just taken the lock.

    No other worker is active then, so the worker of such a task has died. It counts as an attempt, so that a task which
    kills its worker is given up after a few, unless it is a scheduled one.
    """
    for result in queue().running():
        record_failure(result, WorkerDied("The worker ended before the task did."))


def prune() -> None:
    """Delete old results of successful and of dismissed tasks."""
    ours, now = DBTaskResult.objects.filter(backend_name=BACKEND), timezone.now()
    ours.successful().filter(finished_at__lt=now - SUCCESSFUL_RETENTION).delete()
    ours.filter(queue_name=DISMISSED, finished_at__lt=now - DISMISSED_RETENTION).delete()
