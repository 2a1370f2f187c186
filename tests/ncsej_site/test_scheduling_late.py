"""Editors read on the dashboard that scheduled publishing has stopped or fails, and what should have gone out."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Revision

from pages.models import StandardPage
from tests.conftest import signed_in
from tests.factories import StandardPageFactory, UserFactory
from tests.html import parse, text

from .worker_queue import MINUTE, NOON, run_queue


@pytest.fixture
def contributor(home):
    return signed_in(UserFactory(username="contributor", groups=["Contributors"]))


def panel(client):
    return parse(client.get(reverse("wagtailadmin_home"))).select_one("#scheduling-late")


def schedule(home, title, go_live_at) -> StandardPage:
    page = StandardPageFactory(parent=home, title=title, live=False)
    page.go_live_at = go_live_at
    page.save_revision(approved_go_live_at=go_live_at)
    return page


def test_while_the_worker_runs_the_dashboard_says_nothing(worker, editor, set_now):
    worker.tick()
    set_now(NOON + 5 * MINUTE)
    assert panel(editor) is None


def test_after_six_minutes_an_editor_reads_since_when_nothing_goes_out_and_what_is_overdue(
    worker, editor, home, set_now
):
    worker.tick()
    page = schedule(home, "A statement for noon", NOON)
    schedule(home, "A statement for tomorrow", NOON + 24 * 60 * MINUTE)
    ended = StandardPageFactory(parent=home, title="An invitation", expire_at=NOON)
    set_now(NOON + 6 * MINUTE)
    shown = panel(editor)
    assert "Nothing has gone out by itself since" in text(shown)
    assert [(link["href"], text(link)) for link in shown.select("li a")] == [
        (reverse("wagtailadmin_pages:edit", args=[page.pk]), "A statement for noon"),
        (reverse("wagtailadmin_pages:edit", args=[ended.pk]), "An invitation"),
    ]


def test_the_notice_goes_away_when_the_worker_is_back(worker, editor, set_now):
    worker.tick()
    set_now(NOON + 10 * MINUTE)
    assert panel(editor)
    worker.seconds += 60
    worker.tick()
    assert panel(editor) is None


def test_an_editor_reads_of_a_page_that_cannot_be_published_while_it_is_still_tried_again(
    worker, editor, home, set_now, monkeypatch, visitor
):
    def fail(*args, **kwargs):
        raise ValidationError("made up")

    schedule(home, "A statement for noon", NOON)
    monkeypatch.setattr(Revision, "publish", fail)
    set_now(NOON + MINUTE)
    run_queue(worker)
    assert "made up" in text(panel(editor))
    assert visitor.get("/readyz").json()["scheduled publishing"] == "ok"
    for minute in range(2, 8):
        set_now(NOON + minute * MINUTE)
        worker.seconds += 60
        run_queue(worker)
    assert "A scheduled page is late" in text(panel(editor))
    assert [text(link) for link in panel(editor).select("li a")] == ["A statement for noon"]
    assert visitor.get("/readyz").json()["scheduled publishing"] == "failing"


def test_a_site_whose_worker_never_ran_says_so(editor):
    assert "has not run on this site yet" in text(panel(editor))


def test_a_contributor_who_cannot_publish_is_not_alarmed(contributor):
    assert panel(contributor) is None


def test_the_notice_costs_as_many_queries_for_many_pages_as_for_one(editor, home, set_now):
    def overdue(number):
        schedule(home, f"Statement {number}", NOON - 6 * MINUTE)
        StandardPageFactory(parent=home, expire_at=NOON - 6 * MINUTE)

    overdue(0)
    panel(editor)  # fills the caches of content types and permissions
    counts = []
    for numbers in (range(0), range(1, 9)):
        for number in numbers:
            overdue(number)
        with CaptureQueriesContext(connection) as queries:
            assert panel(editor)
        counts.append(len(queries))
    assert counts[0] == counts[1]
