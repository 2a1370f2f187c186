"""A date is taken by what is not published yet, too: a scheduled or unpublished change of another weekly update."""

import datetime
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from news.models import WeeklyUpdate
from tests import forms
from tests.factories import WeeklyUpdateFactory
from tests.forms import PUBLISH, SAVE_DRAFT
from tests.html import parse

TAKEN = datetime.date(2025, 2, 21)
OTHER_DAY = datetime.date(2025, 2, 14)
WEEK = datetime.timedelta(weeks=1)


@pytest.fixture
def today(set_today):
    set_today(datetime.date(2025, 2, 19))


@pytest.fixture
def changed(editor, news):
    """A live update for the 14th, with an unpublished change to the 21st."""
    update = WeeklyUpdateFactory(date=OTHER_DAY)
    forms.edit(editor, update, forms.weekly_update(date=TAKEN.isoformat()), SAVE_DRAFT)
    assert WeeklyUpdate.objects.get().date == OTHER_DAY
    return update


@pytest.fixture
def scheduled(editor, news):
    """A live update for the 14th, which a scheduled correction moves to the 21st."""
    update = WeeklyUpdateFactory(date=OTHER_DAY)
    soon = (timezone.localtime() + WEEK).strftime("%Y-%m-%d %H:%M")
    forms.edit(editor, update, forms.weekly_update(date=TAKEN.isoformat(), go_live_at=soon), PUBLISH)
    assert update.revisions.filter(approved_go_live_at__isnull=False).exists()
    return update


def error_at_date(response):
    assert response.status_code == HTTPStatus.OK
    return forms.errors(response)["date"]


def link_to(update):
    return reverse("wagtailadmin_pages:edit", args=[update.pk])


@pytest.mark.parametrize(
    ("taken_by", "words"),
    [("changed", "has an unpublished change to that date"), ("scheduled", "is scheduled for that date")],
)
@pytest.mark.parametrize("action", [PUBLISH, SAVE_DRAFT])
def test_an_editor_who_chooses_a_date_that_another_update_will_have_is_told_which(
    editor, request, taken_by, words, action
):
    other = request.getfixturevalue(taken_by)
    draft = WeeklyUpdateFactory(date=TAKEN + WEEK, live=False)
    response = forms.edit(editor, draft, forms.weekly_update(date=TAKEN.isoformat()), action)
    assert words in error_at_date(response)
    assert parse(response).select_one(f'[data-contentpath="date"] a[href="{link_to(other)}"]')
    assert WeeklyUpdate.objects.get(pk=draft.pk).date == TAKEN + WEEK


def test_an_editor_who_adds_an_update_for_such_a_date_is_told(editor, news, changed):
    response = forms.add(editor, news, forms.weekly_update(date=TAKEN.isoformat()), SAVE_DRAFT)
    assert "has an unpublished change to that date" in error_at_date(response)
    assert WeeklyUpdate.objects.count() == 1


def test_the_editor_whose_own_change_it_is_goes_on(editor, changed):
    forms.edit(editor, changed, forms.weekly_update(date=TAKEN.isoformat()), PUBLISH)
    assert WeeklyUpdate.objects.get().date == TAKEN


def test_a_change_that_was_taken_back_keeps_no_date(editor, changed):
    forms.edit(editor, changed, forms.weekly_update(date=OTHER_DAY.isoformat()), SAVE_DRAFT)
    draft = WeeklyUpdateFactory(date=TAKEN + WEEK, live=False)
    forms.edit(editor, draft, forms.weekly_update(date=TAKEN.isoformat()), SAVE_DRAFT)
    assert WeeklyUpdate.objects.get(pk=draft.pk).date == TAKEN


def test_a_schedule_that_was_cancelled_keeps_its_date_as_an_unpublished_change(editor, scheduled):
    revision = scheduled.revisions.get(approved_go_live_at__isnull=False)
    editor.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[scheduled.pk, revision.pk]))
    draft = WeeklyUpdateFactory(date=TAKEN + WEEK, live=False)
    response = forms.edit(editor, draft, forms.weekly_update(date=TAKEN.isoformat()), SAVE_DRAFT)
    assert "has an unpublished change to that date" in error_at_date(response)


@pytest.mark.parametrize(
    ("taken_by", "words"),
    [("changed", "has an unpublished change to that date"), ("scheduled", "is scheduled for that date")],
)
def test_an_editor_who_starts_an_update_for_such_a_date_is_told(editor, request, taken_by, words):
    other = request.getfixturevalue(taken_by)
    response = editor.post(reverse("start_from_last_issue"), {"date": TAKEN.isoformat()})
    assert words in error_at_date(response)
    assert parse(response).select_one(f'form a[href="{link_to(other)}"]')
    assert WeeklyUpdate.objects.count() == 1


