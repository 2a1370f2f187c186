"""Runs `./run production` on a copy of the migrated database, and asks it."""

import http.client
import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest

from ncsej_site.free_port import free_port

ROOT = Path(__file__).resolve().parents[2]
CADDY = shutil.which("caddy", path=str(Path(sys.executable).parent))
PATIENCE = 120  # seconds; a loaded machine is slow, not wrong
UNVERIFIED = ssl._create_unverified_context()  # noqa: S323 — Caddy has made the certificate up


def database_url(name: str) -> str:
    """The URL of a database of the tests' server."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def command_of(process: psutil.Process) -> str:
    """Its command line; empty when it has ended."""
    try:
        return " ".join(process.cmdline())
    except psutil.NoSuchProcess:  # ZombieProcess is one
        return ""


def wait_until(condition: Callable[[], bool]) -> None:
    latest = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < latest
        time.sleep(0.05)


class ProductionServer:
    """Runs `./run production` while the context lasts, from its first answer on.

    database: the name of a migrated database of the tests' server; folder: for its output and media.
    """

    def __init__(self, database: str, folder: Path, **environment: str):
        self.folder = folder
        self.port, self.log, self.media = free_port(), folder / "production.log", folder / "media"
        kept = {name: value for name, value in os.environ.items() if name not in {"SITE_URL", "DEBUG", "PORT"}}
        self.environment = kept | {
            "PORT": str(self.port),
            "DATABASE_URL": database_url(database),
            "MEDIA_ROOT": str(self.media),
            "PAGE_CACHE": "",  # so that pages are asked of Django and its database
            "REQUIRE_SECOND_FACTOR": "false",  # an Editor signs in with a password
            **environment,
        }

    def __enter__(self):
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [shutil.which("sh"), "run", "production"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        latest = time.monotonic() + PATIENCE
        while "The admin" not in self.output:
            if self.process.poll() is not None or time.monotonic() > latest:
                self.__exit__()
                pytest.fail(f"./run production did not serve:\n{self.output}")
            time.sleep(0.1)
        return self

    def __exit__(self, *error):
        if self.process.poll() is None:
            self.stop(signal.SIGTERM)

    def stop(self, number: int) -> int:
        """Send the signal to the supervising process alone; returns its exit status."""
        self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE)

    @property
    def output(self) -> str:
        return self.log.read_text()

    def find_processes(self, word: str) -> list[psutil.Process]:
        """The programs that it has started directly whose command has this word."""
        return [child for child in psutil.Process(self.process.pid).children() if word in command_of(child)]

    @contextmanager
    def without_gunicorn(self) -> Iterator[None]:
        """Within the context, gunicorn is gone; after it, it is started again, and answers."""
        (master,) = self.find_processes("gunicorn")
        supervisor = psutil.Process(self.process.pid)
        supervisor.suspend()  # or it would start gunicorn again
        master.suspend()  # or it would start a worker for each that is gone, which answers for a while without a master
        try:
            for process in [*master.children(), master]:
                process.kill()
            yield
        finally:
            supervisor.resume()
        wait_until(lambda: self.get("/healthz")[0] == HTTPStatus.OK)

    @property
    def gunicorn_port(self) -> int:
        return int(re.findall(r"Listening at: http://127\.0\.0\.1:(\d+)", self.output)[-1])

    def get(self, path: str, method: str = "GET", body: bytes | None = None, timeout: float = 60, **headers: str):
        """(status, headers, body) of a request through Caddy. Raises OSError where there is no answer."""
        connection = http.client.HTTPSConnection("localhost", self.port, timeout=timeout, context=UNVERIFIED)
        return request(connection, method, path, headers, body)

    def get_from_gunicorn(self, path: str, **headers: str):
        """The same past Caddy."""
        connection = http.client.HTTPConnection("127.0.0.1", self.gunicorn_port, timeout=5)
        return request(connection, "GET", path, headers)


def request(connection: http.client.HTTPConnection, method: str, path: str, headers: dict, body: bytes | None = None):
    with closing(connection):
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        return HTTPStatus(response.status), response.headers, response.read()
