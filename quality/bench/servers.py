"""The servers that a measurement starts, each on a loopback port of its own, and what their processes cost."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from ncsej_site.free_port import free_port

ROOT = Path(__file__).parents[2]
START_TIMEOUT = 60  # seconds
STOP_TIMEOUT = 20  # seconds
# As in production, but that no worker is replaced while it is measured. The sync workers take one request at a time.
GUNICORN = [sys.executable, "-m", "gunicorn", "--config=deploy/gunicorn.conf.py", "--max-requests=0", "--timeout=120"]
WORKER_CLASSES = {"sync": ["--worker-class=sync", "--threads=1"], "production": []}
NGINX_CONF = """
daemon off;
master_process on;
worker_processes {workers};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    default_type text/html;
    sendfile on;
    keepalive_requests 1000000;
    {temporary}
    server {{
        listen 127.0.0.1:{port};
        {server}
    }}
}}
"""
TEMPORARY_FOLDERS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass(frozen=True, slots=True)
class Server:
    """A running program; `port` is None where it listens nowhere. Its children do the work: their cost is its own."""

    port: int | None
    process: psutil.Process

    def processes(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]

    def cpu(self) -> float:
        """Seconds of CPU so far, the kernel's for it included."""
        times = [process.cpu_times() for process in self.processes()]
        return sum(time.user + time.system for time in times)

    def memory(self) -> list[tuple[int, int]]:
        """Of each worker, in bytes: PSS (what it shares with others is divided among them) and USS (its own alone)."""
        return [(memory.pss, memory.uss) for memory in (child.memory_full_info() for child in self.process.children())]


@contextmanager
def run_program(
    command: list[str], port: int | None, log: Path, environment: dict[str, str] | None = None
) -> Iterator[Server]:
    """The program, from when it listens until the end of the block. Raises RuntimeError where it does not start.

    environment: what is added to that of this process.
    """
    with log.open("w") as output:
        environment = os.environ | (environment or {})
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, env=environment)
    try:
        if port is not None:
            wait_for(lambda: listens(process.pid, port), f"{command[0]} did not start", log)
        yield Server(port, psutil.Process(process.pid))
    finally:
        process.terminate()
        try:
            process.wait(STOP_TIMEOUT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(condition: Callable[[], bool], complaint: str, log: Path) -> None:
    """Return when the condition is true. Raises RuntimeError, with the end of the log, where it never is."""
    deadline = time.monotonic() + START_TIMEOUT
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(f"{complaint}:\n{log.read_text()[-2000:]}")
        time.sleep(0.1)


def listens(pid: int, port: int) -> bool:
    found = [each for process in family(pid) for each in process.net_connections("tcp")]
    return any(each.status == "LISTEN" and each.laddr.port == port for each in found)


def family(pid: int) -> list[psutil.Process]:
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def find_listener(port: int) -> Server | None:
    """The program of this machine that listens there, where the system tells it: its first process."""
    try:
        pids = [
            each.pid for each in psutil.net_connections("tcp") if each.status == "LISTEN" and each.laddr.port == port
        ]
        process = psutil.Process(pids[0])
        while (parent := process.parent()) and parent.name() == process.name():
            process = parent
    except (psutil.Error, IndexError):
        return None
    return Server(port, process)


@contextmanager
def run_gunicorn(
    application: str, workers: str, log: Path, environment: dict[str, str] | None = None
) -> Iterator[Server]:
    """workers: a name of WORKER_CLASSES."""
    port = free_port()
    command = [*GUNICORN, *WORKER_CLASSES[workers], f"--bind=127.0.0.1:{port}", application]
    with run_program(command, port, log, environment) as server:
        yield server


def find_nginx() -> str | None:
    """Debian keeps it where only root looks."""
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")


@contextmanager
def run_nginx(folder: Path, configuration: str, workers: int = 2) -> Iterator[Server]:
    """nginx with these lines in its one server. All that it writes is in the folder."""
    port = free_port()
    folder.mkdir(parents=True)
    temporary = "\n    ".join(f"{name}_temp_path {folder}/{name};" for name in TEMPORARY_FOLDERS)
    text = NGINX_CONF.format(folder=folder, temporary=temporary, port=port, server=configuration, workers=workers)
    (folder / "nginx.conf").write_text(text)
    command = [find_nginx(), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    if os.geteuid() == 0:  # else it gives itself another user, who may not read the folder
        command += ["-g", "user root;"]
    with run_program(command, port, folder / "output.log") as server:
        yield server
