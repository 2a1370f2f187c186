"""The worker's loop. A failure of one step is logged and does not stop the others."""

import logging
import os
import socket
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.sessions.backends.db import SessionStore
from django.core.files.storage import default_storage
from django.db import InterfaceError, OperationalError, connection
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from archive.importing.tasks import find_unstored, prune_originals
from news.inbox.tasks import find_unread_links, prune_inbox
from news.records.tasks import find_missing_records, prune_unanswered
from pagecache.version import compact_changes
from pages.models import ContactMessage
from pages.tasks import find_due, find_missing
from staff.audit import prune_log
from staff.throttle import prune_attempts

from ..mail.tasks import find_unsent, prune_mails
from ..warming import warm_pages
from .attempts import fail_interrupted_tasks, prune, run_next
from .heartbeat import LOCK, SCHEDULING, record_run
from .missed_schedules import forget_settled, try_again_after_changes
from .queue import BACKEND

POLL_INTERVAL = 2  # seconds between two queries of an empty queue

logger = logging.getLogger(__name__)


def enqueue_new(tasks: Iterable[tuple[Task, list]]) -> None:
    """Queue these tasks, except those that wait or have failed: failed ones are for an editor."""
    tasks = list(tasks)
    if not tasks:
        return
    unfinished = DBTaskResult.objects.filter(backend_name=BACKEND).exclude(status=TaskResultStatus.SUCCESSFUL)
    known = {(path, *call["args"]) for path, call in unfinished.values_list("task_path", "args_kwargs")}
    for task, args in tasks:
        if (task.module_path, *args) not in known:
            task.enqueue(*args)


def enqueue_due() -> None:
    enqueue_new(find_due())
    try_again_after_changes()
    record_run(SCHEDULING)


def enqueue_missing() -> None:
    enqueue_new(find_missing())


def enqueue_missing_records() -> None:
    enqueue_new(find_missing_records())


def enqueue_unread_links() -> None:
    enqueue_new(find_unread_links())


def enqueue_unstored() -> None:
    enqueue_new(find_unstored())


def enqueue_unsent() -> None:
    enqueue_new(find_unsent())


@dataclass(frozen=True)
class PeriodicJob:
    """What the worker runs every `seconds`, besides tasks. `failure` is the message of the log."""

    run: Callable[[], None]
    seconds: int
    failure: str


PERIODIC_JOBS = [
    PeriodicJob(enqueue_due, 60, "What is scheduled could not be looked for"),
    PeriodicJob(enqueue_missing, 3600, "Missing pictures could not be looked for"),
    PeriodicJob(enqueue_missing_records, 3600, "Missing records could not be looked for"),
    PeriodicJob(enqueue_unread_links, 3600, "Links of the inbox that were not read could not be looked for"),
    PeriodicJob(prune_inbox, 3600, "Old stories of the inbox could not be deleted"),
    PeriodicJob(prune_unanswered, 3600, "Old searches without an answer could not be deleted"),
    PeriodicJob(enqueue_unsent, 3600, "Mails that were not sent could not be looked for"),
    PeriodicJob(prune_mails, 3600, "Old mails could not be deleted"),
    PeriodicJob(ContactMessage.objects.forget_networks, 3600, "The senders' networks could not be forgotten"),
    PeriodicJob(enqueue_unstored, 3600, "Old issues that were not stored could not be looked for"),
    PeriodicJob(prune_originals, 3600, "Originals of old issues that nobody needs could not be deleted"),
    PeriodicJob(default_storage.delete_abandoned, 3600, "Files that nobody finished could not be deleted"),
    PeriodicJob(forget_settled, 3600, "Missed schedules that are settled could not be deleted"),
    PeriodicJob(prune, 3600, "Old tasks could not be deleted"),
    PeriodicJob(compact_changes, 3600, "The changes of the content could not be counted"),
    PeriodicJob(warm_pages, POLL_INTERVAL, "The most visited pages could not be made beforehand"),
    PeriodicJob(prune_attempts, 3600, "Old counts of attempts could not be deleted"),
    PeriodicJob(prune_log, 24 * 3600, "Old entries about signing in could not be deleted"),
    PeriodicJob(SessionStore.clear_expired, 3600, "Ended sessions could not be deleted"),
]


class Worker:
    """Runs one task after the other. Of several workers, one is active; the others stand by.

    The active one holds a PostgreSQL advisory lock, which belongs to its database session. So a worker that loses its
    connection loses the lock too, and the one that takes the lock knows that no other is active.

    clock: returns monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self.clock = clock
        self.name = f"{socket.gethostname()[:40]}-{os.getpid()}"
        self.stopping = False
        self.session = None  # the database session that holds the lock
        self.due = dict.fromkeys(PERIODIC_JOBS, 0.0)
        self.is_standby = False

    def run(self) -> None:
        """Run until stop() is called, from a signal handler or another thread."""
        while not self.stopping:
            if not self.tick():
                time.sleep(POLL_INTERVAL)
        self.run_step(self.release_lock, "The worker's lock could not be released")

    def stop(self) -> None:
        """Make run() return after the current task."""
        self.stopping = True

    def tick(self) -> bool:
        """Run the periodic jobs that are due and at most one task; whether there was a task."""
        if not self.run_step(lambda: True, "The worker cannot reach its database"):
            return False
        for job in PERIODIC_JOBS:
            if self.clock() >= self.due[job]:
                self.due[job] = self.clock() + job.seconds
                self.run_step(job.run, job.failure)
        return bool(self.run_step(lambda: run_next(self.name), "A task could not be run"))

    def run_step(self, step: Callable, failure: str):
        """Call `step` if this worker holds the lock, and return its result. Logs an exception and returns None.

        An unusable connection is closed, so that the next step gets a new one, for which it must take the lock again.
        """
        try:
            return self.acquire_lock() and step()
        except Exception as error:
            # While the database restarts, this repeats every two seconds: a line without traceback is enough.
            is_unreachable = isinstance(error, OperationalError | InterfaceError)
            logger.error("%s: %s", failure, error, exc_info=not is_unreachable)
            if connection.connection is not None and not connection.is_usable():
                connection.close()

    def acquire_lock(self) -> bool:
        """Whether this worker holds the lock. Takes it if it is free, and then handles interrupted tasks."""
        connection.ensure_connection()
        if self.session is connection.connection:
            return True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            (is_acquired,) = cursor.fetchone()
        if not is_acquired:
            if not self.is_standby:
                logger.warning("Another worker is active; this one stands by")
            self.is_standby = True
            return False
        fail_interrupted_tasks()
        if self.is_standby:
            logger.warning("This worker is active now")
        self.session, self.is_standby = connection.connection, False
        return True

    def release_lock(self) -> None:
        """Let another worker take the lock at once, and not only when this process ends."""
        if self.session is not None and self.session is connection.connection:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock_all()")
        self.session = None
