"""Where `./run` ends: the database made ready, the addresses said and the site served, in one process to start fast."""

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
    """Print what is being done, and after it how many seconds it took."""
    print(f"{name}… ", end="", flush=True)
    start = time.perf_counter()
    yield
    print(f"{time.perf_counter() - start:.1f} s")


def prepare() -> None:
    with phase("Starting the database"):
        django.setup()
    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except SystemExit:  # its way of saying that there is something to apply
        with phase("Applying migrations"):
            call_command("migrate", verbosity=0)
    if site_is_empty():
        with phase("Loading the demonstration content"):
            call_command("load_demo", logins=True, stdout=io.StringIO())


def site_is_empty() -> bool:
    from .demo import loader  # its models can be imported now

    return loader.site_is_empty()


def say_addresses(port: str) -> None:
    print(f"\nThe site     http://localhost:{port}/\nThe admin    http://localhost:{port}/admin/")
    call_command("load_demo", show_logins=True)
    print("\nCtrl-C stops it; what you have changed stays in var/.\n")


def main() -> None:
    port = os.environ["PORT"]
    if DJANGO_AUTORELOAD_ENV not in os.environ:  # set in the process that is started anew when a file is edited
        prepare()
        threading.Thread(target=say_addresses, args=[port]).start()  # checking passwords takes long, on purpose
    else:
        worker.start()
        reloader.install()
    execute_from_command_line(["manage.py", "runserver", port])


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
