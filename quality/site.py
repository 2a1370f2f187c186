"""The site as production runs it, with the demo content: a database and files of its own, gunicorn on a free port."""

import fcntl
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from ncsej_site import local_postgres

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "var" / "quality"
DATABASE = "ncsej_quality"
HOST = "127.0.0.1"
SECONDS_TO_START = 60


@contextmanager
def served() -> Iterator[str]:
    """Inside, the site answers at the address given, and Django is set up in this process on the same database."""
    local_postgres.exit_on_signals()  # so that gunicorn is stopped as well
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    url = f"http://{HOST}:{port}"
    FOLDER.mkdir(parents=True, exist_ok=True)
    alone = (FOLDER / "lock").open("w")
    fcntl.flock(alone, fcntl.LOCK_EX)  # two at once would share a database; the second waits
    os.environ |= {
        "DEBUG": "false",
        "DJANGO_SETTINGS_MODULE": "quality.settings",
        "DATABASE_URL": empty_database(),
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": HOST,
        "SITE_URL": url,
        "MEDIA_ROOT": "var/quality/media",
    }
    fill()
    with (FOLDER / "server.log").open("w") as log:
        gunicorn = ["gunicorn", "ncsej_site.wsgi", f"--bind={HOST}:{port}", "--workers=2", "--threads=4"]
        command = [sys.executable, "-m", *gunicorn, "--no-control-socket"]  # as in the Dockerfile
        server = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for(f"{url}/healthz", server)
        yield url
    finally:
        server.terminate()
        server.wait()


def empty_database() -> str:
    """The address of a database made anew beside the one that DATABASE_URL names, or in an embedded server."""
    url = os.environ.get("DATABASE_URL") or local_postgres.database_url(ROOT / "var" / "postgres-quality")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    return urlsplit(url)._replace(path=f"/{DATABASE}").geturl()


def fill() -> None:
    """The tables, the demo content and the static files."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    print("Preparing the site with the demo content…", flush=True)
    django.setup()
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)  # the pictures of a database that is no more
    call_command("migrate", verbosity=0)
    call_command("load_demo")
    call_command("make_pictures", verbosity=0)  # no worker runs here
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def wait_for(url: str, server: subprocess.Popen) -> None:
    """Return when the address answers. Raises RuntimeError when the server ends, or takes too long."""
    latest = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < latest:
        try:
            urllib.request.urlopen(url, timeout=10)  # noqa: S310 — a loopback address
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The site did not start; {FOLDER / 'server.log'} says why.")
