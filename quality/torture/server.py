"""The tortured site's processes: what `./run production` starts."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from .database import wait_until

HOST = "127.0.0.1"
START_TIMEOUT, STOP_TIMEOUT = 120, 90  # seconds
STARTED = "The admin"  # what ./run production prints when the site answers


class Server:
    """folder: of the log. environment: the variables of settings.py, and PORT."""

    def __init__(self, folder: Path, environment: dict[str, str]):
        self.url = environment["SITE_URL"]
        self.log = folder / "production.log"
        self.environment = environment
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """Raises RuntimeError where the site does not answer in time."""
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ncsej_site.production"],
                cwd=self.log.parents[2],
                stdout=log,
                stderr=log,
                env=os.environ | self.environment,
                start_new_session=True,  # Ctrl-C is for the torture, which stops the site
            )
        wait_until(self.has_started, f"The site did not start; {self.log} says why", START_TIMEOUT)

    def has_started(self) -> bool:
        if self.process.poll() is not None:
            raise RuntimeError(f"The site ended with status {self.process.returncode}; {self.log} says why")
        return STARTED in self.log.read_text()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(STOP_TIMEOUT)
            except subprocess.TimeoutExpired:
                for child in psutil.Process(self.process.pid).children(recursive=True):
                    child.kill()
                self.process.kill()
                self.process.wait()

    def find(self, word: str) -> psutil.Process | None:
        """The program with this word in its command; None while it is being started again."""
        for child in psutil.Process(self.process.pid).children():
            try:
                if child.status() != psutil.STATUS_ZOMBIE and any(word in part for part in child.cmdline()[1:]):
                    return child
            except psutil.NoSuchProcess:
                continue
        return None

    def gunicorn(self) -> psutil.Process | None:
        return self.find("gunicorn")

    def workers(self) -> list[psutil.Process]:
        """gunicorn's workers: those that serve requests."""
        try:
            master = self.gunicorn()
            children = master.children() if master else []
            return [child for child in children if child.status() != psutil.STATUS_ZOMBIE]
        except psutil.NoSuchProcess:
            return []

    def worker(self) -> psutil.Process | None:
        """The background worker."""
        return self.find("worker")

    @contextmanager
    def worker_frozen(self) -> Iterator[None]:
        """Within the context, the background worker does nothing."""
        process = self.worker()
        process.suspend()
        try:
            yield
        finally:
            process.resume()
