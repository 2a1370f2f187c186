"""The pages for errors: in the site's own look, with the right status, and without a detail or a cookie."""

from http import HTTPStatus

import psycopg
import pytest
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.test import Client

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
    monkeypatch.setattr("pages.views.find_site", failing)


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


def raising(error):
    def fail(request):
        raise error

    return fail


def assert_is_error_page(response, status):
    """It has this status, stands alone, leads on, and tells nothing of the system."""
    assert response.status_code == status
    page = parse(response)
    assert len(headings(page)) == 1
    assert text(page.find(class_="kicker")) == str(int(status))
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert {"/", "/news/", "/search/", "/contact/"} <= {link["href"] for link in page.find_all("a")}
    assert page.find_all(["script", "link"]) == []
    assert other_hosts(page) == []
    assert "secret" not in text(page)
    assert "Set-Cookie" not in response


def test_a_request_for_a_foreign_host_is_shown_the_400_page(client):
    assert_is_error_page(client.get("/", headers={"host": "secret.example"}), HTTPStatus.BAD_REQUEST)


def test_a_form_with_too_many_fields_is_shown_the_400_page(home, client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 5
    response = client.post("/admin/login/", {f"field{n}": n for n in range(9)})
    assert_is_error_page(response, HTTPStatus.BAD_REQUEST)


def test_a_form_that_is_too_large_is_shown_the_413_page(home, client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    response = client.post("/admin/login/", "username=editor", content_type="application/x-www-form-urlencoded")
    assert_is_error_page(response, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def test_a_form_of_another_site_is_shown_what_to_do(home):
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "editor", "password": "secret"})
    assert_is_error_page(response, HTTPStatus.FORBIDDEN)
    assert "load the page again" in text(parse(response))


def test_who_may_not_see_a_page_is_shown_the_403_page(home, client, monkeypatch):
    monkeypatch.setattr("wagtail.models.Site.find_for_request", raising(PermissionDenied("a secret detail")))
    assert_is_error_page(client.get("/"), HTTPStatus.FORBIDDEN)


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("connection refused: password=secret"),
        OperationalError("FATAL: sorry, too many clients already, secret"),
        OperationalError(psycopg.errors.QueryCanceled("canceling statement due to statement timeout: secret")),
        InterfaceError("the connection is closed: secret"),
    ],
)
def test_without_the_database_a_visitor_is_told_to_come_back(client_without_traceback, monkeypatch, error):
    """This test may not use the database, so a query would fail it."""
    monkeypatch.setattr("wagtail.models.Site.find_for_request", raising(error))
    response = client_without_traceback.get("/")
    assert_is_error_page(response, HTTPStatus.SERVICE_UNAVAILABLE)
    assert int(response["Retry-After"]) > 0
    assert "no-store" in response["Cache-Control"]


def test_without_the_database_an_autosave_is_answered_in_json(client_without_traceback, monkeypatch):
    """Wagtail's editor reads `error_message` of such an answer."""
    monkeypatch.setattr("wagtail.models.Site.find_for_request", raising(OperationalError("a secret detail")))
    response = client_without_traceback.get("/", headers={"accept": "application/json"})
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert int(response["Retry-After"]) > 0
    data = response.json()
    assert data["success"] is False
    assert "try again" in data["error_message"]
    assert "secret" not in data["error_message"]
