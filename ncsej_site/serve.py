"""The last step of `./run`: prepares the database, prints the URLs, and serves the site.

The autoreloader serves in a second process, in which the worker is a thread.
"""

import io
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.core.management import call_command, execute_from_command_line
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV

from . import reloader, worker


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
            call_command("load_demo", logins=True, stdout=io.StringIO())


def print_urls(port: str) -> None:
    print(f"\nThe site     http://localhost:{port}/\nThe admin    http://localhost:{port}/admin/")
    call_command("load_demo", show_logins=True)
    print("\nCtrl-C stops it; what you have changed stays in var/.\n")


def main() -> None:
    port = os.environ["PORT"]
    if DJANGO_AUTORELOAD_ENV not in os.environ:  # set in the process that the autoreloader restarts
        prepare_database()
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
