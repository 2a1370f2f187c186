"""What becomes of a queued task: it is run, tried again after growing delays, and in the end kept as failed."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

BACKEND, QUEUE = "worker", "default"
DISMISSED = "dismissed"  # the queue of failed tasks that somebody has put aside; no worker reads it
DELAYS = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=25), timedelta(hours=2)]
KEPT = timedelta(days=1)  # a task that succeeded
KEPT_DISMISSED = timedelta(days=30)  # so long it is not queued again because what it makes is missing

logger = logging.getLogger(__name__)


class WorkerDied(Exception):
    """The process ended in the middle of a task: it was killed, or lost its connection to the database."""


def queue() -> QuerySet[DBTaskResult]:
    return DBTaskResult.objects.filter(backend_name=BACKEND, queue_name=QUEUE)


def run_next(worker_id: str) -> bool:
    """Run the task that is due first, if there is one, and say whether there was."""
    with transaction.atomic():
        result = queue().ready().get_locked()
        if result is None:
            return False
        result.claim(worker_id)
    try:
        result.task.call(*result.args_kwargs["args"], **result.args_kwargs["kwargs"])
    except Exception as error:
        fail(result, error)
    else:
        result.set_successful(None)
    return True


def fail(result: DBTaskResult, error: Exception) -> None:
    """Keep the error, and queue the task for its next attempt unless that was the last."""
    attempts = len(result.worker_ids)
    with transaction.atomic():
        result.set_failed(error)
        if attempts <= len(DELAYS):
            result.status = TaskResultStatus.READY
            result.run_after = result.finished_at + DELAYS[attempts - 1]
            result.save(update_fields=["status", "run_after"])
    logger.warning("%s failed at attempt %s: %r", result.task_path, attempts, error)


def fail_interrupted() -> None:
    """For the worker that has just become the only one: a task that is still marked as running belongs to a dead one.

    It counts as an attempt, so a task that kills its worker does so a few times and not for ever.
    """
    for result in queue().running():
        fail(result, WorkerDied("The worker ended before the task did."))


def start_over(results: QuerySet[DBTaskResult]) -> None:
    """Queue these as if they had never been tried."""
    results.update(
        status=TaskResultStatus.READY, queue_name=QUEUE, run_after=get_date_max(), worker_ids=[], finished_at=None
    )


def prune() -> None:
    ours, now = DBTaskResult.objects.filter(backend_name=BACKEND), timezone.now()
    ours.successful().filter(finished_at__lt=now - KEPT).delete()
    ours.filter(queue_name=DISMISSED, finished_at__lt=now - KEPT_DISMISSED).delete()
