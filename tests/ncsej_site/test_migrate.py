"""Two containers that migrate a database at once: one does it, the other waits, and both succeed."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command

from ncsej_site.management.commands.migrate import LOCK
from tests.database import copy_of

pytestmark = pytest.mark.slow


@pytest.fixture
def behind_by_one(template_database, django_db_blocker):
    """The URL of a database in which one migration is to be done."""
    with django_db_blocker.unblock(), copy_of(template_database) as name:
        call_command("migrate", "sessions", "zero", verbosity=0)
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def start_migrate(url):
    return subprocess.Popen(
        [sys.executable, "manage.py", "migrate", "--noinput"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": url, "DEBUG": "true"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_of_two_at_once_the_second_waits(behind_by_one):
    with psycopg.connect(behind_by_one, autocommit=True) as first:
        first.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # so that both have begun before either goes on
        running = [start_migrate(behind_by_one) for _ in range(2)]
        for process in running:
            assert "waits" in process.stdout.readline()
    outputs = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0], outputs
    assert sorted("No migrations to apply" in output for output in outputs) == [False, True]
