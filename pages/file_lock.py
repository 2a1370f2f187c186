"""A lock that all processes on one machine share, and for which nobody waits longer than they say. No Django here.

A lock of the kernel on an empty folder: it needs no database connection, and a process that is killed releases it.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

POLL_INTERVAL = 0.01  # seconds; the kernel's own waiting has no time limit


class LockBusyError(TimeoutError):
    """Others have held the lock for as long as one was ready to wait."""


@contextmanager
def file_lock(folder: Path, max_wait: float) -> Iterator[None]:
    """Hold the lock of this folder, which is made if it is missing; max_wait: seconds. Not reentrant.

    Raises LockBusyError, and OSError where the folder cannot be made. One of those who wait is the next, by a second
    lock: so somebody who releases the lock and takes it again at once, as the worker does for every rendition, comes
    after whoever waited meanwhile.
    """
    deadline = time.monotonic() + max_wait
    turn = folder / "next"
    turn.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        with open_locked(turn, deadline):
            held.enter_context(open_locked(folder, deadline))
        yield


@contextmanager
def open_locked(folder: Path, deadline: float) -> Iterator[None]:
    """Raises LockBusyError at the deadline, a time of time.monotonic()."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        while not try_lock(descriptor):
            if time.monotonic() > deadline:
                raise LockBusyError
            time.sleep(POLL_INTERVAL)
        yield
    finally:
        os.close(descriptor)  # which releases the lock


def try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
