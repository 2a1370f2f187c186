"""The honeypot of the contact form: what becomes of a person's message that filled it, and what a bot learns."""

from django.urls import reverse

from pages.models import ContactMessage
from tests.html import parse, text

from .conftest import MESSAGE, NOWHERE, asked, fields_of


def test_a_donor_whose_browser_fills_the_honeypot_reads_received_and_an_editor_has_it_delivered(
    send, post, editor, mailoutbox
):
    assert send(website="https://ada.example/").url == reverse("message_received")
    held = ContactMessage.objects.get()
    assert (held.text, held.status, held.held_because) == (MESSAGE["text"], "held", "honeypot")
    assert [mail.subject for mail in mailoutbox] == ["The website holds messages that may be spam"]
    editor.post(reverse("contact_messages:release", args=[held.pk]))
    assert mailoutbox[-1].subject == "Message from Ada Example"
    assert ContactMessage.objects.get().status == "received"


def test_a_bot_reads_the_same_as_everybody_and_mails_one_notice_a_day(send, mailoutbox):
    honest, trapped = send(text="Honest"), [send(text=f"Spam {i}", website="spam") for i in range(3)]
    assert {response.url for response in trapped} == {honest.url}
    assert ContactMessage.objects.held().count() == 3
    assert len(mailoutbox) == 2  # the honest message, and the notice


def test_a_bot_without_a_browser_is_asked_and_not_told_of_the_honeypot(send, post):
    response = send(NOWHERE, website="https://spam.example/")
    assert "Your browser keeps private which page you wrote on." in text(asked(response))
    assert b"spam.example" not in response.content
    assert b"hidden" not in parse(response).main.get_text().encode()
    assert not ContactMessage.objects.exists()
    assert post(fields_of(response) | {"website": "spam"}, **NOWHERE).url == reverse("message_received")
    assert ContactMessage.objects.get().held_because == "honeypot"


def test_who_writes_in_a_text_browser_reads_that_the_honeypot_is_to_be_left_empty(contact, visitor):
    page = parse(visitor.get(contact.url))
    label = page.find("label", attrs={"for": page.select_one("[name=website]")["id"]})
    assert text(label) == "Leave this field empty"
