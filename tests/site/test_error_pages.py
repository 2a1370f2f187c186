"""The pages for 404 Not Found and 500 Internal Server Error."""

from http import HTTPStatus

import pytest

from tests.html import headings, other_hosts, parse, text, unstyled_classes


def failing(request):
    raise RuntimeError("a secret detail")


@pytest.fixture
def client_without_traceback(client):
    """A client that gets the 500 page instead of the exception."""
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    "url",
    ["/no-such-page/", "/no-such-page", "/news/1999-01-01/", "/%00", "/" + "a" * 3000, "/<script>alert(1)</script>/"],
)
def test_a_visitor_at_an_unknown_url_is_shown_links_and_the_search(full, visitor, url):
    response = visitor.get(url, follow=True)
    assert response.status_code == HTTPStatus.NOT_FOUND
    page = parse(response)
    assert len(headings(page)) == 1
    assert page.find("form", role="search").find("input", type="search")
    assert page.select("header nav a[href='/news/']")
    assert page.main.find_all("a")
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert page.find_all("script") == []
    assert other_hosts(page) == []
    assert unstyled_classes(page) == set()
    assert not response.cookies


def test_a_missing_media_file_shows_the_same_404_page(full, visitor):
    response = visitor.get("/media/no-such-picture.png")
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert parse(response).find("form", role="search")


@pytest.fixture
def failing_site(monkeypatch):
    monkeypatch.setattr("wagtail.models.Site.find_for_request", failing)


def test_when_a_view_fails_the_500_page_is_shown_without_the_database(
    client_without_traceback, home, failing_site, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client_without_traceback.get("/")
    assert response.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    page = parse(response)
    assert page.html["lang"] == "en"
    (heading,) = headings(page)
    assert "went wrong" in heading
    assert page.main
    assert "NCSEJ" in text(page.header)
    assert {"/", "/news/", "/search/", "/contact/"} <= {link["href"] for link in page.find_all("a")}
    assert "a secret detail" not in text(page)
    assert other_hosts(page) == []
    assert page.find_all(["script", "link"]) == []


def test_the_error_page_needs_no_database_at_all(client_without_traceback, monkeypatch):
    """This test may not use the database, so a query would fail it."""
    monkeypatch.setattr("wagtail.models.Site.find_for_request", failing)
    assert client_without_traceback.get("/").status_code == HTTPStatus.INTERNAL_SERVER_ERROR
