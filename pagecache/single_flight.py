"""Of many who want the same page at once, in all processes of a machine, one makes it (single flight). No Django here.

A lock of the kernel on one of a fixed number of files; a process that is killed releases it.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from .state import boot_id

FILES = 1024  # two pages that share one wait for each other, which is rare and does no harm
POLL_INTERVAL = 0.01  # seconds; the kernel's own waiting has no time limit


class Flights:
    """folder: of the locks, one for all processes of a machine; max_wait: seconds; boot: the machine's start."""

    def __init__(self, folder: Path, max_wait: float = 5, boot: str = ""):
        self.folder, self.max_wait, self.secret = folder, max_wait, (boot or boot_id()).encode()

    @contextmanager
    def turn(self, key: str) -> Iterator[bool]:
        """Wait for this page's turn; whether it came within `max_wait` seconds. Raises OSError."""
        descriptor = self.open(self.number(key))
        try:
            deadline = time.monotonic() + self.max_wait
            while not (is_held := try_lock(descriptor)) and time.monotonic() < deadline:
                time.sleep(POLL_INTERVAL)
            yield is_held
        finally:
            os.close(descriptor)  # which releases the lock

    def number(self, key: str) -> int:
        """Of the page's file. Which pages share one cannot be found out from outside: so nobody can hold up another."""
        digest = blake2b(key.encode("utf-8", "surrogateescape"), key=self.secret, digest_size=8).digest()
        return int.from_bytes(digest) % FILES

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
