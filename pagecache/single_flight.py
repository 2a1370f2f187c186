"""Of many who want the same page at once, in all processes of a machine, one makes it (single flight). No Django here.

A lock of the kernel on one of a fixed number of files; a process that is killed releases it.
"""

import fcntl
import os
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FILES = 1024  # two pages that share one wait for each other, which is rare and does no harm
POLL_INTERVAL = 0.01  # seconds; the kernel's own waiting has no time limit


class Flights:
    def __init__(self, folder: Path, max_wait: float = 5):
        self.folder, self.max_wait = folder, max_wait

    @contextmanager
    def turn(self, key: str) -> Iterator[bool]:
        """Wait for this page's turn; whether it came within `max_wait` seconds. Raises OSError."""
        descriptor = self.open(zlib.crc32(key.encode("utf-8", "surrogateescape")) % FILES)
        try:
            deadline = time.monotonic() + self.max_wait
            while not (is_held := try_lock(descriptor)) and time.monotonic() < deadline:
                time.sleep(POLL_INTERVAL)
            yield is_held
        finally:
            os.close(descriptor)  # which releases the lock

    def open(self, number: int) -> int:
        path = f"{self.folder}/{number:04}"
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except FileNotFoundError:
            self.folder.mkdir(parents=True, exist_ok=True)
            return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)


def try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
