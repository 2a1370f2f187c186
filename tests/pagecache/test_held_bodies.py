"""Bodies that a worker keeps in memory: right whatever becomes of the disk, and bounded."""

import shutil

import pytest

from pagecache import store
from pagecache.store import HeldBodies

from .small_site import FIRST, PAGE, RELEASE, SECOND


def bodies_folder(site, version):
    return site.root / RELEASE / version / "bodies"


def test_a_page_that_was_read_once_is_not_read_again(site):
    site.get()
    site.get()
    shutil.rmtree(bodies_folder(site, FIRST))
    assert site.get()[2] == PAGE
    assert len(site.asked) == 1


def test_after_a_change_nobody_is_sent_what_is_in_memory(site):
    site.get()
    site.get()
    site.version, site.body = SECOND, b"<!doctype html>" + b"<p>Another page.</p>" * 100
    site.confirm()
    assert [site.get()[2] for _ in range(2)] == [site.body] * 2


@pytest.fixture
def small(monkeypatch):
    """Room for a hundred bytes."""
    monkeypatch.setattr(store, "MAX_HELD", 100)
    return HeldBodies()


def test_memory_that_is_full_is_filled_anew(small):
    for name in ("a", "b", "b", "c"):
        small.add(name, bytes(40))
    assert list(small.bodies) == ["c"]
    assert small.size == 40


def test_what_is_larger_than_the_memory_displaces_nothing(small):
    small.add("a", bytes(40))
    small.add("b", bytes(101))
    assert list(small.bodies) == ["a"]
