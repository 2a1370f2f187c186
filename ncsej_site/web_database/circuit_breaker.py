"""A circuit breaker: where something has just failed, do not wait for it again, but fail at once for a while."""

import threading
import time
from collections.abc import Callable


class CircuitOpen(Exception):
    """It failed a moment ago, and was not tried again."""


class CircuitBreaker:
    """A context manager around each try. After a failure, one per `pause` seconds is let through until one succeeds.

    clock: returns monotonic seconds.
    """

    def __init__(self, pause: float, clock: Callable[[], float] = time.monotonic):
        self.pause, self.clock = pause, clock
        self.lock = threading.Lock()
        self.retry_at: float | None = None  # None: the last try succeeded

    def __enter__(self) -> None:
        """Raises CircuitOpen instead of letting a try begin."""
        with self.lock:
            if self.retry_at is None:
                return
            if self.clock() < self.retry_at:
                raise CircuitOpen
            self.retry_at = self.clock() + self.pause

    def __exit__(self, error_type, error, traceback) -> None:
        if error_type is not None:
            self.trip()
            return
        with self.lock:
            self.retry_at = None

    def trip(self) -> None:
        """Count a failure that was seen elsewhere."""
        with self.lock:
            self.retry_at = self.clock() + self.pause
