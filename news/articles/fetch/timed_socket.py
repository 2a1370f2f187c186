"""A socket that keeps a deadline for everything together, and a limit of bytes."""

import io
import socket
from collections.abc import Callable
from typing import Any

Clock = Callable[[], float]  # seconds that only go forward


class TooManyBytesError(OSError):
    """The other side sent more than it may, headers and the framing of chunks included."""


class TimedSocket:
    """What http.client uses of a socket. A server that sends a byte every few seconds is cut off at the deadline.

    A socket's own timeout begins anew with every byte. deadline: a time of `clock`; max_bytes: that are received.
    """

    def __init__(self, raw: socket.socket, deadline: float, max_bytes: int, clock: Clock) -> None:
        self.raw = raw
        self.deadline = deadline
        self.remaining_bytes = max_bytes
        self.clock = clock

    def sendall(self, data: bytes) -> None:
        """Raises TimeoutError at the deadline, OSError for a broken connection."""
        self._set_timeout()
        self.raw.sendall(data)

    def makefile(self, mode: str, *args: Any, **options: Any) -> io.BufferedReader:
        """For http.client, which only reads by it."""
        return io.BufferedReader(_Reader(self))

    def receive_into(self, buffer: memoryview) -> int:
        """Raises TimeoutError at the deadline, TooManyBytesError, and OSError for a broken connection."""
        self._set_timeout()
        received = self.raw.recv_into(buffer)
        self.remaining_bytes -= received
        if self.remaining_bytes < 0:
            raise TooManyBytesError("the response has more bytes than it may")
        return received

    def close(self) -> None:
        """Nothing: http.client closes its socket before it has read the body. Who opened `raw` closes it."""

    def _set_timeout(self) -> None:
        remaining = self.deadline - self.clock()
        if remaining <= 0:
            raise TimeoutError("the response took too long")
        self.raw.settimeout(remaining)


class _Reader(io.RawIOBase):
    def __init__(self, timed: TimedSocket) -> None:
        self.timed = timed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self.timed.receive_into(memoryview(buffer))
