"""Commands that change pages wait for the same lock as the admin; one page that fails stops no other."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Revision

from pages.tasks import publish_revision, unpublish_page
from quality.tree_operations import tree_problems
from tests.factories import StandardPageFactory

from .worker_queue import HOUR, NOON, run_queue


@pytest.fixture
def due(set_now):
    """due("First", "Second"): drafts whose time to go live has come."""

    def due(*titles):
        pages = [StandardPageFactory(title=title, live=False) for title in titles]
        for page in pages:
            page.go_live_at = NOON + HOUR
            page.save_revision().publish()
        set_now(NOON + 2 * HOUR)
        return pages

    return due


def expired(title):
    page = StandardPageFactory(title=title)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - HOUR)
    return page


def is_live(page):
    return Page.objects.get(pk=page.pk).live


@pytest.fixture
def fail_first(monkeypatch):
    """fail_first(class, method): publishing or unpublishing the page “First” raises an error, after it was done."""

    def fail_first(owner, method):
        original = getattr(owner, method)

        def call(obj, *args, **kwargs):
            result = original(obj, *args, **kwargs)
            page = obj.content_object if isinstance(obj, Revision) else obj
            if page.title == "First":
                raise ValueError("A picture is lost")
            return result

        monkeypatch.setattr(owner, method, call)

    return fail_first


def run_command(worker):
    with pytest.raises(CommandError, match="1 could not be"):
        call_command("publish_scheduled")


@pytest.mark.parametrize("run", [run_queue, run_command])
def test_one_page_that_cannot_be_published_stops_no_other(worker, fail_first, run, due):
    first, second = due("First", "Second")
    fail_first(Revision, "publish")
    run(worker)
    assert (is_live(first), is_live(second)) == (False, True)


@pytest.mark.parametrize("run", [run_queue, run_command])
def test_one_page_that_cannot_be_unpublished_stops_no_other(worker, fail_first, run):
    first, second = expired("First"), expired("Second")
    fail_first(Page, "unpublish")
    run(worker)
    assert (is_live(first), is_live(second)) == (True, False)


def test_a_dry_run_publishes_nothing(home, capsys, due):
    (page,) = due("First")
    call_command("publish_scheduled", "--dryrun")
    assert "First" in capsys.readouterr().out
    assert not is_live(page)


def calls(due):
    """Name → what changes pages outside the admin."""
    above, destination = StandardPageFactory(title="Above"), StandardPageFactory(title="Destination")
    StandardPageFactory(title="Below", parent=above)
    first, second = *due("First"), expired("Second")
    return {
        "fixtree": lambda: call_command("fixtree", "--noinput"),
        "move_pages": lambda: call_command("move_pages", above.pk, destination.pk),
        "set_url_paths": lambda: call_command("set_url_paths"),
        "publish_scheduled": lambda: call_command("publish_scheduled"),
        "publish_scheduled_pages": lambda: call_command("publish_scheduled_pages"),
        "publish_revision": lambda: publish_revision.call(first.latest_revision_id),
        "unpublish_page": lambda: unpublish_page.call(second.pk, ""),
    }


COMMANDS = [
    "fixtree",
    "move_pages",
    "set_url_paths",
    "publish_scheduled",
    "publish_scheduled_pages",
    "publish_revision",
    "unpublish_page",
]


@pytest.mark.parametrize("name", COMMANDS)
def test_what_changes_pages_outside_the_admin_takes_the_lock_before_it_writes(home, due, name):
    call = calls(due)[name]
    with CaptureQueriesContext(connection) as queries:
        call()
    statements = [query["sql"] for query in queries]
    lock = next(number for number, sql in enumerate(statements) if "pg_advisory_xact_lock" in sql)
    writes = [number for number, sql in enumerate(statements) if sql.startswith(("UPDATE", "INSERT", "DELETE"))]
    assert lock < min(writes, default=len(statements))
    assert list(tree_problems()) == []
