"""The contact form: a message is stored before it is mailed, and no visitor's message is lost."""

from http import HTTPStatus

import pytest
from django.contrib.auth.models import Permission
from django.db import OperationalError
from django.urls import reverse

from pages import forms
from pages.models import ContactMessage
from tests.factories import ContactFactory, stream
from tests.html import parse, text
from tests.ncsej_site.worker_queue import run_queue
from tests.smtp_server import MailServer
from tests.whole_site import organization

from .conftest import MESSAGE


def test_a_visitor_is_thanked_and_the_message_is_stored_and_mailed(send, visitor, mailoutbox):
    response = send()
    assert response.status_code == HTTPStatus.FOUND
    assert response.url == reverse("message_received")
    assert "We write back within a week." in text(parse(visitor.get(response.url)).main)
    message = ContactMessage.objects.get()
    assert {field: getattr(message, field) for field in MESSAGE} == MESSAGE
    (mail,) = mailoutbox
    assert mail.to == ["office@example.org"]
    assert mail.message()["Reply-To"] == "ada@example.org"
    assert "Ada Example" in mail.subject
    for words in MESSAGE.values():
        assert words in mail.body


def test_a_visitor_waits_for_no_mail_server_and_the_mail_follows(send, worker, settings):
    server = MailServer(CONNECT=None)
    settings.EMAIL_DELIVERY_BACKEND = "ncsej_site.mail.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    assert send().url == reverse("message_received")
    assert server.connections == 0
    server.close()
    settings.EMAIL_PORT = (server := MailServer()).port
    run_queue(worker)
    assert MESSAGE["text"].encode() in server.received[0]
    server.close()


def test_a_message_and_its_mail_are_stored_together_or_not_at_all(send, worker, monkeypatch):
    def fail(*args):
        raise OperationalError

    monkeypatch.setattr("ncsej_site.worker.backend.WorkerBackend.enqueue", fail)
    with pytest.raises(OperationalError):
        send()
    assert not ContactMessage.objects.exists()


def test_a_message_is_stored_when_the_organization_has_no_email_address(send, mailoutbox):
    organization(email="")
    assert send().url == reverse("message_received")
    assert ContactMessage.objects.exists()
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "   "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"email": ""}, "email"),
        ({"email": "ada"}, "email"),
        ({"email": "ada@example.org\nBcc: victim@example.org"}, "email"),
        ({"text": ""}, "text"),
        ({"text": "x" * 5001}, "text"),
        ({"text": "nul\x00byte"}, "text"),
        ({"organization": "x" * 161}, "organization"),
    ],
)
def test_a_visitor_is_told_at_the_field_what_is_wrong_and_keeps_what_was_typed(send, mailoutbox, typed, field):
    response = send(**typed)
    assert response.status_code == HTTPStatus.OK
    assert not ContactMessage.objects.exists()
    assert mailoutbox == []
    page = parse(response)
    assert text(page.title).startswith("Not sent")
    control = page.find(attrs={"name": field})
    assert control["aria-invalid"] == "true"
    described = [page.find(id=name) for name in control["aria-describedby"].split()]
    assert any("error" in element["class"][0] for element in described)
    summary = page.select_one(".error-summary")
    assert summary.find("a", href=f"#{control['id']}")
    for name, value in (MESSAGE | typed).items():
        kept = page.find(attrs={"name": name})
        shown = kept.get_text() if kept.name == "textarea" else kept.get("value", "")
        assert shown.strip() == value.strip() or "\x00" in value, name


def test_the_errors_are_announced_and_take_the_focus(send):
    summary = parse(send(name="")).select_one(".error-summary")
    assert summary["role"] == "alert"
    assert summary["tabindex"] == "-1"
    assert summary.has_attr("autofocus")


def test_each_field_has_a_label_and_says_what_it_is_for(contact, visitor):
    form = parse(visitor.get(contact.url)).select_one("form[method=post]")
    for name in MESSAGE:
        control = form.find(attrs={"name": name})
        assert text(form.find("label", attrs={"for": control["id"]}))
    assert form.find(attrs={"name": "email"})["type"] == "email"
    assert form.find(attrs={"name": "email"})["autocomplete"] == "email"
    assert form.find(attrs={"name": "name"})["autocomplete"] == "name"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("view", ["receive_message", "message_received"])
def test_a_private_contact_page_is_not_shown_by_its_form(contact, visitor, view, method):
    contact.view_restrictions.create(restriction_type="login")
    response = getattr(visitor, method)(reverse(view), {"name": "x"})
    assert response.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}


