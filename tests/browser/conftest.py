"""Fixtures for tests with browsers: the site, served by the test process, and windows of Chromium and other engines."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from quality.chromium import find_chromium
from quality.engines import ENGINES, open_engine
from quality.engines.page import DEFAULT_FONT_SIZE
from tests.database import copy_of
from tests.factories import CountryFactory, UserFactory, WeeklyUpdateFactory
from tests.whole_site import full_site

HERE = Path(__file__).parent
PHONE = {"width": 375, "height": 812}
DESKTOP = {"width": 1440, "height": 900}
TIMEOUT = 20_000  # milliseconds; long, since a busy machine is slow
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
expect.set_options(timeout=TIMEOUT)
ADA = {"username": "ada", "password": "a long enough password"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")
            item.add_marker("django_db")


@pytest.fixture(scope="package")
def chromium():
    """Playwright runs an event loop in this thread; without the variable, Django refuses synchronous queries there."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def original_site(folders, template_database, django_db_blocker, chromium):
    """The database, media folder and pages by name, of which each module gets a copy.

    They are committed, since the server has its own connection. Chromium is started first, because Django uses another
    connection from then on.
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
def site(original_site, django_db_blocker):
    """Name → page: every page type with all fields filled in, "a draft" and "another country". There is an editor, ADA.

    What a test adds stays for the following tests of its module.
    """
    original, media, pages = original_site
    with django_db_blocker.unblock(), copy_of(original):
        shutil.copytree(media, settings.MEDIA_ROOT, dirs_exist_ok=True)
        yield {name: type(page).objects.get(pk=page.pk) for name, page in pages.items()}


@pytest.fixture(scope="module")
def server(site):
    """The live server; `server.url` is its URL."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def stopped():
    """What the policy of the admin has stopped in any window of the test: in the end, nothing."""
    stopped = []
    yield stopped
    assert stopped == []


@pytest.fixture
def open_browser(chromium, server, stopped):
    """open_browser(viewport, **options) opens a page in a new browser context, without cookies or cache."""
    contexts = []

    def read_console(message):
        if "Content Security Policy" in message.text and message.page and "/admin/" in message.page.url:
            stopped.append(message.text)

    def open_browser(viewport=DESKTOP, **options):
        context = chromium.new_context(base_url=server.url, viewport=viewport, locale="en-US", **options)
        context.set_default_timeout(TIMEOUT)
        context.on("console", read_console)
        contexts.append(context)
        return context.new_page()

    yield open_browser
    for context in contexts:
        context.close()


@pytest.fixture(scope="module", params=ENGINES)
def engine(request, chromium):
    """A page of quality.engines, in one engine after the other, for all tests of a module."""
    with open_engine(request.param, chromium=chromium) as page:
        yield page


@pytest.fixture
def open_in_engine(engine, server):
    """open_in_engine(path, width=1440, font_size=16) opens a page of the site, and returns it."""

    def open_in_engine(path, width=DESKTOP["width"], font_size=DEFAULT_FONT_SIZE):
        engine.set_font_size(font_size)
        engine.set_viewport(width, DESKTOP["height"])
        engine.open(server.url + path)
        return engine

    return open_in_engine


WAIT_UNTIL = """([milliseconds]) => new Promise((resolve, reject) => {
    const end = Date.now() + milliseconds;
    const check = () => {
        if (CONDITION) resolve();
        else if (Date.now() > end) reject(new Error("It has not become true."));
        else setTimeout(check, 50);
    };
    check();
})"""


def wait_until(page, condition):
    """Wait until an expression in JavaScript is true on the page that is open.

    Page.wait_for_function() would call eval() each time, which the policy of the admin stops.
    """
    page.evaluate(WAIT_UNTIL.replace("CONDITION", condition), [TIMEOUT])


def sign_in(page, who):
    """Fill in the form for signing in, and send it. who: a username and a password."""
    page.get_by_label("Username").fill(who["username"])
    page.get_by_label("Password").fill(who["password"])
    page.get_by_role("button", name="Sign in").click()


def new_session(username):
    """The cookie of a session that a user begins. For a thread of its own: the test's transaction is not committed."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    connection.close()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def begin_session(page, server, username):
    """Let the page be signed in. The form for it is others' to test."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        value = thread.submit(new_session, username).result()
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": server.url}])


@pytest.fixture
def admin(site, open_browser, server):
    """A page signed in as an editor, at the admin's listing of weekly updates."""
    page = open_browser()
    begin_session(page, server, ADA["username"])
    page.goto(reverse("wagtailadmin_explore", args=[site["news.NewsIndex"].pk]))
    return page
