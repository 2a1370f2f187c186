"""The worker's signs of life: the advisory lock that it holds, and when it last looked for what is scheduled."""

import zlib
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from ncsej_site.models import PeriodicRun
from pages.tasks import due_revisions, expired_pages

LOCK = zlib.crc32(b"ncsej_site.worker")  # the key of the advisory lock that the one active worker holds
SCHEDULING = "scheduling"  # the periodic job that queues what is to be published and unpublished, every minute
LATE_AFTER = timedelta(minutes=5)


def record_run(job: str) -> None:
    """Note that a periodic job has just ended without an error."""
    PeriodicRun.objects.update_or_create(job=job, defaults={"finished_at": timezone.now()})


def last_scheduled_run() -> datetime | None:
    """When the worker last looked for what is scheduled; None if it never did. One query."""
    return PeriodicRun.objects.filter(job=SCHEDULING).values_list("finished_at", flat=True).first()


def has_scheduling_stopped() -> bool:
    """Whether the worker has not looked for what is scheduled for five minutes. One query."""
    last = last_scheduled_run()
    return last is None or timezone.now() - last > LATE_AFTER


def is_scheduling_late() -> bool:
    """Whether scheduled publishing has stopped, or something has been due for five minutes, because it fails."""
    return has_scheduling_stopped() or due_revisions(LATE_AFTER).exists() or expired_pages(LATE_AFTER).exists()


def is_worker_active() -> bool:
    """Whether a worker is connected to the database, and so holds the lock. It may be busy. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT EXISTS (
                SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
                WHERE datname = current_database() AND locktype = 'advisory' AND granted
                AND classid = 0 AND objid = %s AND objsubid = 1
            )""",
            [LOCK],
        )
        return cursor.fetchone()[0]
