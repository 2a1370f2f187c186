"""A sweeper and a layer whose database, application and clocks are the test's."""

import pytest

from pagecache.state import StateReader
from pagecache.store import Store
from pagecache.sweeper import Sweeper

from .small_site import Site
from .sweeping import Database


@pytest.fixture
def database():
    return Database()


@pytest.fixture
def clocks():
    """What the clocks show: since the machine's start, and since 1970."""
    return {"start": 500.0, "wall": 10_000.0}


@pytest.fixture
def make(tmp_path, database, clocks):
    def make(**fields):
        return Sweeper(
            Store(tmp_path, "release"),
            database.connect,
            boot_time=lambda: clocks["start"],
            now=lambda: clocks["wall"],
            **fields,
        )

    return make


@pytest.fixture
def sweeper(make):
    return make()


@pytest.fixture
def read(tmp_path, clocks):
    """read(): what a worker is told."""
    reader = StateReader(tmp_path, "release", boot_time=lambda: clocks["start"])
    return reader.read


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path)
