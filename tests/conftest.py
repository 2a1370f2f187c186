"""The fixtures of all tests: a database and a media folder per process, clients of visitors and editors."""

import gc
import os
import time
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import cache
from django.db import transaction
from django.db.migrations.loader import MigrationLoader
from django.test import Client, override_settings

import ncsej_site.settings
from ncsej_site.worker.loop import Worker
from pages.models import Home
from quality.engines import missing_engine
from staff.second_factor.sign_in import CONFIRMED

from .database import copy_of_template, disable_durability
from .factories import UserFactory
from .made_once import MadeOnce
from .whole_site import full_site, plain_site

TASK_SETTINGS = settings.TASKS
SHARED = "module_transaction"


def pytest_configure(config):
    """Start the embedded PostgreSQL in the process that starts the xdist workers, which inherit its URL."""
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = ncsej_site.settings.database_url
        disable_durability(os.environ["DATABASE_URL"])


def pytest_xdist_auto_num_workers(config):
    """A worker per core, and one more for the whole suite, whose browser tests and programs leave cores idle.

    Not more than modules; none, so no second process, where one would do.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    names = {name.partition("::")[0] for name in config.args}
    workers = min(cores, len(names)) if all(name.endswith(".py") for name in names) else cores + 1
    return workers if workers > 1 else 0


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Put modules that take long first, so that no worker is left with one; deselect the tests that lack a browser.

    Within a module, tests that need an empty site run before those that share a module's content.
    """
    reasons = {item: missing_browser(item) for item in items}
    left_out = [item for item in items if reasons[item]]
    if left_out:
        config.browser_tests_not_run = {item.nodeid: reasons[item] for item in left_out}
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not reasons[item]]
    modules = {}
    for item in items:
        modules.setdefault(item.path, []).append(item)
    in_order = sorted(modules.values(), key=lambda tests: start_priority(tests[0]))
    items[:] = [test for tests in in_order for test in sorted(tests, key=lambda test: SHARED in test.fixturenames)]


def missing_browser(item):
    """What has to be installed for a test; "" for nothing. Chromium opens the site for all engines."""
    if not item.get_closest_marker("browser"):
        return ""
    engine = getattr(item, "callspec", None) and item.callspec.params.get("engine")
    return missing_engine("chromium") or (missing_engine(engine) if engine else "")


def start_priority(item):
    """The browser's modules share what is slow to make, so they come one after the other, and first."""
    return 0 if item.get_closest_marker("browser") else 1 if item.get_closest_marker("slow") else 2


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session):
    """What is loaded by now stays until the end, so the garbage collector need not look through it again and again.

    It also looks less often than by default: a tenth of the tests' CPU time was its.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Report the deselected browser tests to the controller process; in CI they are an error."""
    left_out = getattr(session.config, "browser_tests_not_run", {})
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["browser_tests_not_run"] = left_out
    elif left_out and os.environ.get("CI") == "true":
        session.exitstatus = pytest.ExitCode.USAGE_ERROR


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    node.config.browser_tests_not_run = getattr(node, "workeroutput", {}).get("browser_tests_not_run", {})


def pytest_terminal_summary(terminalreporter, config):
    left_out = getattr(config, "browser_tests_not_run", {})
    for reason in sorted(set(left_out.values())):
        terminalreporter.section("not run", sep="!")
        terminalreporter.write_line(reason)
        for name in sorted(name for name in left_out if left_out[name] == reason):
            terminalreporter.write_line(name)
    if "randomly_seed" in config.option:
        terminalreporter.write_line(f"The order was that of --randomly-seed={config.option.randomly_seed}")


@pytest.fixture(scope="session")
def template_database(django_test_environment, django_db_blocker):
    """The name of the migrated database, of which each process has a copy."""
    with django_db_blocker.unblock(), copy_of_template() as name:
        yield name


@pytest.fixture(scope="session")
def django_db_setup(template_database):
    """Replaces pytest-django's fixture, which migrates a database for each worker at each run.

    All migrations are imported, lest a test with a clock of its own does so first: their defaults would keep its clock.
    """
    MigrationLoader(None)


@pytest.fixture(scope="session", autouse=True)
def folders(tmp_path_factory):
    """MEDIA_ROOT and STATIC_ROOT are empty temporary folders. Waiting for the disk is left out, as in the database."""
    media, static = tmp_path_factory.mktemp("media"), tmp_path_factory.mktemp("static")
    with override_settings(MEDIA_ROOT=str(media), STATIC_ROOT=str(static)), mock.patch("os.fsync"):
        yield


@pytest.fixture(scope="session", autouse=True)
def immediate_tasks():
    """Run the worker's tasks when they are enqueued; the fixture `worker` uses the real queue instead.

    A mail takes its way through the database too, into the `mailoutbox` of the tests.
    """
    with override_settings(
        TASKS=settings.TASKS | {"worker": settings.TASKS["default"]},
        EMAIL_BACKEND=ncsej_site.settings.EMAIL_BACKEND,
        EMAIL_DELIVERY_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def made_once(django_test_environment):
    """Renditions, social images and counts of pages are made once in a process."""
    made_once = MadeOnce()
    with made_once.in_place():
        yield made_once


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes():
    """A password is hashed in one round: a million of them, as in life, are half of what a test of signing in costs."""
    with mock.patch.object(PBKDF2PasswordHasher, "iterations", 1):
        yield


@pytest.fixture
def made_anew(made_once, monkeypatch):
    """They are made each time, for tests of the making itself."""
    monkeypatch.setattr(made_once, "is_off", True)


@pytest.fixture
def worker(home, settings):
    """The worker with the real queue. Its clock is `worker.seconds`, which only the test advances."""
    settings.TASKS = TASK_SETTINGS
    worker = Worker(clock=lambda: worker.seconds)
    worker.seconds = 1.0
    yield worker
    worker.release_lock()


@pytest.fixture(autouse=True)
def empty_cache():
    """Clear what Wagtail caches, site root paths and renditions, so that no test depends on another."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="module")
def module_transaction(django_db_setup, django_db_blocker):
    """A transaction around all tests of a module, which is rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def full(module_transaction):
    """One page of every type, with every field filled in."""
    return full_site()


@pytest.fixture(scope="module")
def plain(module_transaction):
    """One page of every type, with the required fields only."""
    return plain_site()


@pytest.fixture
def home(db):
    """The front page as the migration creates it."""
    return Home.objects.get()


@pytest.fixture
def visitor(home):
    return Client()


def open_session(user):
    """A browser in which somebody is signed in, and has not given the password lately."""
    client = Client()
    client.force_login(user)
    return client


def signed_in(user):
    """A browser in which somebody has just signed in."""
    client = open_session(user)
    session = client.session
    session[CONFIRMED] = time.time()
    session.save()
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
    """set_today(date) makes timezone.localdate() return that date."""

    def set_today(day):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: day)

    return set_today
