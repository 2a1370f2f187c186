"""What of this site may be kept, in whose name, and by which sweeper."""

import os
import subprocess
import sys
from types import SimpleNamespace
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from ncsej_site import release as releases
from ncsej_site.page_cache import MAX_PATH, front_folder, front_server, has_version, may_be_stored
from ncsej_site.release import release
from ncsej_site.sweep_pages import connect
from pagecache.state import StateReader
from pagecache.store import Store
from pagecache.sweeper import Sweeper
from tests.production.server import wait_until
from tests.test_compose import SERVICES


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/", ""),
        ("/news/2025-02-21.json", ""),
        ("/statements/", "year=2025&kind=letter&page=2"),
        ("/clippings/", "country=UA&format=rss"),
        ("/searching/", ""),
        ("/administration/", ""),
    ],
)
def test_public_pages_lists_and_feeds_may_be_kept(path, query):
    assert may_be_stored(path, query)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/search/", ""),
        ("/clippings/", "q=words"),
        ("/", "utm_source=x"),
        ("/statements/", "year=2025&unknown=1"),
        ("/statements/", "page=" + "1" * 300),
        ("/" + "a" * MAX_PATH, ""),
        ("/admin", ""),
        ("/admin/pages/", ""),
        ("/healthz", ""),
        ("/static/img/icon.svg", ""),
        ("/media/images/a.png", ""),
        ("/documents/1/report.pdf", ""),
        ("/_util/login/", ""),
        ("/draft/abc/", ""),
        ("/.well-known/security.txt", ""),
        ("/contact/message/", ""),
    ],
)
def test_what_is_asked_by_one_person_changes_by_itself_or_is_a_file_may_not(path, query):
    assert not may_be_stored(path, query)


def test_only_public_pages_are_told_the_content_version():
    assert has_version("/search/")
    assert not has_version("/admin/")
    assert not has_version("/media/images/a.png")


def test_a_front_server_knows_the_headers_of_every_page(visitor):
    """Of feeds and formats too, in the tests of what Caddy sends."""
    headers = {name.lower(): value for name, value in visitor.get("/").headers.items()}
    for name in ("content-length", "vary"):
        headers.pop(name)
    assert front_server().find_name("/", headers) == f"{front_folder()}/index.html"


def test_another_address_of_the_site_makes_another_release(settings):
    def make():
        return releases.release.__wrapped__()

    before = make()
    assert make() == before == release()
    settings.SITE_URL = "https://another.example"
    assert make() != before


@pytest.fixture
def committed(db):
    """For a test in which others commit: what they said of themselves is gone from the tests' database afterwards."""
    yield
    with connect() as other:
        other.execute("DELETE FROM pagecache_machine")


def test_the_sweeper_follows_the_version_in_the_database(home, committed, tmp_path):
    """With a connection of its own, which hears of what another one commits."""
    sweeper = Sweeper(Store(tmp_path, "release"), connect)
    reader = StateReader(tmp_path, "release")
    try:
        sweeper.turn()
        first = reader.read().version
        with connect() as other:
            other.execute("INSERT INTO content_change DEFAULT VALUES")
            other.execute("NOTIFY content_version")
        sweeper.turn(wait=60)
        second = reader.read().version
        assert int(second.rpartition(".")[2]) == int(first.rpartition(".")[2]) + 1
        assert sweeper.connection.execute("SELECT version FROM pagecache_machine").fetchone() == (second,)
    finally:
        sweeper.disconnect()


def test_the_sweeper_runs_as_in_its_container_and_ends_when_it_is_told_to(committed, tmp_path):
    """With the environment that compose.yaml gives it, which names no settings."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DEBUG", "DJANGO_SETTINGS_MODULE")}
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment |= {"DATABASE_URL": url, "PAGE_CACHE": str(tmp_path), "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "site"}
    command = [sys.executable, *SERVICES["sweeper"]["command"][1:]]
    sweeper = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment)
    try:
        wait_until((tmp_path / "state").exists)
    finally:
        sweeper.terminate()
    assert sweeper.wait(60) == 0


def test_a_database_that_is_away_is_an_error_of_psycopg(monkeypatch):
    databases = {"default": {"HOST": "/nowhere", "NAME": "none"}}
    monkeypatch.setattr("ncsej_site.sweep_pages.settings", SimpleNamespace(DATABASES=databases))
    with pytest.raises(psycopg.OperationalError):
        connect()
