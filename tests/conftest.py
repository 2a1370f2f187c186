"""What every test stands on: a database and a media folder of its own, and the people who visit and edit."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client, override_settings

import ncsej_site.settings
from ncsej_site.worker.loop import Worker
from pages.models import Home
from quality.chromium import find_chromium

from .database import copy_of_template, do_without_durability
from .factories import UserFactory
from .whole_site import full_site, plain_site

QUEUED = settings.TASKS
HERE = Path(__file__).parent
KEPT = "kept_for_the_module"
SLOWEST = ["test_run.py", "browser", "test_demo.py"]


def pytest_configure(config):
    """The embedded server is held by the process that starts the workers, and they are told where it is."""
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = ncsej_site.settings.database_url
        do_without_durability(os.environ["DATABASE_URL"])


def pytest_xdist_auto_num_workers(config):
    """A worker for each core, and none that would be left without a module; one alone needs no other process."""
    names = [name.partition("::")[0] for name in config.args]
    modules = len(set(names)) if all(name.endswith(".py") for name in names) else len(os.sched_getaffinity(0))
    workers = min(len(os.sched_getaffinity(0)), modules)
    return workers if workers > 1 else 0


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Put the slowest modules first, and leave out the browser's tests where there is no Chromium.

    Within a module, tests that begin with an empty site come before those for which something stands all the while.
    """
    if not find_chromium():
        config.browser_tests_not_run = [item.nodeid for item in items if item.get_closest_marker("browser")]
        without = [item for item in items if item.get_closest_marker("browser")]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if item not in without]
    modules = {}
    for item in items:
        modules.setdefault(item.path, []).append(item)
    slow_first = sorted(modules, key=lambda path: path.relative_to(HERE).parts[0] not in SLOWEST)
    items[:] = [
        item for path in slow_first for item in sorted(modules[path], key=lambda item: KEPT in item.fixturenames)
    ]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Tell the process that started the workers which tests were left out; in CI that is an error."""
    left_out = getattr(session.config, "browser_tests_not_run", [])
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["browser_tests_not_run"] = left_out
    elif left_out and os.environ.get("CI") == "true":
        session.exitstatus = pytest.ExitCode.USAGE_ERROR


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    node.config.browser_tests_not_run = getattr(node, "workeroutput", {}).get("browser_tests_not_run", [])


def pytest_terminal_summary(terminalreporter, config):
    left_out = getattr(config, "browser_tests_not_run", [])
    if left_out:
        terminalreporter.section("not run: no Chromium was found (install it, or name it with CHROMIUM=)", sep="!")
        for name in sorted(left_out):
            terminalreporter.write_line(name)
    if "randomly_seed" in config.option:
        terminalreporter.write_line(f"The order was that of --randomly-seed={config.option.randomly_seed}")


@pytest.fixture(scope="session")
def template_database(django_test_environment, django_db_blocker):
    """The name of the migrated database that the tests' own was copied from."""
    with django_db_blocker.unblock(), copy_of_template() as name:
        yield name


@pytest.fixture(scope="session")
def django_db_setup(template_database):
    """In place of pytest-django's, which migrates a database for each worker at each run."""


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
    worker.release_lock()


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


@pytest.fixture(scope="module")
def full(kept_for_the_module):
    """One page of every type, with all that can stand on it."""
    return full_site()


@pytest.fixture(scope="module")
def plain(kept_for_the_module):
    """One page of every type, with no more than it needs."""
    return plain_site()


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
