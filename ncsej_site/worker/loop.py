"""The worker's loop. A failure in one of its steps is logged and stops no other."""

import logging
import os
import socket
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pages.tasks import find_missing

from .attempts import BACKEND, fail_interrupted, prune, run_next

IDLE = 2  # seconds between two looks at an empty queue
LOCK = zlib.crc32(b"ncsej_site.worker")  # the key of the advisory lock that the one active worker holds

logger = logging.getLogger(__name__)


def publish_scheduled() -> None:
    call_command("publish_scheduled")


def enqueue_missing() -> None:
    """Queue what is missing and neither waits nor has failed: a failed task waits for the person who reads of it."""
    unfinished = DBTaskResult.objects.filter(backend_name=BACKEND).exclude(status=TaskResultStatus.SUCCESSFUL)
    known = {(path, *call["args"]) for path, call in unfinished.values_list("task_path", "args_kwargs")}
    for task, pk in find_missing():
        if (task.module_path, pk) not in known:
            task.enqueue(pk)


@dataclass(frozen=True)
class Chore:
    """What the worker does every so many seconds, besides running tasks; `failure` is what the log says."""

    run: Callable[[], None]
    seconds: int
    failure: str


CHORES = [
    Chore(publish_scheduled, 60, "What is scheduled could not be published"),
    Chore(enqueue_missing, 3600, "Missing pictures could not be looked for"),
    Chore(prune, 3600, "Old tasks could not be deleted"),
]


class Worker:
    """Runs one task after the other. Of all that are started, one is active; the others stand by.

    The active one holds a PostgreSQL advisory lock, which belongs to its database session. So a worker that loses its
    connection loses the lock with it, and whoever takes the lock knows that no other is at work.

    clock: seconds, from any start, that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self.clock = clock
        self.name = f"{socket.gethostname()[:40]}-{os.getpid()}"
        self.stopping = False
        self.session = None  # the database session that holds the lock
        self.due = {chore.failure: 0.0 for chore in CHORES}
        self.was_standby = False

    def run(self) -> None:
        """Work until stop() is called, from a signal's handler or another thread."""
        while not self.stopping:
            if not self.tick():
                time.sleep(IDLE)
        self.step(self.release, "The worker's lock could not be released")

    def stop(self) -> None:
        """End after the current task."""
        self.stopping = True

    def tick(self) -> bool:
        """Do the chores that are due and at most one task; whether there was one."""
        if not self.step(lambda: True, "The worker cannot reach its database"):
            return False
        for chore in CHORES:
            if self.clock() >= self.due[chore.failure]:
                self.due[chore.failure] = self.clock() + chore.seconds
                self.step(chore.run, chore.failure)
        return bool(self.step(lambda: run_next(self.name), "A task could not be run"))

    def step(self, do: Callable, failure: str):
        """What `do` returns, if this worker is active; None where it fails, which is logged.

        The next step has a connection that works, and if it is a new one, must first have the lock again.
        """
        try:
            return self.is_active() and do()
        except Exception as error:
            # While the database restarts, this comes every two seconds: a line each time is enough.
            is_away = isinstance(error, OperationalError | InterfaceError)
            logger.error("%s: %s", failure, error, exc_info=not is_away)
            if connection.connection is not None and not connection.is_usable():
                connection.close()

    def is_active(self) -> bool:
        """Whether this worker has the lock. It takes it where no other has it, and then sees to interrupted tasks."""
        connection.ensure_connection()
        if self.session is connection.connection:
            return True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            (is_taken,) = cursor.fetchone()
        if not is_taken:
            if not self.was_standby:
                logger.warning("Another worker is active; this one stands by")
            self.was_standby = True
            return False
        fail_interrupted()
        self.session, self.was_standby = connection.connection, False
        return True

    def release(self) -> None:
        """Let another worker be active at once, and not only when this process has ended."""
        if self.session is not None and self.session is connection.connection:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock_all()")
        self.session = None
