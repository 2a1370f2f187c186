"""One request to a host at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from .errors import FetchError, Reason


class HostLocks:
    """A lock for each host that is asked or waited for, and for no other, so that their number is bounded."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.locks: dict[str, threading.Lock] = {}
        self.users: dict[str, int] = {}

    @contextmanager
    def hold(self, host: str, timeout: float) -> Iterator[None]:
        """Waits until nobody else asks the host. Raises FetchError after `timeout` seconds."""
        with self.guard:
            lock = self.locks.setdefault(host, threading.Lock())
            self.users[host] = self.users.get(host, 0) + 1
        try:
            if not lock.acquire(timeout=max(0.0, timeout)):
                raise FetchError(Reason.TOO_SLOW, f"others are asking {host}")
            try:
                yield
            finally:
                lock.release()
        finally:
            with self.guard:
                self.users[host] -= 1
                if not self.users[host]:
                    del self.users[host], self.locks[host]
