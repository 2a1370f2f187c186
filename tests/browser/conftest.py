"""A real Chromium on the site, served by the test process with its static files."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import reverse
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from quality.chromium import find_chromium
from tests.database import copy_of
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
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")
            item.add_marker("django_db")


@pytest.fixture(scope="package")
def chromium():
    """Playwright keeps an event loop in this thread, which Django would take for asynchronous code."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def original_site(folders, template_database, django_db_blocker, chromium):
    """What each module gets a copy of: a database, a folder of media, and the pages by their names.

    What a browser is to see must be committed. Chromium comes first, since Django has another connection from then on.
    """
    with django_db_blocker.unblock(), copy_of(template_database) as original:
        pages = full_site() | {
            "a draft": WeeklyUpdateFactory(date=date(2025, 6, 13), letter="", live=False),
            "another country": CountryFactory(title="Latvia", iso_code="LV"),
        }
        ada = UserFactory(username=ADA["username"], groups=["Editors"])
        ada.set_password(ADA["password"])
        ada.save()
        yield original, settings.MEDIA_ROOT, pages


@pytest.fixture(scope="module")
def site(original_site, django_db_blocker, tmp_path_factory):
    """Every page type, with all that can stand on it, "a draft", "another country", and an editor.

    What a test adds stays for the next of its module.
    """
    original, media, pages = original_site
    folder = tmp_path_factory.mktemp("browser") / "media"
    shutil.copytree(media, folder)
    with (
        django_db_blocker.unblock(),
        copy_of(original),
        override_settings(MEDIA_ROOT=str(folder)),
    ):
        yield {name: type(page).objects.get(pk=page.pk) for name, page in pages.items()}


@pytest.fixture(scope="module")
def server(site):
    """The site on a loopback address; `url` is where."""
    server = LiveServer("localhost")
    yield server
    server.stop()


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
