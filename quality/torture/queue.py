"""The worker's queue, as the trials look at it. Django must be set up."""

from datetime import timedelta

from .database import wait_until

TIMEOUT = 120  # seconds
MAX_ROUNDS = 60


def count_waiting() -> int:
    """The tasks that run or are due now; those that wait for another attempt are not."""
    from django.db.models import Q
    from django.utils import timezone
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    due = Q(status=TaskResultStatus.READY) & (Q(run_after=None) | Q(run_after__lte=timezone.now()))
    return DBTaskResult.objects.filter(due | Q(status=TaskResultStatus.RUNNING), backend_name="worker").count()


def is_empty() -> bool:
    return count_waiting() == 0


def wait_until_empty(timeout: float = TIMEOUT) -> None:
    """Return when the worker has done all that is due. Raises RuntimeError."""
    wait_until(is_empty, "The worker has not done all its tasks", timeout)


def settle() -> None:
    """Let the worker try everything that waits, until nothing does. Raises RuntimeError where that never comes."""
    from django_tasks_db.models import DBTaskResult

    for _ in range(MAX_ROUNDS):
        make_due()
        wait_until_empty()
        if not DBTaskResult.objects.filter(backend_name="worker").ready().exists():
            return
    raise RuntimeError(f"Tasks wait still after {MAX_ROUNDS} rounds")


def make_due() -> None:
    """Let tasks that wait for another attempt be due now, so that nobody has to wait for hours."""
    from django.utils import timezone
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__gt=timezone.now())
    waiting.filter(run_after__lt=timezone.now() + timedelta(days=1)).update(run_after=timezone.now())
