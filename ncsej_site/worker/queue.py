"""The worker's queue: the rows of django-tasks-db that are its own."""

from django.db.models import QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

BACKEND, QUEUE = "worker", "default"
DISMISSED = "dismissed"  # the queue of failed tasks that an editor has dismissed; no worker reads it


def queue() -> QuerySet[DBTaskResult]:
    """The worker's tasks that are not dismissed, whatever their status."""
    return DBTaskResult.objects.filter(backend_name=BACKEND, queue_name=QUEUE)


def requeue(results: QuerySet[DBTaskResult]) -> int:
    """Queue these tasks again, due at once and with no attempt counted; returns how many they were."""
    return results.update(
        status=TaskResultStatus.READY, queue_name=QUEUE, run_after=get_date_max(), worker_ids=[], finished_at=None
    )
