"""How long staff stay signed in, and how they sign out."""

from datetime import timedelta
from http import HTTPStatus
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from staff import middleware
from tests.conftest import signed_in
from tests.factories import StandardPageFactory, UserFactory
from tests.html import parse

HOUR, DAY = 3600, 24 * 3600
PASSWORD = "a long enough password"


@pytest.fixture
def clock(monkeypatch):
    """clock(seconds) moves the time of sessions."""
    moved = timedelta()
    now = timezone.now

    def move(seconds):
        nonlocal moved
        moved += timedelta(seconds=seconds)

    for module in ("django.contrib.sessions.backends.base", "django.contrib.sessions.backends.db"):
        monkeypatch.setattr(f"{module}.timezone", FakeTimezone(lambda: now() + moved))
    monkeypatch.setattr(middleware, "time", FakeTime(lambda: (now() + moved).timestamp()))
    return move


class FakeTimezone:
    def __init__(self, now):
        self.now = now


class FakeTime:
    def __init__(self, time):
        self.time = time


@pytest.fixture
def browser(home):
    user = UserFactory(username="ada", groups=["Editors"])
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.post("/admin/login/", {"username": "ada", "password": PASSWORD})
    return client


def is_signed_in(client):
    return client.get("/admin/").status_code == HTTPStatus.OK


def ping(client):
    """What an open editor sends by itself every ten seconds."""
    page = StandardPageFactory()
    url = reverse("wagtailadmin_editing_sessions:ping", args=["wagtailcore", "page", page.pk, 0])
    return client.post(url)


def test_a_session_ends_after_eight_hours_without_activity(browser, clock):
    clock(8 * HOUR - 60)
    assert is_signed_in(browser)
    clock(8 * HOUR + 60)
    assert not is_signed_in(browser)


def test_who_works_stays_signed_in(browser, clock):
    for _ in range(20):
        clock(HOUR)
        assert is_signed_in(browser)


def test_a_session_ends_after_seven_days_whatever_is_done(browser, clock):
    for _ in range(7 * 24 // 6):
        clock(6 * HOUR - 60)
        assert is_signed_in(browser)
    clock(2 * HOUR)
    assert not is_signed_in(browser)


def test_signing_in_again_begins_another_seven_days(browser, clock):
    for _ in range(6 * 4):
        clock(6 * HOUR)
        assert is_signed_in(browser)
    browser.post("/admin/login/", {"username": "ada", "password": PASSWORD})
    for _ in range(2 * 4):
        clock(6 * HOUR)
        assert is_signed_in(browser)


def test_an_editor_left_open_does_not_keep_the_session(browser, clock):
    assert ping(browser).status_code == HTTPStatus.OK
    for _ in range(9):
        clock(HOUR)
        ping(browser)
    assert not is_signed_in(browser)


def test_the_page_of_an_upload_left_open_does_not_keep_the_session(browser, clock):
    for _ in range(9):
        clock(HOUR)
        browser.get(reverse("archive_preview", args=[UUID(int=1)]), headers={"X-Automatic": "1"})
    assert not is_signed_in(browser)


def test_what_somebody_presses_on_that_page_does(browser, clock):
    for _ in range(9):
        clock(HOUR)
        browser.post(reverse("archive_preview", args=[UUID(int=1)]))
    assert is_signed_in(browser)


def test_a_session_is_not_written_at_every_request(browser, clock):
    browser.get("/admin/account/")
    with CaptureQueriesContext(connection) as queries:
        browser.get("/admin/account/")
    assert writes(queries) == []
    clock(11 * 60)
    with CaptureQueriesContext(connection) as queries:
        browser.get("/admin/account/")
    assert len(writes(queries)) == 1


def writes(queries):
    return [query["sql"] for query in queries if query["sql"].startswith(('UPDATE "django_session"', "INSERT"))]


def test_the_session_cookie_ends_with_the_browser_and_nobody_is_asked_to_be_remembered(browser):
    assert not browser.cookies["sessionid"]["max-age"]
    page = parse(Client().get("/admin/login/"))
    assert not page.find("input", type="checkbox")
    response = Client().post("/admin/login/", {"username": "ada", "password": PASSWORD, "remember": "on"})
    assert not response.cookies["sessionid"]["max-age"]


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_link_or_an_image_does_not_sign_anybody_out(browser, method):
    response = getattr(browser, method)(reverse("wagtailadmin_logout"))
    assert response.status_code == HTTPStatus.OK
    assert "sessionid" not in response.cookies
    assert is_signed_in(browser)


def test_the_page_at_that_url_has_a_button_that_signs_out(browser):
    form = parse(browser.get(reverse("wagtailadmin_logout"))).find("form")
    assert form["method"] == "post"
    assert form.find("input", attrs={"name": "csrfmiddlewaretoken"})
    assert browser.post(form["action"]).status_code == HTTPStatus.FOUND
    assert not is_signed_in(browser)


def test_another_site_cannot_sign_anybody_out(browser):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    assert strict.post(reverse("wagtailadmin_logout")).status_code == HTTPStatus.FORBIDDEN
    assert is_signed_in(browser)


def test_a_session_from_before_these_rules_begins_now(home):
    client = signed_in(UserFactory(groups=["Editors"]))
    assert is_signed_in(client)
    assert client.session[middleware.STARTED]


def test_ended_sessions_are_deleted_by_the_worker(worker, browser):
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    worker.tick()
    assert not Session.objects.exists()
