"""The worker's queue, as the trials look at it. Django must be set up."""

from .database import wait_until

TIMEOUT = 300  # seconds
MAX_ROUNDS = 60


def tasks():
    """A queryset of the worker's tasks."""
    from django_tasks_db.models import DBTaskResult

    return DBTaskResult.objects.filter(backend_name="worker", queue_name="default")


def count_waiting() -> int:
    """The tasks that run or are due now; those that wait for another attempt are not."""
    return tasks().ready().count() + tasks().running().count()


def is_empty() -> bool:
    return count_waiting() == 0


def wait_until_empty(timeout: float = TIMEOUT) -> None:
    """Return when the worker has done all that is due. Raises RuntimeError."""
    wait_until(is_empty, "The worker has not done all its tasks", timeout)


def settle() -> None:
    """Let the worker try everything that waits, until nothing does. Raises RuntimeError where that never comes."""
    for _ in range(MAX_ROUNDS):
        make_due()
        wait_until_empty()
        if not waiting_for_another_attempt().exists():
            return
    raise RuntimeError(f"Tasks wait still after {MAX_ROUNDS} rounds")


def waiting_for_another_attempt():
    from django.utils import timezone
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import get_date_max

    later = tasks().filter(status=TaskResultStatus.READY, run_after__gt=timezone.now())
    return later.exclude(run_after=get_date_max())  # which stands for “at once”


def make_due() -> None:
    """Let tasks that wait for another attempt be due now, so that nobody has to wait for hours."""
    from django.utils import timezone

    waiting_for_another_attempt().update(run_after=timezone.now())
