"""Runs the site as in production, with the demo content: own database and media, gunicorn on a free port."""

import fcntl
import os
import secrets
import shutil
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
from ncsej_site.free_port import free_port

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "var" / "quality"
DATABASE = "ncsej_quality"
HOST = "127.0.0.1"
STARTUP_TIMEOUT = 60  # seconds


@contextmanager
def run_demo_site() -> Iterator[str]:
    """Context manager: the URL of the running site. Django is set up in this process on the same database."""
    with prepare_demo_site() as url:
        with (FOLDER / "server.log").open("w") as log:
            gunicorn = ["gunicorn", "--config=deploy/gunicorn.conf.py", f"--bind={urlsplit(url).netloc}"]
            command = [sys.executable, "-m", *gunicorn]
            server = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_until_ready(f"{url}/healthz", server)
            yield url
        finally:
            server.terminate()
            server.wait()


@contextmanager
def prepare_demo_site(all_pictures: bool = True) -> Iterator[str]:
    """Context manager: the URL at which the site is to run. Environment, database, media and static files are ready.

    all_pictures: make every rendition and social image now, and none at the first visit of its page.
    """
    local_postgres.exit_on_signals()  # so that what runs is stopped as well
    url = f"http://{HOST}:{free_port()}"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock_file:
        fcntl.flock(lock_file, fcntl.LOCK_EX)  # all runs use one database, so a second run waits
        os.environ.setdefault("PAGE_CACHE", "")  # what Django makes is measured, unless told otherwise
        os.environ |= {
            "DEBUG": "false",
            "DJANGO_SETTINGS_MODULE": "quality.settings",
            "DATABASE_URL": create_database(),
            "SECRET_KEY": secrets.token_urlsafe(60),
            "ALLOWED_HOSTS": HOST,
            "SITE_URL": url,
            "MEDIA_ROOT": "var/quality/media",
        }
        load_content(all_pictures)
        yield url


def create_database() -> str:
    """The URL of a new, empty database, on the server that DATABASE_URL names or on an embedded one."""
    url = os.environ.get("DATABASE_URL") or local_postgres.database_url(ROOT / "var" / "postgres-quality")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {DATABASE}")
    return urlsplit(url)._replace(path=f"/{DATABASE}").geturl()


def load_content(all_pictures: bool) -> None:
    """Set Django up, migrate, load the demo content, and collect the static files."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    from ncsej_site.collected_static import collect_unless_unchanged

    print("Preparing the site with the demo content…", flush=True)
    django.setup()
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)  # files of the previous run's database
    call_command("migrate", verbosity=0)
    call_command("load_demo")
    if all_pictures:
        call_command("make_pictures", verbosity=0)  # no worker runs here
    collect_unless_unchanged()


def wait_until_ready(url: str, server: subprocess.Popen) -> None:
    """Return when the URL responds. Raises RuntimeError when the server exits, or after STARTUP_TIMEOUT."""
    deadline = time.monotonic() + STARTUP_TIMEOUT
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=10)  # noqa: S310 — a loopback URL
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The site did not start; {FOLDER / 'server.log'} says why.")
