"""Where `./run` ends: the database made ready, the addresses said and the site served, in one process to start fast."""

import os
import sys

import django
from django.core.management import call_command, execute_from_command_line
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV

from . import worker


def prepare() -> None:
    print("Preparing the database…")
    django.setup()
    try:
        call_command("migrate", check_unapplied=True, verbosity=0)
    except SystemExit:  # its way of saying that there is something to apply
        print("Applying migrations…")
        call_command("migrate", verbosity=0)
    call_command("load_demo", if_empty=True, logins=True)


def say_addresses(port: str) -> None:
    print(f"\nThe site     http://localhost:{port}/\nThe admin    http://localhost:{port}/admin/")
    call_command("load_demo", show_logins=True)
    print("\nCtrl-C stops it; what you have changed stays in var/.\n")


def main() -> None:
    port = os.environ["PORT"]
    if DJANGO_AUTORELOAD_ENV not in os.environ:  # set in the process that is started anew when a file is edited
        prepare()
        say_addresses(port)
    else:
        worker.start()
    execute_from_command_line(["manage.py", "runserver", port])


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