def test_the_next_update_is_not_for_the_friday_to_which_a_scheduled_correction_moves_another(today, news, scheduled):
    assert news.get_next_date() == TAKEN + WEEK


def test_an_old_version_whose_date_is_taken_meanwhile_is_refused_at_the_date(editor, news):
    update = WeeklyUpdateFactory(date=TAKEN)
    old = update.latest_revision
    forms.edit(editor, update, forms.weekly_update(date=OTHER_DAY.isoformat()), PUBLISH)
    other = WeeklyUpdateFactory(date=OTHER_DAY - WEEK)
    forms.edit(editor, other, forms.weekly_update(date=TAKEN.isoformat()), SAVE_DRAFT)
    url = reverse("wagtailadmin_pages:revisions_revert", args=[update.pk, old.pk])
    for action in (PUBLISH, SAVE_DRAFT):
        response = editor.post(url, forms.weekly_update(date=TAKEN.isoformat()) | action)
        assert "has an unpublished change to that date" in error_at_date(response)
    assert WeeklyUpdate.objects.get(pk=update.pk).date == OTHER_DAY


# -- Where no form asks -------------------------------------------------------------------------------------------


@pytest.fixture
def taken_meanwhile(editor, changed):
    """The update of the 14th waits for approval of its move to the 21st, which a colleague's update has by now."""
    forms.edit(editor, changed, forms.weekly_update(date=TAKEN.isoformat()), {"action-submit": "Submit"})
    WeeklyUpdateFactory(date=TAKEN, title="The colleague’s <b>")
    changed.refresh_from_db()
    return changed


def approve(client, update, **headers):
    state = update.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[update.pk, "approve", state.pk])
    return client.post(url, {"comment": ""}, headers=headers)


def messages_after(client):
    return parse(client.get(reverse("wagtailadmin_home"))).select_one(".messages")


def test_an_approval_for_which_the_date_is_taken_is_refused_with_the_reason_and_can_be_repeated(
    administrator, taken_meanwhile
):
    assert approve(administrator, taken_meanwhile).url == link_to(taken_meanwhile)
    shown = messages_after(administrator)
    assert "Nothing was changed. Date: An update for that date exists: The colleague’s <b>" in shown.get_text()
    assert shown.select_one(f'a[href$="{link_to(WeeklyUpdate.objects.get(date=TAKEN))}"]')
    WeeklyUpdate.objects.get(date=TAKEN).delete()
    approve(administrator, taken_meanwhile)
    assert WeeklyUpdate.objects.get().date == TAKEN


def test_an_approval_in_the_editors_dialog_goes_to_the_page_that_says_why_it_is_refused(administrator, taken_meanwhile):
    answer = approve(administrator, taken_meanwhile, **{"X-Requested-With": "XMLHttpRequest"})
    assert answer.json() == {"step": "success", "redirect": link_to(taken_meanwhile)}
    assert "An update for that date exists" in messages_after(administrator).get_text()


def test_publishing_several_at_once_says_why_it_is_refused(editor, changed):
    WeeklyUpdateFactory(date=TAKEN)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = editor.post(f"{url}?id={changed.pk}&next=/admin/", {"include_descendants": ""})
    assert answer.status_code == HTTPStatus.FOUND
    assert "Nothing was changed. Date: An update for that date exists" in messages_after(editor).get_text()
    assert WeeklyUpdate.objects.get(pk=changed.pk).date == OTHER_DAY


# -- What it costs ------------------------------------------------------------------------------------------------


def test_the_dates_of_many_unpublished_changes_cost_one_query(editor, news, django_assert_num_queries):
    for week in range(3, 12):
        update = WeeklyUpdateFactory(date=TAKEN + week * WEEK)
        update.date += datetime.timedelta(days=1)
        update.save_revision()
    with django_assert_num_queries(1):
        assert WeeklyUpdate.objects.taking(TAKEN).first() is None
    with django_assert_num_queries(1):
        assert WeeklyUpdate.objects.taking(update.date).first() == update


def test_versions_of_what_is_published_as_it_stands_are_not_read(news, db):
    WeeklyUpdateFactory(date=TAKEN)
    with CaptureQueriesContext(connection) as queries:
        assert list(WeeklyUpdate.objects.taking(OTHER_DAY)) == []
    assert '"has_unpublished_changes" AND' in queries[0]["sql"]
