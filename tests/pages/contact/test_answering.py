"""Messages in the admin: their list, search and export; replying, and marking one as answered."""

import csv
import datetime
import io
from http import HTTPStatus
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from pages.contact.reply import MAX_LENGTH, make_reply_url
from pages.models import ContactMessage
from tests.conftest import signed_in
from tests.factories import UserFactory
from tests.html import parse, text
from tests.whole_site import organization

LATE_EVENING = datetime.datetime(2025, 2, 15, 3, 57, tzinfo=datetime.UTC)  # Friday, 10:57 PM in Washington
INDEX = "contact_messages:index"


def store(**fields):
    defaults = {"name": "Ada Example", "email": "ada@example.org", "text": "Could you speak in March?"}
    message = ContactMessage.objects.create(**defaults | fields)
    ContactMessage.objects.filter(pk=message.pk).update(received_at=LATE_EVENING)
    message.refresh_from_db()
    return message


@pytest.fixture
def message(home):
    organization()
    return store()


@pytest.fixture
def contributor(home):
    return signed_in(UserFactory(username="contributor", groups=["Contributors"]))


def listing(client, **query):
    return text(parse(client.get(reverse(INDEX), query)).main)


def page_of(client, message):
    return parse(client.get(reverse("contact_messages:inspect", args=[message.pk]))).main


def press(client, message, name):
    return client.post(reverse(f"contact_messages:{name}", args=[message.pk]), follow=True)


# -- Times --------------------------------------------------------------------------------------------------------


def test_the_time_of_a_message_is_the_same_in_the_list_and_in_the_message(message, editor):
    assert "Fri, Feb 14, 2025, 10:57 PM ET" in listing(editor)
    assert "Fri, Feb 14, 2025, 10:57 PM ET" in text(page_of(editor, message))
    assert str(message) == "Ada Example, Feb 14, 2025"


def test_the_mail_about_a_message_says_when_it_came_in_and_leads_to_it(message, contact, editor, mailoutbox):
    ContactMessage.objects.update(status="held")
    press(editor, message, "release")
    assert "Received Fri, Feb 14, 2025, 10:57 PM ET." in mailoutbox[0].body
    assert reverse("contact_messages:inspect", args=[message.pk]) in mailoutbox[0].body


# -- Answering ----------------------------------------------------------------------------------------------------


def test_an_editor_marks_a_message_as_answered_and_takes_it_back(message, editor):
    form = page_of(editor, message).select_one("form[action*='/answered/']")
    editor.handler.enforce_csrf_checks = True
    fields = {field["name"]: field["value"] for field in form.select("input")}
    told = text(parse(editor.post(form["action"], fields, follow=True)))
    message.refresh_from_db()
    assert message.answered_by == get_user_model().objects.get(username="editor")
    assert f"Answered by {message.answered_by.get_full_name() or 'editor'}," in told
    editor.handler.enforce_csrf_checks = False
    assert "Mark as answered" in text(parse(press(editor, message, "mark_unanswered")))
    message.refresh_from_db()
    assert (message.answered_at, message.answered_by) == (None, None)


def test_whoever_marks_a_message_second_is_told_who_was_first(message, editor, administrator):
    press(administrator, message, "mark_answered")
    first = ContactMessage.objects.get()
    assert f"Answered by {first.answered_by.username}" in text(parse(press(editor, message, "mark_answered")))
    second = ContactMessage.objects.get()
    assert (second.answered_at, second.answered_by) == (first.answered_at, first.answered_by)


def test_a_message_stays_answered_when_the_account_of_whoever_answered_is_deleted(message, administrator):
    leaver = UserFactory(groups=["Editors"])
    press(signed_in(leaver), message, "mark_answered")
    leaver.delete()
    assert "Answered, " in text(page_of(administrator, message))


def test_a_held_message_is_delivered_before_it_is_answered(message, editor):
    ContactMessage.objects.update(status="held")
    assert page_of(editor, message).select_one("a[href^='mailto:'], form[action*=answered]") is None
    assert "Press “Not spam” before you answer it." in text(parse(press(editor, message, "mark_answered")))
    assert ContactMessage.objects.get().answered_at is None


@pytest.mark.parametrize("name", ["mark_answered", "mark_unanswered"])
def test_only_who_may_read_messages_marks_them_and_only_by_a_button(message, editor, contributor, name):
    url = reverse(f"contact_messages:{name}", args=[message.pk])
    for client in (contributor, Client()):
        assert client.post(url).status_code == HTTPStatus.FOUND
    assert editor.get(url).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert ContactMessage.objects.get().answered_at is None
    message.delete()
    assert editor.post(url).status_code == HTTPStatus.NOT_FOUND


# -- Replying -----------------------------------------------------------------------------------------------------


def mail_of(url):
    """Recipient and header fields of a mailto: URL, as a mail program reads it."""
    parts = urlsplit(url)
    assert parts.scheme == "mailto"
    return unquote(parts.path), {name: value for name, (value,) in parse_qs(parts.query).items()}


