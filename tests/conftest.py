"""What every test stands on: a media folder of its own, empty caches, and the people who visit and edit."""

import os

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings

from ncsej_site.worker.loop import Worker
from pages.models import Home
from tests.chromium import find_chromium
from tests.factories import UserFactory

QUEUED = settings.TASKS


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Without Chromium the browser's tests stand aside, and the last line says so; in CI that is an error."""
    if find_chromium():
        return
    without = [item for item in items if item.get_closest_marker("browser")]
    if without and os.environ.get("CI") == "true":
        raise pytest.UsageError("Chromium is missing, and CI must drive it: install it or name it with CHROMIUM=.")
    config.browser_tests_not_run = [item.nodeid for item in without]
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if item not in without]


def pytest_terminal_summary(terminalreporter, config):
    not_run = getattr(config, "browser_tests_not_run", [])
    if not_run:
        terminalreporter.section("not run: no Chromium was found (install it, or name it with CHROMIUM=)", sep="!")
        for name in not_run:
            terminalreporter.write_line(name)
    for line in getattr(config, "report_lines", []):
        terminalreporter.write_line(line)


@pytest.fixture(scope="session", autouse=True)
def folders(tmp_path_factory):
    """Uploads go where they can be forgotten; the folder of collected files exists, and is empty."""
    media, static = tmp_path_factory.mktemp("media"), tmp_path_factory.mktemp("static")
    with override_settings(MEDIA_ROOT=str(media), STATIC_ROOT=str(static)):
        yield


@pytest.fixture(scope="session", autouse=True)
def tasks_at_once():
    """The worker's tasks run where they are enqueued; the fixture `worker` has the queue instead."""
    with override_settings(TASKS=settings.TASKS | {"worker": settings.TASKS["default"]}):
        yield


@pytest.fixture
def worker(home, settings):
    """The worker, on a clock that stands still: tick() does what is due, its chores once, and one task."""
    settings.TASKS = QUEUED
    worker = Worker(clock=lambda: worker.seconds)
    worker.seconds = 1.0
    yield worker
    worker.release()


@pytest.fixture(autouse=True)
def empty_cache():
    """Wagtail remembers the site's root and the pictures' sizes; no test may live on what another one left."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="module")
def kept_for_the_module(django_db_setup, django_db_blocker):
    """What is made inside stays for all tests of a module, and is gone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def home(db):
    """The front page, as the migration made it."""
    return Home.objects.get()


@pytest.fixture
def visitor(home):
    return Client()


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(home):
    """A member of Wagtail's group Editors, signed in to the admin."""
    return signed_in(UserFactory(username="editor", groups=["Editors"]))


@pytest.fixture
def administrator(home):
    return signed_in(UserFactory(username="administrator", is_superuser=True))


@pytest.fixture
def set_today(monkeypatch):
    """set_today(date) makes that day today, wherever the site asks."""

    def set_today(day):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: day)

    return set_today
