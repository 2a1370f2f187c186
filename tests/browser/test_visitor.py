"""A visitor in a real browser: nothing is fetched elsewhere, nothing is remembered, nothing runs off the screen."""

from http import HTTPStatus
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.whole_site import PAGE_TYPES

OTHERS = ["/search/", "/search/?q=headline", "/no-such-page/", "/contact/received/"]
NARROW = {"width": 320, "height": 640}
LOAD_ALL_PICTURES = """() => Promise.all([...document.images].map(picture => {
    picture.loading = 'eager';
    return picture.decode();
}))"""
WIDER_THAN_THE_WINDOW = """() => [...document.querySelectorAll('body *')]
    .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(element => element.tagName + '.' + element.className).slice(0, 5)"""


def addresses(site):
    return {page_type: site[page_type].url for page_type in PAGE_TYPES} | {address: address for address in OTHERS}


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_no_page_fetches_from_another_host_or_leaves_anything_behind(site, open_browser, server, viewport):
    page = open_browser(viewport)
    fetched, complaints = [], []
    page.on("request", lambda request: fetched.append(urlsplit(request.url)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for name, address in addresses(site).items():
        complaints.clear()
        answer = page.goto(address)
        page.evaluate(LOAD_ALL_PICTURES)  # fails where a picture is missing
        assert [url for url in fetched if url.netloc not in {urlsplit(server.url).netloc, ""}] == [], name
        assert page.context.cookies() == [], name
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0], name
        assert answer.status == HTTPStatus.NOT_FOUND or complaints == [], name
    assert any(url.path.endswith(".woff2") for url in fetched)
    assert any(url.path.startswith("/media/images/") for url in fetched)


def test_no_page_runs_off_a_narrow_screen(site, open_browser):
    page = open_browser(NARROW)
    for name, address in addresses(site).items():
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= NARROW["width"], f"{name}: {page.evaluate(WIDER_THAN_THE_WINDOW)}"


def test_the_open_menu_does_not_run_off_a_narrow_screen(site, open_browser):
    page = open_browser(NARROW)
    page.goto("/")
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_the_error_page_is_readable_without_anything_else(open_browser, monkeypatch):
    def failing(request):
        raise RuntimeError("come to grief")

    page = open_browser(NARROW)
    fetched = []
    page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    monkeypatch.setattr("wagtail.models.Site.find_for_request", failing)
    answer = page.goto("/")
    assert answer.status == HTTPStatus.INTERNAL_SERVER_ERROR
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert set(fetched) <= {"/", "/favicon.ico", "/static/img/favicon.ico"}