def test_an_editor_replies_in_the_own_mail_program_with_the_message_quoted(message, editor):
    link = page_of(editor, message).select_one("a[href^='mailto:']")
    assert text(link) == "Reply by email"
    recipient, mail = mail_of(link["href"])
    assert recipient == "ada@example.org"
    assert mail == {
        "subject": "Re: Your message to NCSEJ",
        "body": "\r\n\r\nOn Fri, Feb 14, 2025, 10:57 PM ET, Ada Example wrote:\r\n> Could you speak in March?",
    }


def test_no_visitor_writes_a_header_or_a_recipient_of_the_reply(message):
    message.email = "ada?bcc=eve&x=%0Abcc:eve@example.org"
    message.name = "Ada\r\nBcc: eve@example.org&bcc=eve@example.org"
    message.text = "&bcc=eve@example.org\r\nBcc: eve@example.org"
    recipient, mail = mail_of(make_reply_url(message, "NCSEJ"))
    assert recipient == message.email
    assert sorted(mail) == ["body", "subject"]
    assert [line for line in mail["body"].splitlines() if line and not line.startswith((">", "On "))] == []


@pytest.mark.parametrize("letter", ["a ", "ы", "🕊"])
def test_a_reply_quotes_of_a_long_message_what_a_mail_program_takes(message, letter):
    message.name, message.text = "🕊" * 120, (letter * 50 + "\n") * 90
    url = make_reply_url(message, "NCSEJ")
    assert len(url) <= MAX_LENGTH
    _, mail = mail_of(url)
    assert mail["body"].endswith("\r\n> […]")
    assert "\ufffd" not in mail["body"]


# -- The list -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["ada exam", "ada@EXAMPLE", "council", "in march"])
def test_an_editor_searches_names_addresses_organizations_and_texts(home, editor, words):
    store(organization="Example Council")
    store(name="Eve", email="eve@example.com", organization="None", text="Hello")
    found = listing(editor, q=words)
    assert "ada@example.org" in found
    assert "eve@example.com" not in found


@pytest.mark.parametrize(("state", "name"), [("unanswered", "Open"), ("answered", "Done"), ("held", "Spam")])
def test_the_list_says_what_is_answered_and_shows_it_by_itself(home, editor, state, name):
    store(name="Open One")
    press(editor, store(name="Done One"), "mark_answered")
    store(name="Spam One", status="held")
    states = [text(row.select("td")[1]) for row in parse(editor.get(reverse(INDEX))).select("tbody tr")]
    assert sorted(states) == ["Answered", "Held as possible spam", "Not answered"]
    rows = parse(editor.get(reverse(INDEX), {"status": state})).select("tbody tr")
    assert [text(row.a) for row in rows] == [f"{name} One"]


def test_the_dashboard_counts_what_is_not_answered(message, editor, contributor):
    home_url = reverse("wagtailadmin_home")
    assert "1 message not answered" in text(parse(editor.get(home_url)).main)
    assert "not answered" not in text(parse(contributor.get(home_url)).main)
    press(editor, message, "mark_answered")
    assert "not answered" not in text(parse(editor.get(home_url)).main)


def count_queries(client, django_assert_max_num_queries, **query):
    with django_assert_max_num_queries(1000) as captured:
        response = client.get(reverse(INDEX), query)
        b"".join(response)
    return len(captured)


@pytest.mark.parametrize("query", [{}, {"export": "csv"}])
def test_the_list_costs_the_same_with_twenty_messages(message, editor, django_assert_max_num_queries, query):
    press(editor, message, "mark_answered")
    editor.get(reverse(INDEX), query)  # what is read once in a process
    one = count_queries(editor, django_assert_max_num_queries, **query)
    for _ in range(19):
        press(signed_in(UserFactory(groups=["Editors"])), store(), "mark_answered")
    assert count_queries(editor, django_assert_max_num_queries, **query) == one


# -- Export -------------------------------------------------------------------------------------------------------


def test_an_editor_exports_the_messages_that_are_shown(message, editor):
    press(editor, message, "mark_answered")
    store(name="=1+1", text="Two\nlines")
    links = parse(editor.get(reverse(INDEX), {"status": "unanswered"})).select("a[href*='export=']")
    bodies = {
        parse_qs(urlsplit(link["href"]).query)["export"][0]: b"".join(editor.get(link["href"]).streaming_content)
        for link in links
    }
    (row,) = csv.DictReader(io.StringIO(bodies["csv"].decode()))
    assert row["Received (Eastern time)"] == "2025-02-14 22:57:00"
    assert (row["Name"], row["Message"], row["State"]) == ("'=1+1", "Two\nlines", "Not answered")
    sheet = load_workbook(io.BytesIO(bodies["xlsx"])).active
    assert [cell.value for cell in sheet[2]][:2] == [datetime.datetime(2025, 2, 14, 22, 57), "=1+1"]
    assert sheet["B2"].data_type == "s"


def test_who_may_not_read_messages_exports_none(message, contributor):
    response = contributor.get(reverse(INDEX), {"export": "csv"})
    assert response.status_code == HTTPStatus.FOUND
