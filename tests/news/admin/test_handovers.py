"""What was copied into the mailing service is kept as it was."""

import datetime
import re
from hashlib import sha256
from http import HTTPStatus

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from news.models import Handover, WeeklyUpdate
from pages.models import Organization, TrashedPage
from tests import forms
from tests.conftest import signed_in
from tests.factories import UserFactory, WeeklyUpdateFactory, clipping
from tests.html import parse, text

COPY_EMAIL = "weekly_update_copy_email"
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def update(news):
    return WeeklyUpdateFactory(date=datetime.date(2025, 2, 21), clippings=[clipping("As copied")])


def open_copy_page(client, update, view=COPY_EMAIL):
    return parse(client.get(reverse(view, args=[update.pk])))


def press_copy(client, update, page, view=COPY_EMAIL):
    """Send what the button sends on a page that was opened before."""
    hidden = {field["name"]: field["value"] for field in page.select("form[method=post] input[name$=_sha256]")}
    return client.post(reverse(view, args=[update.pk]), hidden, headers=SCRIPT)


def copy(client, update, view=COPY_EMAIL):
    return press_copy(client, update, open_copy_page(client, update, view), view)


def change(update, headline):
    update.clippings = [("clipping", {"headline": headline, "source": "Example Wire"})]
    return update.save_revision()


@pytest.mark.parametrize(("service", "button"), [("plain", "Copy formatted"), ("mailchimp", "Copy HTML")])
def test_the_button_for_the_chosen_service_stands_out(editor, update, service, button):
    Organization.objects.update_or_create(site=Site.objects.get(), defaults={"mail_service": service})
    loud = open_copy_page(editor, update).select(".handovers__actions .button:not(.button-secondary)")
    assert [text(each) for each in loud] == [button]


def test_what_an_editor_copies_is_kept_with_its_digests_and_who_copied_it(editor, update):
    page = open_copy_page(editor, update)
    response = press_copy(editor, update, page)
    assert "Copied and recorded" in text(parse(response))
    handover = Handover.objects.get()
    assert handover.html == page.find(id="html").text.lstrip("\n")
    assert "As copied" in handover.text
    assert handover.html_sha256 == sha256(handover.html.encode()).hexdigest()
    assert handover.text_sha256 == sha256(handover.text.encode()).hexdigest()
    assert handover.revision == update.get_latest_revision()
    assert handover.by == get_user_model().objects.get(username="editor")


def test_opening_the_page_to_copy_from_records_nothing(editor, update):
    open_copy_page(editor, update)
    assert not Handover.objects.exists()


def test_the_text_that_was_copied_after_the_email_belongs_to_the_same_handover(editor, update):
    copy(editor, update)
    copy(editor, update)
    assert Handover.objects.count() == 1


def test_who_copies_what_has_changed_meanwhile_is_told_and_nothing_is_recorded(editor, update):
    page = open_copy_page(editor, update)
    change(update, "Changed meanwhile")
    response = press_copy(editor, update, page)
    assert response.status_code == HTTPStatus.CONFLICT
    assert "has changed since this page was opened" in text(parse(response))
    assert not Handover.objects.exists()


def test_earlier_handovers_can_be_looked_at_and_downloaded_exactly_as_they_were(editor, update):
    copy(editor, update)
    first = Handover.objects.get()
    change(update, "Changed afterwards").publish()
    copy(editor, update)
    rows = open_copy_page(editor, update).select(".handovers__table tbody tr")
    assert len(rows) == 2
    for link, kept in zip(rows[1].select("a[target]"), [first.html, first.text], strict=True):
        shown, downloaded = editor.get(link["href"]), editor.get(f"{link['href']}?download")
        assert shown.content == downloaded.content == kept.encode()
        assert shown["Content-Security-Policy"] == "sandbox"
        assert "attachment" in downloaded["Content-Disposition"]
    assert "As copied" in first.html
    assert first.html_sha256 in text(rows[1])


def test_an_editor_without_scripts_records_it_too(editor, update):
    page = open_copy_page(editor, update)
    hidden = {field["name"]: field["value"] for field in page.select("form[method=post] input[name$=_sha256]")}
    assert editor.post(reverse(COPY_EMAIL, args=[update.pk]), hidden).status_code == HTTPStatus.FOUND
    assert Handover.objects.exists()


def test_who_may_not_edit_the_update_neither_records_nor_reads_a_handover(editor, update):
    copy(editor, update)
    handover = Handover.objects.get()
    contributor = signed_in(UserFactory(username="contributor", groups=["Contributors"]))
    change(update, "Another")
    press_copy(contributor, update, open_copy_page(editor, update))
    assert Handover.objects.count() == 1
    url = reverse("weekly_update_handover_html", args=[update.pk, handover.pk])
    assert "As copied" not in contributor.get(url, follow=True).text


def test_a_handover_of_another_update_is_not_found(editor, update):
    copy(editor, update)
    other = WeeklyUpdateFactory()
    url = reverse("weekly_update_handover_html", args=[other.pk, Handover.objects.get().pk])
    assert editor.get(url).status_code == HTTPStatus.NOT_FOUND


