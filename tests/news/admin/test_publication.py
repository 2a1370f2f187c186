"""What an editor is told about what readers see, and publishing with one press."""

import datetime
from http import HTTPStatus

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from tests import forms
from tests.conftest import signed_in
from tests.factories import ProgramFactory, StatementFactory, UserFactory, WeeklyUpdateFactory
from tests.forms import PUBLISH, SAVE_DRAFT
from tests.html import parse, text

EASTERN = timezone.get_default_timezone()
PUBLISHED_AT = datetime.datetime(2026, 11, 25, 16, 12, tzinfo=EASTERN)
AN_HOUR_LATER = PUBLISHED_AT + datetime.timedelta(hours=1)
FRIDAY_AT_FOUR = datetime.datetime(2026, 11, 27, 16, tzinfo=EASTERN)
JSON = {"Accept": "application/json"}


@pytest.fixture
def statement(home, set_now):
    """Published at 4:12 PM; an hour has passed."""
    set_now(PUBLISHED_AT)
    statement = StatementFactory(title="As published")
    set_now(AN_HOUR_LATER)
    return statement


@pytest.fixture
def scheduled(news, set_now):
    """An update that is scheduled for Friday, on the Wednesday before."""
    set_now(AN_HOUR_LATER)
    update = WeeklyUpdateFactory(date=FRIDAY_AT_FOUR.date(), live=False, go_live_at=FRIDAY_AT_FOUR)
    update.save_revision().publish()
    return update


def form(**changes):
    return forms.statement(slug="as-published", **changes)


def open_editor(client, page):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def save(client, page, form, action=SAVE_DRAFT):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form | action, follow=True)


def messages_of(response):
    return " ".join(text(parse(response).select_one(".messages")).split())


def strip_of(response):
    """The strip above the form; its text, empty where there is none."""
    strip = parse(response).select_one("#publication")
    return text(strip) if strip else ""


# -- Unpublished changes -----------------------------------------------------------------------------------------


def test_who_saves_a_draft_of_a_live_page_is_told_which_version_readers_see(editor, statement):
    response = save(editor, statement, form(title="As corrected"))
    assert "Saved. Readers see the version of 4:12 PM ET: Publish the changes" in messages_of(response)


def test_the_changes_are_published_with_the_one_button_in_that_message(editor, statement, visitor):
    delayed = form(title="As corrected", go_live_at="2026-12-04 16:00")  # a forgotten time does not delay it
    message = parse(save(editor, statement, delayed)).select_one(".messages")
    button = message.find("button", attrs={"name": "action-publish"})
    assert button["form"] == "page-edit-form"
    save(editor, statement, delayed, {button["name"]: button["value"]})
    assert "As corrected" in visitor.get(statement.url).text


def test_the_editor_says_so_as_long_as_the_changes_are_not_published(editor, statement):
    assert strip_of(open_editor(editor, statement)) == ""
    save(editor, statement, form(title="As corrected"))
    strip = parse(open_editor(editor, statement)).select_one("#publication")
    assert "Readers see the version of 4:12 PM ET" in text(strip)
    assert strip.find("button", attrs={"name": "action-publish", "form": "page-edit-form"})
    save(editor, statement, form(title="As corrected"), PUBLISH)
    assert strip_of(open_editor(editor, statement)) == ""


def test_an_autosave_brings_that_notice_along(editor, statement):
    url = reverse("wagtailadmin_pages:edit", args=[statement.pk])
    saved = editor.post(url, form(title="As corrected"), headers=JSON).json()
    assert "Readers see the version of 4:12 PM ET" in saved["html"]


def test_the_version_of_another_day_is_told_with_its_date(editor, statement, set_now):
    set_now(PUBLISHED_AT + datetime.timedelta(days=3))
    back = signed_in(get_user_model().objects.get(username="editor"))  # the session of Wednesday has ended
    save(back, statement, form(title="As corrected"))
    assert "Readers see the version of Wed, Nov 25, 4:12 PM ET" in strip_of(open_editor(back, statement))


def test_a_page_that_is_no_news_has_the_notice_too(editor, home):
    program = ProgramFactory()
    program.save_revision()
    assert "Readers see the version of" in strip_of(open_editor(editor, program))


def test_of_a_page_that_came_with_the_site_no_empty_time_is_told(editor, statement):
    type(statement).objects.update(last_published_at=None, first_published_at=None)
    response = save(editor, statement, form(title="As corrected"))
    assert "Saved. Readers see the published version: Publish the changes" in messages_of(response)
    assert "Readers see the published version." in strip_of(open_editor(editor, statement))


