"""A visitor at a wrong address, and a site that has come to grief."""

from http import HTTPStatus

import pytest

from tests.html import headings, other_hosts, parse, text, unstyled_classes


def failing(request):
    raise RuntimeError("come to grief")


@pytest.fixture
def patient(client):
    """A visitor who is shown the error page, not the traceback."""
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    "address",
    ["/no-such-page/", "/no-such-page", "/news/1999-01-01/", "/%00", "/" + "a" * 3000, "/<script>alert(1)</script>/"],
)
def test_a_visitor_at_a_wrong_address_is_shown_ways_on(full, visitor, address):
    answer = visitor.get(address, follow=True)
    assert answer.status_code == HTTPStatus.NOT_FOUND
    page = parse(answer)
    assert len(headings(page)) == 1
    assert page.find("form", role="search").find("input", type="search")
    assert page.select("header nav a[href='/news/']")
    assert page.main.find_all("a")
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert page.find_all("script") == []
    assert other_hosts(page) == []
    assert unstyled_classes(page) == set()
    assert not answer.cookies


def test_a_wrong_address_below_media_is_shown_the_same(full, visitor):
    answer = visitor.get("/media/no-such-picture.png")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert parse(answer).find("form", role="search")


@pytest.fixture
def grief(monkeypatch):
    monkeypatch.setattr("wagtail.models.Site.find_for_request", failing)


def test_when_the_site_fails_the_visitor_is_told_so_without_the_database(
    patient, home, grief, django_assert_num_queries
):
    with django_assert_num_queries(0):
        answer = patient.get("/")
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    page = parse(answer)
    assert page.html["lang"] == "en"
    (heading,) = headings(page)
    assert "went wrong" in heading
    assert page.main
    assert "NCSEJ" in text(page.header)
    assert {"/", "/news/", "/search/", "/contact/"} <= {link["href"] for link in page.find_all("a")}
    assert "come to grief" not in text(page)
    assert other_hosts(page) == []
    assert page.find_all(["script", "link"]) == []


def test_the_error_page_needs_no_database_at_all(patient, monkeypatch):
    """This test may not use the database, so a query would fail it."""
    monkeypatch.setattr("wagtail.models.Site.find_for_request", failing)
    assert patient.get("/").status_code == HTTPStatus.INTERNAL_SERVER_ERROR
