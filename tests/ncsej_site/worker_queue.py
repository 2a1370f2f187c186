"""What the tests of the worker share: running its queue, and reading what is in it."""

import datetime
from contextlib import contextmanager

from django.db import connection
from django_tasks_db.models import DBTaskResult

from ncsej_site.worker.heartbeat import LOCK
from pages.sharing import social_images

NOON = datetime.datetime(2025, 2, 14, 12, tzinfo=datetime.UTC)
HOUR, MINUTE = datetime.timedelta(hours=1), datetime.timedelta(minutes=1)


@contextmanager
def another_active_worker():
    """Inside it, another database session holds the advisory lock of the active worker."""
    session = connection.copy()
    try:
        with session.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            assert cursor.fetchone() == (True,)
            yield
            cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        session.close()


def run_queue(worker):
    """Run every task that is due."""
    while worker.tick():
        pass


def queued(task=None, pk=None):
    """The results of tasks that have not succeeded: all of them, or those of this task, with this argument."""
    results = DBTaskResult.objects.exclude(status="SUCCESSFUL").order_by("enqueued_at")
    return [
        result
        for result in results
        if (task is None or result.task_path == task.module_path) and pk in {None, result.args_kwargs["args"][0]}
    ]


def has_social_image(page):
    return social_images.is_stored(page)


def publish(page, title):
    page.title = title
    page.save_revision().publish()
