"""Ordinary visitors, who read pages while a trial does its worst, and whose failures count."""

import http.client
import itertools
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from .client import Client

DEFAULT_PATHS = ("/", "/healthz", "/news/", "/search/?q=statement", "/contact/", "/robots.txt")


@dataclass(frozen=True)
class Visit:
    """status: 0 where no whole answer came; `error` says why."""

    path: str
    status: int
    seconds: float
    error: str = ""

    def __str__(self):
        return f"{self.path} {self.status or self.error} after {self.seconds:.1f} s"


def visit(client: Client, path: str, **headers) -> Visit:
    start = time.monotonic()
    try:
        status, error = client.get(path, **headers).status, ""
    except (OSError, http.client.HTTPException) as raised:
        client.close()
        status, error = 0, type(raised).__name__
    return Visit(path, status, time.monotonic() - start, error)


class Visitors:
    """A context manager: within it, `number` visitors read `paths` one after the other, again and again.

    make_client: a function that returns a Client. Each visit uses a new connection, as a new visitor's does.
    """

    def __init__(self, make_client: Callable[[], Client], paths: Iterable[str] = DEFAULT_PATHS, number: int = 2):
        self.make_client, self.paths, self.number = make_client, tuple(paths), number
        self.visits: list[Visit] = []
        self.is_over = threading.Event()

    def __enter__(self):
        self.threads = [threading.Thread(target=self.read, args=[start]) for start in range(self.number)]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self.is_over.set()
        for thread in self.threads:
            thread.join()

    def read(self, start: int):
        for path in itertools.islice(itertools.cycle(self.paths), start, None):
            if self.is_over.is_set():
                return
            client = self.make_client()
            self.visits.append(visit(client, path))
            client.close()
            time.sleep(0.02)

    @property
    def failures(self) -> list[Visit]:
        return [each for each in self.visits if each.status != 200]

    def percentile(self, percent: int) -> float:
        """Milliseconds within which this many visits in a hundred were answered."""
        seconds = sorted(each.seconds for each in self.visits)
        return 1000 * seconds[min(len(seconds) - 1, len(seconds) * percent // 100)] if seconds else 0.0


def in_threads(function: Callable, items: Iterable, threads: int) -> list:
    """The results of function(item) for all items, in their order."""
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(function, items))
