"""The tortured site's own PostgreSQL below var/torture: copied, stopped, started and frozen. It touches no other."""

import shlex
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import psycopg

from ncsej_site import local_postgres

TEMPLATE, DATABASE = "torture_template", "torture"
TIMEOUT = 30  # seconds


class Database:
    """data: the server's folder. The server is started, or joined, at once."""

    def __init__(self, data: Path):
        self.data = data
        self.server_url = local_postgres.database_url(data)
        self.options = (data / "postmaster.opts").read_text()  # the command line that started it
        self.child: subprocess.Popen | None = None

    def url(self, name: str) -> str:
        return urlsplit(self.server_url)._replace(path=f"/{name}").geturl()

    def create(self, name: str, template: str = "template1") -> None:
        """Create the database anew, as a copy of `template`."""
        with psycopg.connect(self.server_url, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')

    def postmaster(self) -> psutil.Process:
        """The server's first process. Raises RuntimeError where it is not the one of this folder."""
        pid, folder = (self.data / "postmaster.pid").read_text().split("\n")[:2]
        process = psutil.Process(int(pid))
        if Path(folder).resolve() != self.data.resolve() or not process.name().startswith("postgres"):
            raise RuntimeError(f"Process {pid} is not the PostgreSQL of {self.data}")
        return process

    def stop(self) -> None:
        """Shut the server down at once, whoever is connected."""
        process = self.postmaster()
        process.send_signal(signal.SIGINT)  # PostgreSQL's “fast shutdown”
        wait_until(lambda: not (self.data / "postmaster.pid").exists(), "PostgreSQL did not stop")
        if self.child:
            self.child.wait(TIMEOUT)

    def start(self) -> None:
        """Start the server that stop() has stopped, as its folder's owner."""
        owner = self.data.stat()
        with (self.data.parent / "postgres.log").open("a") as log:
            self.child = subprocess.Popen(
                shlex.split(self.options), user=owner.st_uid, group=owner.st_gid, cwd="/", stdout=log, stderr=log
            )
        wait_until(self.answers, "PostgreSQL did not start")

    def answers(self) -> bool:
        try:
            psycopg.connect(self.server_url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Within the context, every process of the server has a SIGSTOP: it takes connections and says nothing."""
        postmaster = self.postmaster()
        processes = [postmaster, *postmaster.children(recursive=True)]
        for process in processes:
            process.suspend()
        try:
            yield
        finally:
            for process in processes:
                process.resume()

    @contextmanager
    def exhausted(self) -> Iterator[int]:
        """Within the context, every connection that the server has left is taken; yields how many these are."""
        held = []
        try:
            with psycopg.connect(self.server_url, autocommit=True) as admin:
                # The site's idle connections too, so that it needs new ones.
                admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [DATABASE])
            while True:
                try:
                    held.append(psycopg.connect(self.server_url))
                except psycopg.OperationalError:
                    break
            yield len(held)
        finally:
            for connection in held:
                connection.close()

    def close(self) -> None:
        """Stop what start() has started; the server of the first start is stopped when this process exits."""
        if self.child and self.child.poll() is None:
            self.stop()


def wait_until(condition, failure: str, timeout: float = TIMEOUT) -> None:
    """Return when `condition()` is true. Raises RuntimeError(failure) after `timeout` seconds."""
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(failure)
        time.sleep(0.05)
