"""A real Chromium on the site, served by the test process with its static files."""

from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.conftest import find_chromium
from tests.factories import CountryFactory, UserFactory, WeeklyUpdateFactory
from tests.whole_site import full_site

HERE = Path(__file__).parent
PHONE = {"width": 375, "height": 812}
DESK = {"width": 1440, "height": 900}
PATIENCE = 20_000  # milliseconds for a condition to come true; a loaded machine is slow, not wrong
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
ADA = {"username": "ada", "password": "a long enough password"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """The pages are read aloud first, before other tests publish some of their own."""
    places = [place for place, item in enumerate(items) if item.path.is_relative_to(HERE)]
    ours = sorted((items[place] for place in places), key=lambda item: item.path.name != "test_reading_aloud.py")
    for place, item in zip(places, ours, strict=True):
        item.add_marker("browser")
        item.add_marker("django_db")
        items[place] = item


@contextmanager
def database_of_their_own():
    """What a browser is to see must be committed. So it is, in a copy of the tests' database that is thrown away."""
    original = connection.settings_dict["NAME"]
    copy = f"{original}_browser"
    connection.close()  # a database that is in use cannot be copied

    def as_administrator(*statements):
        with connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    drop = f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)'
    as_administrator(drop, f'CREATE DATABASE "{copy}" TEMPLATE "{original}"')
    connection.settings_dict["NAME"] = copy
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
        as_administrator(drop)


@pytest.fixture(scope="package")
def site(django_db_setup, django_db_blocker):
    """Every page type, with all that can stand on it, "a draft", "another country", and an editor.

    What a test adds stays for the next.
    """
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, database_of_their_own():
        # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        pages = full_site() | {
            "a draft": WeeklyUpdateFactory(date=date(2025, 6, 13), letter="", live=False),
            "another country": CountryFactory(title="Latvia", iso_code="LV"),
        }
        ada = UserFactory(username=ADA["username"], groups=["Editors"])
        ada.set_password(ADA["password"])
        ada.save()
        yield pages


@pytest.fixture(scope="package")
def server(site):
    """The site on a loopback address; `url` is where."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(scope="package")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium, server):
    """open_browser(viewport, **options) is a new visitor's window, with nothing remembered from another."""
    contexts = []

    def open_browser(viewport=DESK, **options):
        context = chromium.new_context(base_url=server.url, viewport=viewport, locale="en-US", **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield open_browser
    for context in contexts:
        context.close()


@pytest.fixture
def admin(site, open_browser):
    """An editor's window, signed in, at the listing of the weekly updates."""
    page = open_browser()
    page.goto(reverse("wagtailadmin_explore", args=[site["news.NewsIndex"].pk]))
    page.get_by_label("Username").fill(ADA["username"])
    page.get_by_label("Password").fill(ADA["password"])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/pages/**")
    return page
