"""The bar above the form of a weekly update."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import rich_text

from news.models import WeeklyUpdate
from pages.models import Organization
from tests import forms
from tests.conftest import signed_in
from tests.factories import StatementFactory, UserFactory, WeeklyUpdateFactory, clipping
from tests.forms import PUBLISH, SAVE_DRAFT
from tests.html import parse, text
from tests.news.admin.test_handovers import copy

EASTERN = timezone.get_default_timezone()
NOON = datetime.datetime(2026, 11, 27, 12, tzinfo=EASTERN)
FRIDAY = NOON.date()


@pytest.fixture
def editor(home, set_now):
    """Signed in at noon of that Friday."""
    set_now(NOON)
    return signed_in(UserFactory(username="editor", groups=["Editors"]))


@pytest.fixture
def draft(news, set_now):
    """An issue for Friday, at noon of that day."""
    set_now(NOON)
    return WeeklyUpdateFactory(date=FRIDAY, live=False, clippings=[clipping(date="2026-11-26")] * 10)


def open_bar(client, update):
    return parse(client.get(reverse("wagtailadmin_pages:edit", args=[update.pk]))).select_one(".friday-bar")


def fetch_bar(client, update):
    """The bar as the editor's script fetches it after an autosave."""
    template = parse(client.get(reverse("weekly_update_preflight", args=[update.pk]))).find("template")
    assert template["data-preflight-target"] == "bar"
    return BeautifulSoup(template.decode_contents(), "html.parser")  # the text of a template element is not its own


def states(bar):
    return {text(step.strong): text(step.select_one(".friday-bar__state")) for step in bar.select("[data-step]")}


def next_step(bar):
    return bar.select_one("[aria-current=step]")["data-step"]


def buttons(bar):
    return [text(button) for button in bar.select(".friday-bar__buttons button")]


def form(**changes):
    return forms.weekly_update(date=FRIDAY.isoformat(), **changes)


def press(client, update, bar, label):
    """Press a button of the bar that sends the form."""
    button = bar.find("button", string=lambda words: (words or "").strip() == label)
    assert button["form"] == "page-edit-form"
    return forms.edit(client, update, form(), {button["name"]: button["value"]})


def test_an_editor_sees_where_the_issue_stands_and_what_is_next(editor, draft):
    bar = open_bar(editor, draft)
    shown = states(bar)
    assert (shown["Clippings"], shown["Letter"]) == ("10 clippings", "8 words")
    assert (shown["Send test"], shown["Publish or schedule"], shown["Copy email"]) == (
        "Not sent",
        "Draft",
        "Not copied",
    )
    assert next_step(bar) == "test"


def test_every_step_leads_to_its_place(editor, draft):
    bar = open_bar(editor, draft)
    assert bar.select_one("[data-step=letter] a")["href"] == "#:w:contentpath=letter"
    assert bar.select_one("[data-step=check] button")["data-step-panel"] == "checks"
    assert bar.select_one("[data-step=preview] button")["data-step-panel"] == "preview"
    assert bar.select_one("[data-step=copy] a")["href"] == reverse("weekly_update_copy_email", args=[draft.pk])


def test_the_bar_follows_a_draft_saved_in_the_background(editor, draft):
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    editor.post(url, form(letter=rich_text("<p>Two words</p>")), headers={"Accept": "application/json"})
    assert states(fetch_bar(editor, draft))["Letter"] == "2 words"


def test_a_test_stands_in_the_bar_and_in_the_history(editor, draft):
    editor.post(reverse("weekly_update_send_test", args=[draft.pk]))
    assert states(open_bar(editor, draft))["Send test"] == "Sent 12:00 PM ET to you"
    assert next_step(open_bar(editor, draft)) == "publish"
    colleague = signed_in(UserFactory(username="colleague", groups=["Editors"]))
    assert states(open_bar(colleague, draft))["Send test"] == "Sent 12:00 PM ET to editor"
    history = editor.get(reverse("wagtailadmin_pages:history", args=[draft.pk]))
    assert "A test of the email was sent" in text(parse(history))


