"""Held messages in the admin: staff see them, read why, and have delivered what is no spam."""

import datetime
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from pages.models import ContactMessage
from tests.conftest import signed_in
from tests.factories import UserFactory
from tests.html import parse, text
from tests.whole_site import organization


@pytest.fixture
def held(contact):
    return ContactMessage.objects.create(
        name="Eve Example", email="eve@example.org", text="Buy now", status="held", held_because="network"
    )


def dashboard(client):
    return text(parse(client.get(reverse("wagtailadmin_home"))).main)


def inspect(client, message):
    return parse(client.get(reverse("contact_messages:inspect", args=[message.pk])))


def test_the_dashboard_counts_held_messages_and_says_nothing_without_any(held, editor):
    assert "1 held message" in dashboard(editor)
    held.delete()
    assert "held message" not in dashboard(editor)


def test_who_may_not_read_messages_is_told_nothing_of_them(held):
    contributor = signed_in(UserFactory(username="contributor", groups=["Contributors"]))
    assert "held message" not in dashboard(contributor)


def test_held_messages_are_listed_by_themselves(held, editor):
    ContactMessage.objects.create(name="Ada Example", email="ada@example.org", text="Hello")
    listing = editor.get(reverse("contact_messages:index"), {"status": "held"}).text
    assert "Eve Example" in listing
    assert "Held as possible spam" in listing
    assert "Ada Example" not in listing


def test_an_editor_reads_why_a_message_is_held_and_has_it_delivered(held, editor, mailoutbox):
    page = inspect(editor, held)
    assert "one place on the internet (an office, a mobile operator)" in text(page.main)
    form = page.select_one("main form[action*=not-spam]")
    editor.handler.enforce_csrf_checks = True
    fields = {field["name"]: field["value"] for field in form.select("input")}
    for _ in range(2):  # a double click
        response = editor.post(form["action"], fields, follow=True)
    assert "The message is not held any more" in text(parse(response))
    held.refresh_from_db()
    assert held.status == "received"
    (mail,) = mailoutbox
    assert mail.subject == "Message from Eve Example"
    assert mail.to == ["office@example.org"]
    assert inspect(editor, held).select_one("form[action*=not-spam]") is None


def test_an_editor_is_told_that_a_message_is_not_mailed_where_no_address_is_set(held, editor, mailoutbox):
    organization(email="")
    response = editor.post(reverse("contact_messages:release", args=[held.pk]), follow=True)
    told = text(parse(response))
    assert "stands among the received ones. It is not mailed" in told
    assert "is delivered" not in told
    held.refresh_from_db()
    assert held.status == "received"
    assert mailoutbox == []


def test_an_editor_deletes_spam(held, editor):
    assert reverse("contact_messages:delete", args=[held.pk]) in str(inspect(editor, held))
    editor.post(reverse("contact_messages:delete", args=[held.pk]))
    assert not ContactMessage.objects.exists()


def test_a_message_is_shown_with_its_lines_at_its_time_and_as_text(held, editor):
    held.text = "Dear all,\n<b>buy</b> now"
    held.received_at = datetime.datetime(2025, 2, 14, 17, 30, tzinfo=datetime.UTC)
    held.save()
    html = str(inspect(editor, held).main)
    assert "Dear all,<br/>&lt;b&gt;buy&lt;/b&gt; now" in html
    assert "12:30 PM ET" in html


def test_who_may_not_read_messages_cannot_have_one_delivered(held, mailoutbox):
    url = reverse("contact_messages:release", args=[held.pk])
    contributor = signed_in(UserFactory(username="contributor", groups=["Contributors"]))
    for client in (contributor, Client()):
        assert client.post(url).status_code == HTTPStatus.FOUND
    assert mailoutbox == []


def test_a_message_is_not_delivered_by_following_a_link(held, editor):
    assert editor.get(reverse("contact_messages:release", args=[held.pk])).status_code == HTTPStatus.METHOD_NOT_ALLOWED
