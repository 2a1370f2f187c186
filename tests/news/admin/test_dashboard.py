"""The dashboard keeps this week's issue in sight until it is handed over."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from news.models import WeeklyUpdate
from tests.conftest import signed_in
from tests.factories import UserFactory, WeeklyUpdateFactory, clipping
from tests.html import parse, text
from tests.news.admin.test_handovers import copy

EASTERN = timezone.get_default_timezone()
NOON = datetime.datetime(2026, 11, 27, 12, tzinfo=EASTERN)
FRIDAY = NOON.date()
WEEK = datetime.timedelta(weeks=1)


@pytest.fixture
def editor(home, set_now):
    """Signed in at noon of that Friday."""
    set_now(NOON)
    return signed_in(UserFactory(username="editor", groups=["Editors"]))


def panel(client):
    return parse(client.get(reverse("wagtailadmin_home"))).select_one(".this-week")


def test_a_live_issue_stays_in_sight_until_its_email_is_copied(editor, news):
    update = WeeklyUpdateFactory(date=FRIDAY, clippings=[clipping()] * 10)
    shown = panel(editor)
    assert "The issue of Friday, November 27" in text(shown)
    assert "10 clippings" in text(shown)
    assert "Copy email Not copied" in text(shown)
    assert shown.find("a", string="Copy email")["href"] == reverse("weekly_update_copy_email", args=[update.pk])
    copy(editor, update)
    assert "The issue of" not in text(panel(editor))
    assert "The update for Friday, December 4 is not started yet" in text(panel(editor))


def test_the_draft_of_the_week_is_shown_with_its_states_and_not_twice(editor, news):
    draft = WeeklyUpdateFactory(date=FRIDAY, live=False)
    shown = panel(editor)
    assert "Publish or schedule Draft" in text(shown)
    assert text(shown).count("November 27") == 1
    assert (
        len(shown.find_all("a", href=reverse("wagtailadmin_pages:edit", args=[draft.pk]), string="Go on with it")) == 1
    )


def test_an_issue_that_was_changed_after_its_handover_comes_back_into_sight(editor, news):
    update = WeeklyUpdateFactory(date=FRIDAY, clippings=[clipping()])
    copy(editor, update)
    update.letter = "<p>Another letter</p>"
    update.save_revision().publish()
    shown = panel(editor)
    assert "The web version has changed since the email was handed over (12:00 PM ET)" in text(shown)


def test_an_issue_of_last_week_gives_way_to_the_next(editor, news, set_now):
    WeeklyUpdateFactory(date=FRIDAY - WEEK)
    assert "The issue of" not in text(panel(editor))
    assert "The update for Friday, November 27 is not started yet" in text(panel(editor))


def test_special_issues_that_are_done_do_not_take_the_place_of_this_weeks(editor, news):
    for days in (1, 2):
        copy(editor, WeeklyUpdateFactory(date=FRIDAY - datetime.timedelta(days=days), clippings=[clipping()]))
    WeeklyUpdateFactory(date=FRIDAY, live=False)
    assert "The issue of Friday, November 27" in text(panel(editor))


def test_a_contributor_is_not_led_to_a_live_issue_that_only_editors_may_open(news, set_now):
    set_now(NOON)
    WeeklyUpdateFactory(date=FRIDAY)
    shown = panel(signed_in(UserFactory(username="contributor", groups=["Contributors"])))
    assert "The issue of" not in text(shown)
    assert "The update for Friday, December 4 is not started yet" in text(shown)


def test_the_dashboard_costs_the_same_queries_however_many_issues_there_are(editor, news):
    for days in (0, 1, 2):
        WeeklyUpdateFactory(date=FRIDAY - datetime.timedelta(days=days), clippings=[clipping()])
    panel(editor)
    with CaptureQueriesContext(connection) as few:
        panel(editor)
    for number in range(2, 9):
        WeeklyUpdateFactory(date=FRIDAY - number * WEEK, clippings=[clipping()] * 10)
    WeeklyUpdate.objects.filter(date=FRIDAY - 2 * WEEK).update(date=FRIDAY - datetime.timedelta(days=3))
    panel(editor)
    with CaptureQueriesContext(connection) as many:
        panel(editor)
    assert len(many) <= len(few)