def test_an_issue_is_scheduled_or_published_with_one_press_of_the_bar(editor, draft):
    bar = open_bar(editor, draft)
    assert buttons(bar) == ["Schedule for Fri 4:00 PM ET", "Publish now"]
    press(editor, draft, bar, "Schedule for Fri 4:00 PM ET")
    bar = open_bar(editor, draft)
    assert states(bar)["Scheduled"] == "For Fri 4:00 PM ET"
    assert buttons(bar) == ["Publish now instead", "Unschedule"]


def test_publish_now_publishes_though_the_form_has_a_later_time(editor, draft):
    forms.edit(editor, draft, form(go_live_at="2026-12-04 16:00"), SAVE_DRAFT)
    press(editor, draft, open_bar(editor, draft), "Publish now")
    assert WeeklyUpdate.objects.live().exists()


def test_who_may_not_publish_is_offered_no_button(draft):
    contributor = UserFactory(username="contributor", groups=["Contributors"])
    WeeklyUpdate.objects.update(owner=contributor)
    assert buttons(open_bar(signed_in(contributor), draft)) == []


def test_the_bar_of_a_live_issue_with_changes_says_what_readers_see(editor, draft):
    forms.edit(editor, draft, form(), PUBLISH)
    assert buttons(open_bar(editor, draft)) == []
    forms.edit(editor, draft, form(signature="Changed"), SAVE_DRAFT)
    bar = fetch_bar(editor, draft)
    assert "Readers see the version of 12:00 PM ET" in text(bar)
    assert buttons(bar) == ["Publish the changes"]


def test_other_pages_have_no_such_bar(editor, home):
    assert open_bar(editor, StatementFactory()) is None


# -- After the handover ------------------------------------------------------------------------------------------


@pytest.fixture
def handed_over(editor, draft, set_now):
    """Published at noon, and copied five minutes later."""
    forms.edit(editor, draft, form(), PUBLISH)
    set_now(NOON + datetime.timedelta(minutes=5))
    copy(editor, draft)
    return draft


def test_an_issue_that_was_handed_over_says_when(editor, handed_over):
    bar = open_bar(editor, handed_over)
    assert states(bar)["Copy email"] == "Copied 12:05 PM ET"
    assert "has changed since" not in text(bar)


def test_the_editor_is_told_that_the_web_version_has_changed_since(editor, handed_over):
    changed = form(letter=rich_text("<p>Another letter</p>"))
    forms.edit(editor, handed_over, changed, SAVE_DRAFT)
    assert "has changed since" not in text(open_bar(editor, handed_over))  # readers do not see it yet
    forms.edit(editor, handed_over, changed, PUBLISH)
    bar = open_bar(editor, handed_over)
    notice = "The web version has changed since the email was handed over (12:05 PM ET): say what was corrected"
    assert notice in text(bar)
    assert bar.select_one(".friday-bar__notice a")["href"] == "#:w:contentpath=correction"
    assert next_step(bar) == "copy"
    assert states(bar)["Copy email"] == "Changed since 12:05 PM ET"


def test_that_notice_goes_once_a_correction_is_published(editor, handed_over):
    changed = form(
        letter=rich_text("<p>Another letter</p>"), correction="The letter was another.", corrected_on="2026-11-27"
    )
    forms.edit(editor, handed_over, changed, PUBLISH)
    assert "has changed since" not in text(open_bar(editor, handed_over))


def test_a_new_telephone_number_changes_no_issue_that_was_handed_over(editor, handed_over):
    Organization.objects.update_or_create(
        site=handed_over.get_site(), defaults={"telephone": "202-555-0100", "city": "New York"}
    )
    assert "has changed since" not in text(open_bar(editor, handed_over))


def test_the_bar_costs_the_same_queries_whatever_came_before(editor, handed_over):
    fetch_bar(editor, handed_over)
    with CaptureQueriesContext(connection) as few:
        fetch_bar(editor, handed_over)
    for number in range(3):
        forms.edit(editor, handed_over, form(signature=f"Number {number}"), PUBLISH)
        copy(editor, handed_over)
        editor.post(reverse("weekly_update_send_test", args=[handed_over.pk]))
    fetch_bar(editor, handed_over)
    with CaptureQueriesContext(connection) as many:
        fetch_bar(editor, handed_over)
    assert len(many) <= len(few) + 1  # the person to whom the test went