@pytest.mark.parametrize(
    "name",
    ["Eve\nBcc: victim@example.org", "Eve\r\nBcc: v@example.org", "Eve\x0cBcc: v@example.org", "Eve\x85Bcc: v@x.org"],
)
def test_a_name_cannot_inject_a_header_into_the_mail(send, mailoutbox, name):
    assert send(name=name).status_code == HTTPStatus.FOUND
    (mail,) = mailoutbox
    message = mail.message()
    assert message["Bcc"] is None
    assert message["Subject"].startswith("Message from Eve Bcc:")
    assert mail.recipients() == ["office@example.org"]


@pytest.mark.parametrize("name", ["Олександр Зразок", "דוגמה", "O’Example & <b>Sons</b>"])
def test_a_name_in_any_script_arrives(send, mailoutbox, name):
    send(name=name)
    assert name in mailoutbox[0].body
    assert ContactMessage.objects.get().name == name


def test_what_a_visitor_types_is_escaped(send):
    page = send(name="<script>alert(1)</script>", text="</textarea><script>alert(1)</script>", email="").content
    assert b"<script>" not in page


def test_a_visitor_who_writes_gets_no_cookie(send, visitor):
    for response in (send(), send(name=""), visitor.get(reverse("message_received"))):
        assert not response.cookies


def test_a_visitor_who_opens_the_url_of_the_submitted_form_is_redirected_to_the_contact_page(visitor, contact):
    """As a browser does when a form with errors is loaded again from the address bar."""
    assert visitor.get(reverse("receive_message")).url == contact.url


def test_without_a_live_contact_page_a_message_gets_a_404(post, contact):
    contact.unpublish()
    assert post(MESSAGE).status_code == HTTPStatus.NOT_FOUND


def test_editors_read_and_delete_messages_and_cannot_write_any(send, editor):
    send(text="Read me in the admin")
    message = ContactMessage.objects.get()
    assert "Ada Example" in editor.get(reverse("contact_messages:index")).content.decode()
    inspected = editor.get(reverse("contact_messages:inspect", args=[message.pk]))
    assert "Read me in the admin" in inspected.content.decode()
    assert editor.get(reverse("contact_messages:add")).status_code == HTTPStatus.FOUND
    assert editor.get(reverse("contact_messages:edit", args=[message.pk])).status_code == HTTPStatus.FOUND
    editor.post(reverse("contact_messages:delete", args=[message.pk]))
    assert not ContactMessage.objects.exists()


def test_a_message_of_as_many_lines_and_emoji_as_the_field_allows_arrives(send):
    text = ("🕊" * 49 + "\n") * 99 + "🕊" * 49 + "."
    assert send(text=text.replace("\n", "\r\n")).status_code == HTTPStatus.FOUND
    assert ContactMessage.objects.get().text == text


@pytest.mark.parametrize("name", ["name", "email", "organization", "text"])
def test_the_form_accepts_as_many_characters_as_the_database_stores(name):
    limit = ContactMessage._meta.get_field(name).max_length
    assert limit is not None
    assert forms.ContactForm().fields[name].max_length == limit


def test_there_is_no_permission_to_add_or_change_messages(db):
    permissions = Permission.objects.filter(content_type__model="contactmessage").values_list("codename", flat=True)
    assert set(permissions) == {"view_contactmessage", "delete_contactmessage"}


@pytest.mark.parametrize("nothing", [" \n ", "\ufeff", "\u200b\u200b", "\u2028", "\u202e"])
def test_a_message_of_which_nothing_is_to_be_seen_is_an_empty_one(send, nothing):
    page = parse(send(text=nothing))
    assert "Write your message." in page.get_text()
    assert not ContactMessage.objects.exists()


def test_a_name_is_one_line_and_turns_nothing_around(send, mailoutbox):
    send(name="Ada\nBcc: eve@example.org", organization="\u202eExample\u2066 Council")
    (message,) = ContactMessage.objects.all()
    assert (message.name, message.organization) == ("Ada Bcc: eve@example.org", "Example Council")
    assert mailoutbox[0].body.splitlines()[2:5] == ["Ada Bcc: eve@example.org", "Example Council", "ada@example.org"]


def test_a_name_in_another_script_stays_as_it_is(send):
    send(name="آدا نمونه‌ای", organization="אדה 👩‍👩‍👧")
    (message,) = ContactMessage.objects.all()
    assert (message.name, message.organization) == ("آدا نمونه‌ای", "אדה 👩‍👩‍👧")


def test_a_journalist_calls_from_the_contact_page(home, visitor):
    organization(telephone="202-898-2500")
    page = ContactFactory(body=stream(("text", "<h2>For the press</h2><p>At night, 202-555-0100 ext. 3.</p>")))
    article = parse(visitor.get(page.url)).select_one(".article")
    assert [link["href"] for link in article.select("[href^='tel:']")] == ["tel:+12025550100;ext=3", "tel:+12028982500"]
