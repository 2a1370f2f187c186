"""The last step of `./run`: prepares the database, prints the URLs, and serves the site.

The autoreloader serves in a second process, in which the worker is a thread.
"""

import atexit
import io
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import django
import psutil
from django.conf import settings
from django.core.management import call_command, execute_from_command_line
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV

from . import reloader, worker

EXIT_TIMEOUT = 10  # seconds


@contextmanager
def phase(name: str) -> Iterator[None]:
    """Print the name of a phase of the start, and after it how many seconds it took."""
    print(f"{name}… ", end="", flush=True)
    start = time.perf_counter()
    yield
    print(f"{time.perf_counter() - start:.1f} s")


def prepare_database() -> None:
    with phase("Starting the database"):
        django.setup()
    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except SystemExit:  # --check exits with status 1 if there are unapplied migrations
        with phase("Applying migrations"):
            call_command("migrate", verbosity=0)
    from .demo.loader import site_is_empty  # imports models, which django.setup() has loaded

    if site_is_empty():
        with phase("Loading the demonstration content"):
            call_command("load_demo", logins=settings.DEBUG, stdout=io.StringIO())


def print_urls(port: str) -> None:
    print(f"\nThe site     http://localhost:{port}/\nThe admin    http://localhost:{port}/admin/")
    call_command("load_demo", show_logins=True)
    print("\nCtrl-C stops it; what you have changed stays in var/.\n")


def wait_for_autoreload_child() -> None:
    """Ctrl-C lets subprocess.run() kill the autoreloader's child without waiting for its end.

    While the child is alive, this process seems not to be the last one that uses the embedded PostgreSQL, and so would
    leave it running.
    """
    psutil.wait_procs(psutil.Process().children(), timeout=EXIT_TIMEOUT)


def main() -> None:
    port = os.environ["PORT"]
    if DJANGO_AUTORELOAD_ENV not in os.environ:  # set in the process that the autoreloader restarts
        prepare_database()
        atexit.register(wait_for_autoreload_child)  # runs before what the database has registered
        threading.Thread(target=print_urls, args=[port]).start()  # password hashing is slow by design
    else:
        worker.start()
        reloader.install()
    execute_from_command_line(["manage.py", "runserver", port])


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
