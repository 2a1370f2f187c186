"""Scheduling in the editor: labels of the buttons, messages after saving, and publication by the worker."""

import datetime
from http import HTTPStatus

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision
from wagtail.test.utils.form_data import rich_text

from news.models import WeeklyUpdate
from tests import forms
from tests.conftest import signed_in
from tests.factories import StatementFactory, WeeklyUpdateFactory
from tests.forms import PUBLISH, SAVE_DRAFT
from tests.html import parse, text

EASTERN = timezone.get_default_timezone()
WEDNESDAY_NOON = datetime.datetime(2026, 11, 25, 12, tzinfo=EASTERN)
FRIDAY = datetime.date(2026, 11, 27)
FRIDAY_AT_FOUR = datetime.datetime(2026, 11, 27, 16, tzinfo=EASTERN)
LETTER = "<p>The letter that was scheduled</p>"


@pytest.fixture
def draft(news, set_now):
    """An issue for Friday, on the Wednesday before."""
    set_now(WEDNESDAY_NOON)
    return WeeklyUpdateFactory(date=FRIDAY, live=False)


def edit_page(client, page):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def buttons(response):
    """Label → value of the buttons below the form that publish."""
    found = parse(response).select('footer button[name="action-publish"]')
    return {text(button.em): button["value"] for button in found}


def form(**changes):
    return forms.weekly_update(date=FRIDAY.isoformat(), letter=rich_text(LETTER), **changes)


def press(client, update, label, **changes):
    """Press the button with this label, and return the page that the editor sees then."""
    value = buttons(edit_page(client, update))[label]
    url = reverse("wagtailadmin_pages:edit", args=[update.pk])
    return client.post(url, form(**changes) | {"action-publish": value}, follow=True)


def messages_of(response):
    """The messages at the top of a page, joined."""
    return " ".join(str(message) for message in response.context["messages"])


def run_publish_scheduled():
    call_command("publish_scheduled")


# -- Labels -------------------------------------------------------------------------------------------------------


def test_the_schedules_dialog_names_the_zone_and_no_other_can_be_chosen(editor, draft):
    assert edit_page(editor, draft).content.decode().count("Eastern time.") == 2  # going live, and expiring
    account = editor.get(reverse("wagtailadmin_account")).content.decode()
    assert "current_time_zone" not in account
    assert "preferred_language" not in account  # the words of this site are English only


# -- The button --------------------------------------------------------------------------------------------------


def test_an_update_can_be_scheduled_for_its_friday_in_one_click(editor, draft, visitor, set_now):
    assert list(buttons(edit_page(editor, draft))) == ["Publish", "Schedule for Fri 4:00 PM ET"]
    response = press(editor, draft, "Schedule for Fri 4:00 PM ET")
    assert messages_of(response).count("It goes onto the website Fri 4:00 PM ET by itself. The email does not") == 1
    assert Revision.objects.get(approved_go_live_at__isnull=False).approved_go_live_at == FRIDAY_AT_FOUR

    set_now(FRIDAY_AT_FOUR - datetime.timedelta(seconds=1))
    run_publish_scheduled()
    assert visitor.get("/news/2026-11-27/").status_code == HTTPStatus.NOT_FOUND
    set_now(FRIDAY_AT_FOUR + datetime.timedelta(seconds=1))
    run_publish_scheduled()
    page = visitor.get("/news/2026-11-27/")
    assert page.status_code == HTTPStatus.OK
    assert "The letter that was scheduled" in page.content.decode()


def test_publishing_at_once_stays_possible(editor, draft):
    press(editor, draft, "Publish")
    assert WeeklyUpdate.objects.live().exists()


def test_where_a_time_is_set_the_button_says_which(editor, draft):
    forms.edit(editor, draft, form(go_live_at="2026-11-26 09:30"), SAVE_DRAFT)
    assert list(buttons(edit_page(editor, draft))) == ["Schedule for Thu 9:30 AM ET"]


def test_a_statement_under_embargo_shows_its_go_live_time_too(editor, home, set_now):
    set_now(WEDNESDAY_NOON)
    statement = StatementFactory(live=False, go_live_at=WEDNESDAY_NOON + datetime.timedelta(days=10))
    assert list(buttons(edit_page(editor, statement))) == ["Schedule for Sat, Dec 5, 12:00 PM ET"]


@pytest.mark.parametrize("now", [FRIDAY_AT_FOUR, FRIDAY_AT_FOUR + datetime.timedelta(days=3)])
def test_after_four_oclock_only_publishing_is_offered(editor, draft, set_now, now):
    set_now(now)
    back = signed_in(get_user_model().objects.get(username="editor"))  # the session of Wednesday has ended
    assert list(buttons(edit_page(back, draft))) == ["Publish"]


def test_a_correction_of_a_published_update_is_not_scheduled(editor, draft):
    press(editor, draft, "Publish")
    assert list(buttons(edit_page(editor, draft))) == ["Publish"]


