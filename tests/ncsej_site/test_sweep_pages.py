"""The sweeper's connection: it gives up a database that does not answer, and works through a pooler."""

from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import psycopg
import pytest
from django.db import connection

from ncsej_site import sweep_pages
from tests.production.database_link import DatabaseLink


@pytest.fixture
def link(db, monkeypatch):
    """The sweeper's way to the tests' database."""
    with DatabaseLink(connection.settings_dict["NAME"]) as link:
        url = urlsplit(link.url)
        own = {"NAME": url.path[1:], "USER": url.username, "PASSWORD": unquote(url.password or "")}
        database = own | {"HOST": url.hostname, "PORT": url.port}
        monkeypatch.setattr(sweep_pages, "settings", SimpleNamespace(DATABASES={"default": database}))
        yield link


def test_a_database_that_is_frozen_is_given_up(link):
    """Its kernel confirms each packet, so that nothing but the client's own limit ends it."""
    connected = sweep_pages.connect()
    connected.answer_timeout = 0.2
    link.freeze()
    with pytest.raises(psycopg.OperationalError):
        connected.execute("SELECT 1")
    assert connected.closed


def test_a_notification_that_does_not_come_ends_nothing(link):
    with sweep_pages.connect() as connected:
        connected.execute("LISTEN content_version")
        assert list(connected.notifies(timeout=0.01)) == []
        assert connected.execute("SELECT 1").fetchone() == (1,)


def test_no_statement_is_prepared_because_a_pooler_gives_each_to_another_session(link):
    with sweep_pages.connect() as connected:
        for _ in range(8):
            connected.execute("SELECT content_version()")
        assert connected.execute("SELECT count(*) FROM pg_prepared_statements").fetchone() == (0,)
