"""No page loads anything from another host or stores anything; the open menu and the 500 page fit a narrow screen."""

from http import HTTPStatus
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.whole_site import PAGE_TYPES

OTHERS = ["/search/", "/search/?q=headline", "/no-such-page/", "/contact/received/"]
NARROW = {"width": 320, "height": 640}
LOAD_ALL_PICTURES = """() => Promise.all([...document.images].map(picture => {
    picture.loading = 'eager';
    return picture.decode();
}))"""


def urls(site):
    return {page_type: site[page_type].url for page_type in PAGE_TYPES} | {url: url for url in OTHERS}


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_no_page_fetches_from_another_host_or_stores_anything(site, open_browser, server, viewport):
    page = open_browser(viewport)
    fetched, complaints = [], []
    page.on("request", lambda request: fetched.append(urlsplit(request.url)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for name, url in urls(site).items():
        complaints.clear()
        response = page.goto(url)
        page.evaluate(LOAD_ALL_PICTURES)  # fails where a picture is missing
        assert [loaded for loaded in fetched if loaded.netloc not in {urlsplit(server.url).netloc, ""}] == [], name
        assert page.context.cookies() == [], name
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0], name
        assert response.status == HTTPStatus.NOT_FOUND or complaints == [], name
    assert any(loaded.path.endswith(".woff2") for loaded in fetched)
    assert any(loaded.path.startswith("/media/images/") for loaded in fetched)


def test_the_open_menu_does_not_overflow_a_narrow_screen(site, open_browser):
    page = open_browser(NARROW)
    page.goto("/")
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_the_500_page_needs_no_other_file(open_browser, monkeypatch):
    def failing(request):
        raise RuntimeError("a view fails")

    page = open_browser(NARROW)
    fetched = []
    page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    monkeypatch.setattr("wagtail.models.Site.find_for_request", failing)
    response = page.goto("/")
    assert response.status == HTTPStatus.INTERNAL_SERVER_ERROR
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert set(fetched) <= {"/", "/favicon.ico", "/static/img/favicon.ico"}