def test_a_record_outlasts_the_account_and_the_revision(editor, update):
    copy(editor, update)
    get_user_model().objects.all().delete()
    update.revisions.all().delete()
    assert Handover.objects.get().html


def test_an_update_says_whether_it_was_handed_over(editor, update):
    assert not update.is_handed_over
    copy(editor, update)
    WeeklyUpdateFactory()
    assert update.is_handed_over
    assert list(WeeklyUpdate.objects.handed_over()) == [update]


def test_twenty_handovers_are_listed_with_the_queries_of_two(editor, update):
    queries = []
    for number in range(2, 21, 9):
        while update.handovers.count() < number:
            change(update, f"Number {update.handovers.count()}")
            copy(editor, update)
        open_copy_page(editor, update)
        with CaptureQueriesContext(connection) as captured:
            open_copy_page(editor, update)
        queries.append(len(captured))
    assert len(set(queries)) == 1


def test_editor_is_told_before_deleting_that_an_issue_was_handed_over_and_its_record_survives(editor, update):
    copy(editor, update)
    handover = Handover.objects.get()
    delete_url = reverse("wagtailadmin_pages:delete", args=[update.pk])
    assert "It was handed over to the mailing service on " in editor.get(delete_url).text
    editor.post(delete_url)
    assert not Handover.objects.exists()
    editor.post(reverse("undo_trash", args=[TrashedPage.objects.get().batch]))
    assert Handover.objects.get() == handover
    assert Handover.objects.get().html == handover.html


@pytest.mark.parametrize("action", ["page", "now"])
def test_who_publishes_an_update_is_offered_to_copy_the_email_until_it_is_copied(editor, news, action):
    draft = WeeklyUpdateFactory(date=datetime.date(2025, 2, 21), live=False)

    def publish():
        form = forms.weekly_update(date="2025-02-21") | {"action-publish": action}
        url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
        return parse(editor.post(url, form, follow=True)).select_one(".messages")

    link = publish().find("a", string=lambda words: words and words.strip() == "Copy email")
    assert link["href"] == reverse(COPY_EMAIL, args=[draft.pk])
    copy(editor, draft)
    told = publish()
    assert "Published" in text(told)
    assert "Copy email" not in text(told)


def warnings(client, update):
    """What the page warns of, or nothing."""
    return " ".join(map(text, open_copy_page(client, update).select(".hand-over__warnings")))


def test_subject_and_preview_text_stand_ready_to_be_copied(editor, news):
    update = WeeklyUpdateFactory(title="Third anniversary", search_description="What was said. " * 12)
    page = open_copy_page(editor, update)
    assert page.find(id="subject")["value"] == "Third anniversary"
    assert page.find(id="preheader")["value"] == ("What was said. " * 12).strip()
    notes = [text(note) for note in page.select(".hand-over__line .help")]
    assert notes == ["17 characters.", "179 characters: many inboxes show only the first 110."]


def test_nothing_is_replaced_by_hand_in_the_service_that_the_settings_name(editor, update):
    Organization.objects.update_or_create(site=Site.objects.get(), defaults={"mail_service": "mailchimp"})
    page = open_copy_page(editor, update)
    assert "*|UNSUB|*" in page.find(id="html").text
    assert "*|UNSUB|*" in page.find(id="text").text
    assert "Mailchimp fills in the link to unsubscribe" in text(page)


def test_an_editor_is_warned_of_a_draft_that_nobody_can_read_yet(editor, news):
    draft = WeeklyUpdateFactory(live=False)
    assert "Not on the website yet. It is a draft" in warnings(editor, draft)
    draft.go_live_at = timezone.now() + datetime.timedelta(days=1)
    draft.save_revision(approved_go_live_at=draft.go_live_at)
    assert "It is scheduled for" in warnings(editor, draft)


def test_an_editor_is_warned_that_readers_see_something_else(editor, update):
    assert "Readers of the website see" not in warnings(editor, update)
    change(update, "Not published")
    assert "Readers of the website see something else" in warnings(editor, update)


def test_an_editor_is_warned_of_the_errors_of_the_check_each_with_a_link_to_its_field(editor, update):
    update.clippings = [("clipping", {"headline": "No source", "source": ""})]
    update.save_revision()
    page = open_copy_page(editor, update)
    links = [link["href"] for link in page.select(".hand-over__warnings a")]
    edit_url = reverse("wagtailadmin_pages:edit", args=[update.pk])
    assert any(re.fullmatch(rf"{edit_url}#:w:contentpath=clippings\.[\w-]+\.source", link) for link in links)


def test_an_editor_is_warned_that_it_was_handed_over_before_it_changed(editor, update):
    copy(editor, update)
    assert "Handed over already" not in warnings(editor, update)
    change(update, "Changed afterwards")
    assert "Handed over already" in warnings(editor, update)
