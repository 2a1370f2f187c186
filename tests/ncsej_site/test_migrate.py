"""Two containers that migrate an empty database at once: one does it, the other waits, and both succeed."""

import os
import secrets
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from ncsej_site.management.commands.migrate import LOCK

pytestmark = pytest.mark.slow


@pytest.fixture
def empty_database(db):
    name = f"test_empty_{secrets.token_hex(4)}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def start_migrate(url):
    return subprocess.Popen(
        [sys.executable, "manage.py", "migrate", "--noinput"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url, "DEBUG": "true"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_of_two_at_once_the_second_waits(empty_database):
    with psycopg.connect(empty_database, autocommit=True) as first:
        first.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # so that both have begun before either goes on
        running = [start_migrate(empty_database) for _ in range(2)]
        for process in running:
            assert "waits" in process.stdout.readline()
    outputs = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0], outputs
    assert sorted("No migrations to apply" in output for output in outputs) == [False, True]