def test_who_may_not_publish_reads_who_does(statement):
    contributor = UserFactory(username="contributor", groups=["Contributors"])
    statement.owner = contributor
    statement.save()
    statement.save_revision()
    strip = parse(open_editor(signed_in(contributor), statement)).select_one("#publication")
    assert "until an editor publishes the changes" in text(strip)
    assert strip.find("button") is None


def test_saving_a_page_that_was_never_live_says_nothing_of_readers(editor, home):
    draft = StatementFactory(live=False)
    assert "Readers see" not in messages_of(save(editor, draft, forms.statement()))


# -- Scheduled pages ---------------------------------------------------------------------------------------------


def post(client, url):
    return client.post(url, follow=True)


def action_url(response, label):
    """The URL to which a button of the strip posts."""
    button = parse(response).select_one("#publication").find("button", string=lambda words: label in (words or ""))
    return button["data-w-action-url-value"]


def test_a_scheduled_page_is_published_now_with_one_press(editor, scheduled, visitor):
    page = open_editor(editor, scheduled)
    assert "Fri 4:00 PM ET" in strip_of(page)
    response = post(editor, action_url(page, "Publish now instead"))
    scheduled.refresh_from_db()
    assert scheduled.live
    assert scheduled.go_live_at is None
    assert scheduled.scheduled_revision is None
    assert not scheduled.has_unpublished_changes
    assert "This week we write to you." in visitor.get(scheduled.url).text
    assert "Published" in messages_of(response)
    assert "Copy email" in messages_of(response)


def test_the_scheduled_correction_of_a_live_page_is_published_now_too(editor, statement, visitor):
    statement.title, statement.go_live_at = "As corrected", FRIDAY_AT_FOUR
    statement.save_revision().publish()
    page = open_editor(editor, statement)
    assert "Readers see the version of 4:12 PM ET" in strip_of(page)
    assert "Copy email" not in messages_of(post(editor, action_url(page, "Publish now instead")))
    assert "As corrected" in visitor.get(statement.url).text


def test_a_schedule_is_cancelled_with_one_press_and_the_editor_opens_again(editor, scheduled):
    response = post(editor, action_url(open_editor(editor, scheduled), "Unschedule"))
    assert response.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[scheduled.pk])
    assert scheduled.scheduled_revision is None
    assert not type(scheduled).objects.get().live


def test_what_cannot_be_published_now_stays_scheduled_and_the_editor_reads_why(editor, scheduled):
    revision = scheduled.scheduled_revision
    revision.content["search_description"] = "x" * 2000
    revision.content["kicker"] = ""
    revision.save()
    url = reverse("publish_now", args=[scheduled.pk])
    assert "It stays scheduled" in messages_of(post(editor, url))
    assert scheduled.scheduled_revision == revision
    assert not type(scheduled).objects.get().live


def test_a_page_that_is_no_longer_scheduled_is_not_published_by_that_button(editor, scheduled):
    scheduled.revisions.update(approved_go_live_at=None)
    response = post(editor, reverse("publish_now", args=[scheduled.pk]))
    assert "no longer scheduled" in messages_of(response)
    assert not type(scheduled).objects.get().live


def test_only_a_post_of_somebody_who_may_publish_publishes_a_scheduled_page(editor, scheduled):
    url = reverse("publish_now", args=[scheduled.pk])
    assert editor.get(url).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    contributor = signed_in(UserFactory(username="contributor", groups=["Contributors"]))
    post(contributor, url)
    assert not type(scheduled).objects.get().live


def test_publishing_now_passes_over_no_lock_of_a_colleague(editor, scheduled):
    colleague = UserFactory(username="colleague", groups=["Editors"])
    type(scheduled).objects.update(locked=True, locked_by=colleague, locked_at=AN_HOUR_LATER)
    response = post(editor, reverse("publish_now", args=[scheduled.pk]))
    assert "Nothing was published" in messages_of(response)
    assert not type(scheduled).objects.get().live
    post(signed_in(colleague), reverse("publish_now", args=[scheduled.pk]))
    assert type(scheduled).objects.get().live


def test_once_its_time_is_past_nobody_reads_that_a_page_goes_out_then(editor, scheduled, set_now):
    set_now(FRIDAY_AT_FOUR + datetime.timedelta(minutes=5))
    back = signed_in(get_user_model().objects.get(username="editor"))  # the session of Wednesday has ended
    words = strip_of(open_editor(back, scheduled))
    assert "onto the website as soon as it can: it was due Fri, Nov 27, 4:00 PM ET" in words
    assert "by itself" not in words
    refused = messages_of(save(back, scheduled, forms.weekly_update(date="2026-11-27")))
    assert "this was due Fri, Nov 27, 4:00 PM ET, and goes onto the website as soon as it can" in refused
