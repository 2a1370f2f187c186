"""One picture is decoded at a time by all processes that share the media folder: a large one takes 300 MB of memory.

A lock of the kernel on the folder itself: it needs no room on the disk and no database connection, and a process that
is killed releases it. Whoever holds it waits for nothing else, so it takes no part in a deadlock.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.files import locks

MAX_WAIT = 10  # seconds
POLL_INTERVAL = 0.05  # seconds; the kernel's own waiting has no time limit


class DecoderBusyError(TimeoutError):
    """Another picture is being decoded, and has been for MAX_WAIT."""


@contextmanager
def decoder_lock() -> Iterator[None]:
    """Hold the lock while a picture is decoded. Not reentrant. Raises DecoderBusyError."""
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    folder = os.open(settings.MEDIA_ROOT, os.O_RDONLY)
    try:
        deadline = time.monotonic() + MAX_WAIT
        while not locks.lock(folder, locks.LOCK_EX | locks.LOCK_NB):
            if time.monotonic() > deadline:
                raise DecoderBusyError
            time.sleep(POLL_INTERVAL)
        yield
    finally:
        os.close(folder)  # which releases the lock