def test_an_update_that_lacks_something_is_not_scheduled(editor, draft):
    response = press(editor, draft, "Schedule for Fri 4:00 PM ET", search_description="")
    assert "search_description" in forms.errors(response)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_the_button_offers_the_hour_again_after_such_a_refusal(editor, draft):
    response = press(editor, draft, "Schedule for Fri 4:00 PM ET", search_description="")
    assert "Schedule for Fri 4:00 PM ET" in buttons(response)


# -- Saving ------------------------------------------------------------------------------------------------------


def test_saving_a_draft_with_a_time_says_that_nothing_is_scheduled_yet(editor, draft, visitor, set_now):
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    response = editor.post(url, form(go_live_at="2026-11-27 16:00"), follow=True)
    assert "Nothing is scheduled yet. Press “Schedule for Fri 4:00 PM ET”" in messages_of(response)
    set_now(FRIDAY_AT_FOUR + datetime.timedelta(hours=1))
    run_publish_scheduled()
    assert visitor.get("/news/2026-11-27/").status_code == HTTPStatus.NOT_FOUND


def test_a_new_update_with_a_time_says_so_too(editor, news, set_now):
    set_now(WEDNESDAY_NOON)
    url = reverse("wagtailadmin_pages:add", args=["news", "weeklyupdate", news.pk])
    response = editor.post(url, form(go_live_at="2026-11-27 16:00"), follow=True)
    assert messages_of(response).count("Nothing is scheduled yet.") == 1


def test_saving_a_draft_without_a_time_says_nothing_of_schedules(editor, draft):
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), form(), follow=True)
    assert "schedule" not in messages_of(response).lower()


def test_a_change_to_a_scheduled_update_is_refused_and_the_editor_reads_that_the_schedule_stands(
    editor, draft, visitor, set_now
):
    press(editor, draft, "Schedule for Fri 4:00 PM ET")
    changed = forms.weekly_update(date=FRIDAY.isoformat(), letter=rich_text("<p>Changed afterwards</p>"))
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), changed, follow=True)
    told = "Nothing was saved. The schedule stands: this goes onto the website Fri 4:00 PM ET, as it was"
    assert told in messages_of(response)
    set_now(FRIDAY_AT_FOUR + datetime.timedelta(minutes=1))
    run_publish_scheduled()
    page = visitor.get("/news/2026-11-27/").content.decode()
    assert "The letter that was scheduled" in page
    assert "Changed afterwards" not in page


def test_autosave_does_not_change_a_scheduled_update_either(editor, draft):
    press(editor, draft, "Schedule for Fri 4:00 PM ET")
    before = draft.get_latest_revision().pk
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    response = editor.post(url, form(), headers={"Accept": "application/json"})
    assert response.json()["error_code"] == "locked"
    assert draft.get_latest_revision().pk == before


def test_the_page_of_a_scheduled_update_says_when_it_goes_out_and_how_to_stop_it(editor, draft):
    press(editor, draft, "Schedule for Fri 4:00 PM ET")
    page = edit_page(editor, draft)
    assert "Fri, Nov 27" not in messages_of(page)  # it is said once
    assert "onto the website Fri 4:00 PM ET by itself, as it is. To change it, unschedule it first" in text(parse(page))
    assert buttons(page) == {}


def test_a_cancelled_schedule_is_off_and_the_update_can_be_changed_and_scheduled_again(editor, draft, visitor, set_now):
    press(editor, draft, "Schedule for Fri 4:00 PM ET")
    scheduled = Revision.objects.get(approved_go_live_at__isnull=False)
    editor.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[draft.pk, scheduled.pk]))
    assert list(buttons(edit_page(editor, draft))) == ["Schedule for Fri 4:00 PM ET"]
    response = press(editor, draft, "Schedule for Fri 4:00 PM ET", go_live_at="2026-11-27 16:00", title="Corrected")
    assert "It goes onto the website Fri 4:00 PM ET" in messages_of(response)
    set_now(FRIDAY_AT_FOUR + datetime.timedelta(minutes=1))
    run_publish_scheduled()
    assert "Corrected" in visitor.get("/news/2026-11-27/").content.decode()


# -- Without cron ------------------------------------------------------------------------------------------------


def test_the_worker_publishes_what_is_due(editor, draft, visitor, set_now, worker):
    press(editor, draft, "Schedule for Fri 4:00 PM ET")
    set_now(FRIDAY_AT_FOUR + datetime.timedelta(minutes=1))
    worker.tick()
    assert visitor.get("/news/2026-11-27/").status_code == HTTPStatus.OK


def test_the_worker_goes_on_after_a_database_error(monkeypatch, caplog, worker):
    def fail(*args):
        raise OSError("connection refused")

    monkeypatch.setattr("ncsej_site.worker.loop.find_due", fail)
    worker.tick()
    assert "What is scheduled could not be looked for" in caplog.text


def test_a_last_change_is_not_lost_when_somebody_publishes_it_without_the_time(editor, draft):
    """An empty time means now, whatever the button offered before."""
    forms.edit(editor, draft, form(go_live_at="2026-11-27 16:00"), SAVE_DRAFT)
    forms.edit(editor, draft, form(go_live_at=""), PUBLISH)
    assert WeeklyUpdate.objects.live().exists()
