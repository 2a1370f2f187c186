"""Clients that send a header byte every three seconds, a body byte by byte, or read an answer as slowly."""

import contextlib
import threading
import time
from collections import Counter
from urllib.parse import urlsplit

from ..loopback import connect
from ..trial import Run
from ..visitors import DEFAULT_PATHS, Visitors

DRIP = 3.0  # seconds between two bytes
WATCHED = 15  # seconds that visitors are watched in the short form; the long form watches four times as long
ROUNDS = {"short": 1, "long": 4}


def run(run: Run) -> None:
    with Visitors(run.site.client, number=2) as before:
        time.sleep(5)
    rounds = ROUNDS["short"] if run.amount == run.trial.short else ROUNDS["long"]
    with SlowClients(run.site.url, run.amount) as slow:
        run.report_progress(f"{run.amount} slow clients are connected")
        with Visitors(run.site.client, number=2) as during:
            time.sleep(WATCHED * rounds)
        run.show("slow clients still held", slow.count_open())
    paths = Counter(visit.path for visit in during.visits if visit.status == 200)
    run.at_least("answered visits", len(during.visits) - len(during.failures), 1)
    run.none("visits that failed", during.failures)
    run.none("addresses without an answer", (path for path in DEFAULT_PATHS if not paths[path]))
    run.show("p99 before, ms", before.percentile(99))
    run.show("p99 with slow clients, ms", during.percentile(99))


def find_large_file() -> str:
    """The path of the largest static file, of which a slow reader has long to read."""
    from django.conf import settings

    files = [path for path in settings.STATIC_ROOT.rglob("*") if path.is_file() and path.suffix not in {".gz", ".br"}]
    largest = max(files, key=lambda path: path.stat().st_size)
    return f"/static/{largest.relative_to(settings.STATIC_ROOT)}"


class SlowClients:
    """A context manager: within it, `number` connections drip, a third each of slow heads, bodies and readers."""

    def __init__(self, url: str, number: int):
        self.parts, self.number = urlsplit(url), number
        self.sockets = []
        self.is_over = threading.Event()

    def __enter__(self):
        host = f"{self.parts.hostname}:{self.parts.port}"
        common = f"Host: {host}\r\nX-Forwarded-Proto: https\r\n"
        starts = (
            f"GET / HTTP/1.1\r\n{common}X-Slow: ",
            f"POST /contact/message/ HTTP/1.1\r\n{common}Content-Type: application/x-www-form-urlencoded\r\n"
            "Content-Length: 90000\r\n\r\nname=",
            f"GET {find_large_file()} HTTP/1.1\r\n{common}\r\n",
        )
        for number in range(self.number):
            with contextlib.suppress(OSError):
                connection = connect(
                    self.parts.hostname,
                    self.parts.port,
                    timeout=20,
                    uses_tls=self.parts.scheme == "https",
                    receive_buffer=2048 if number % 3 == 2 else 0,
                )
                connection.sendall(starts[number % 3].encode())
                connection.setblocking(False)
                self.sockets.append((number % 3, connection))
        self.thread = threading.Thread(target=self.drip)
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.is_over.set()
        self.thread.join()
        for _, connection in self.sockets:
            connection.close()

    def drip(self):
        while not self.is_over.wait(DRIP):
            for kind, connection in self.sockets:
                with contextlib.suppress(OSError, ValueError):
                    connection.recv(1) if kind == 2 else connection.send(b"a")

    def count_open(self) -> int:
        """How many the site has not closed. A half-open one that it has closed can be read to its end."""
        return sum(is_open(connection) for _, connection in self.sockets)


def is_open(connection) -> bool:
    try:
        while data := connection.recv(65536):
            pass
    except OSError as error:
        return isinstance(error, BlockingIOError) or "did not complete" in str(error)
    return bool(data)
