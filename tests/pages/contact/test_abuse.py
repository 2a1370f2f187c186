"""The contact form under abuse: floods, replays, foreign pages, odd bodies. What comes of it."""

import datetime
from http import HTTPStatus
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ncsej_site.worker.loop import PERIODIC_JOBS
from pages.contact import checks, confirmation
from pages.contact.views import MAX_BODY
from pages.models import ContactMessage
from tests.html import parse, text

from .conftest import FORM_TYPE, MESSAGE, NOWHERE, OWN, asked, fields_of

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def flood(contact, post):
    """flood(number) sends that many different messages from one address, each confirmed where that is asked."""

    def flood(number, address="192.0.2.1", start=0):
        for i in range(start, start + number):
            response = post(MESSAGE | {"text": f"Message {i} from {address}"}, address=address)
            if asked(response):
                response = post(fields_of(response), address=address)
        return response

    return flood


def test_the_page_is_the_same_for_every_visitor(contact, visitor):
    pages = [Client().get(contact.url), visitor.get(contact.url)]
    assert pages[0].content == pages[1].content
    assert not any(page.cookies for page in pages)
    hidden = parse(pages[0]).select("main form input[type=hidden]")
    assert hidden == []


# -- Where the form comes from -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "from_", [{"origin": "https://evil.example"}, {"origin": None, "referer": "https://evil.example"}]
)
def test_a_form_of_another_website_is_refused(send, mailoutbox, from_):
    response = send(from_)
    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "Not sent" in text(parse(response).h1)
    assert not ContactMessage.objects.exists()
    assert mailoutbox == []


def test_a_token_does_not_help_another_website(send, post):
    fields = fields_of(send(NOWHERE))
    assert post(fields, origin="https://evil.example").status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("from_", [{"origin": None}, {"origin": "null"}])
def test_a_visitor_whose_browser_says_nothing_sends_once_more(send, post, mailoutbox, from_):
    response = send(from_)
    assert "Please press Send once more" in text(asked(response))
    assert "Your browser keeps private which page you wrote on." in text(asked(response))
    assert not ContactMessage.objects.exists()
    fields = fields_of(response)
    assert {name: fields[name] for name in MESSAGE} == MESSAGE
    assert post(fields, **from_).url == reverse("message_received")
    assert ContactMessage.objects.get().status == "received"
    assert len(mailoutbox) == 1


def test_the_request_to_send_once_more_is_announced_and_takes_the_focus(send):
    notice = asked(send(NOWHERE))
    assert notice["role"] == "alert"
    assert notice.has_attr("autofocus")


# -- The token -----------------------------------------------------------------------------------------------------


def test_a_token_is_of_use_for_one_message_and_no_other(send, post):
    fields = fields_of(send(NOWHERE))
    assert asked(post(fields | {"text": "Another message"}, **NOWHERE))
    assert not ContactMessage.objects.exists()


def test_a_token_is_of_use_once(send, post):
    fields = fields_of(send(NOWHERE))
    post(fields, **NOWHERE)
    ContactMessage.objects.update(received_at=timezone.now() - 2 * HOUR)  # no longer the same message within the hour
    assert asked(post(fields, **NOWHERE))
    assert ContactMessage.objects.count() == 1


def test_a_token_is_of_use_for_an_hour(send, post, monkeypatch):
    fields = fields_of(send(NOWHERE))
    monkeypatch.setattr(confirmation, "MAX_AGE", -1)
    response = post(fields, **NOWHERE)
    assert asked(response)
    monkeypatch.undo()
    assert post(fields_of(response), **NOWHERE).status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("token", ["", "made up", "a:b:c", "\x00", "x" * 50_000])
def test_a_token_of_ones_own_is_of_no_use(send, post, token):
    assert asked(post(fields_of(send(NOWHERE)) | {"token": token}, **NOWHERE))


# -- The same text -------------------------------------------------------------------------------------------------


def test_the_same_message_within_the_hour_is_stored_and_mailed_once(send, mailoutbox):
    assert [send().url for _ in range(3)] == [reverse("message_received")] * 3
    assert ContactMessage.objects.count() == 1
    assert len(mailoutbox) == 1
    ContactMessage.objects.update(received_at=timezone.now() - HOUR)
    send()
    assert ContactMessage.objects.count() == 2


@pytest.mark.parametrize(
    "again",
    [
        {"email": "other@example.org"},
        {"name": "Eve", "email": "other@example.org", "organization": ""},
        {"email": "ADA@example.org", "from_": {"address": "198.51.100.1"}},
        {"name": "Eve", "from_": {"address": "198.51.100.1"}},
    ],
)
def test_the_same_text_of_one_network_or_address_is_stored_and_mailed_once(send, mailoutbox, again):
    send()
    assert send(**again).url == reverse("message_received")
    assert ContactMessage.objects.count() == len(mailoutbox) == 1


def test_two_people_who_send_the_text_of_a_campaign_are_two_messages(send, mailoutbox):
    send()
    send({"address": "198.51.100.1"}, name="Eve Example", email="eve@example.org")
    assert ContactMessage.objects.count() == len(mailoutbox) == 2


def test_another_text_of_the_same_person_is_another_message(send, mailoutbox):
    send()
    send(text="I forgot to say when.")
    assert ContactMessage.objects.count() == len(mailoutbox) == 2


# -- Floods ----------------------------------------------------------------------------------------------------------


def test_a_network_is_asked_after_a_few_messages_held_after_more_and_refused_in_the_end(flood, send, mailoutbox):
    flood(checks.ASK_AFTER)
    assert asked(send(text="One more"))
    assert send({"address": "198.51.100.1"}, text="From another network").status_code == HTTPStatus.FOUND
    flood(checks.HOLD_AFTER - checks.ASK_AFTER, start=checks.ASK_AFTER)
    assert len(mailoutbox) == checks.HOLD_AFTER + 1
    flood(checks.REFUSE_AFTER - checks.HOLD_AFTER, start=checks.HOLD_AFTER)
    assert ContactMessage.objects.held().count() == checks.REFUSE_AFTER - checks.HOLD_AFTER
    assert len(mailoutbox) == checks.HOLD_AFTER + 2  # and the notice that messages are held
    refused = send(text="Too many")
    assert refused.status_code == HTTPStatus.TOO_MANY_REQUESTS
    assert refused["Retry-After"] == "3600"
    assert parse(refused).find("textarea").get_text().strip() == "Too many"
    assert ContactMessage.objects.count() == checks.REFUSE_AFTER + 1


def test_many_networks_mail_no_more_than_the_office_can_read_and_one_mail_says_so(flood, mailoutbox):
    for i in range(checks.MAILS + 5):
        flood(1, address=f"198.51.{i}.1")
    assert ContactMessage.objects.held().count() == 5
    assert len(mailoutbox) == checks.MAILS + 1
    assert mailoutbox[-1].to == ["office@example.org"]
    assert "More messages came within an hour than the office can read" in mailoutbox[-1].body


# -- Addresses -------------------------------------------------------------------------------------------------------


def test_no_address_is_kept_in_clear_and_the_hash_is_forgotten_within_two_days(send, worker, monkeypatch):
    send({"address": "192.0.2.77"})
    (network,) = ContactMessage.objects.values_list("network", flat=True)
    assert len(network) == 64
    assert "192" not in str(ContactMessage.objects.values().get() | {"network": "", "id": 0, "received_at": ""})
    tomorrow = timezone.now() + 25 * HOUR
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    for job in PERIODIC_JOBS:
        job.run()
    assert ContactMessage.objects.get().network == ""


def test_the_hash_of_a_network_changes_every_day_and_midnight_opens_no_second_allowance(flood, send, monkeypatch):
    midnight = datetime.datetime(2025, 2, 15, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: midnight - datetime.timedelta(minutes=5))
    flood(checks.ASK_AFTER)
    monkeypatch.setattr(timezone, "now", lambda: midnight + datetime.timedelta(minutes=5))
    assert asked(send(text="After midnight"))
    send({"address": "198.51.100.1"})
    monkeypatch.setattr(timezone, "now", lambda: midnight + 30 * HOUR)
    send({"address": "198.51.100.1"})
    hashes = ContactMessage.objects.filter(text=MESSAGE["text"]).values_list("network", flat=True)
    assert len(set(hashes)) == 2


# -- Bodies ----------------------------------------------------------------------------------------------------------


class Unreadable:
    def read(self, *args):
        raise AssertionError("The body was read.")

    readline = read


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"CONTENT_LENGTH": str(100 * 1024 * 1024)}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        ({"CONTENT_LENGTH": str(MAX_BODY + 1)}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
        ({"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}, HTTPStatus.LENGTH_REQUIRED),
        ({"CONTENT_LENGTH": "-1"}, HTTPStatus.LENGTH_REQUIRED),
        ({"CONTENT_TYPE": "multipart/form-data; boundary=x"}, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
        ({"CONTENT_TYPE": "application/json"}, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
        ({"HTTP_ORIGIN": "https://evil.example"}, HTTPStatus.FORBIDDEN),
    ],
)
def test_a_body_that_is_too_large_or_of_another_kind_is_refused_unread(contact, visitor, sent, status):
    request = {"CONTENT_TYPE": FORM_TYPE, "CONTENT_LENGTH": "100", "HTTP_ORIGIN": OWN, "wsgi.input": Unreadable()}
    response = visitor.generic("POST", reverse("receive_message"), **request | sent)
    assert response.status_code == status
    assert text(parse(response).h1).startswith("Not sent")
    assert parse(response).main.find("a", href=contact.url)


@pytest.mark.parametrize(
    "body",
    [
        b"name=%00&email=%00&text=%00&website=%00&token=%00",
        b"name=%ED%A0%80&email=ada@example.org&text=%ED%A0%80%ff%fe",
        b"name[]=x&email=a@b.c&text=\xff\xfe\x00",
        b"&".join(b"a" for _ in range(40_000)),
        b"%" * 100_000,
        "name=".encode("utf-16"),
    ],
    ids=["NUL", "surrogates", "raw bytes", "many fields", "broken escapes", "UTF-16"],
)
def test_an_odd_body_is_answered_without_an_error_of_the_server(contact, visitor, body):
    response = visitor.generic("POST", reverse("receive_message"), body, FORM_TYPE, headers={"origin": OWN})
    assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR


@pytest.mark.parametrize("charset", ["utf-7", "hex", "utf-16", "no-such-charset"])
def test_an_odd_charset_is_answered_without_an_error_of_the_server(contact, visitor, charset):
    sent = {"content_type": f"{FORM_TYPE}; charset={charset}", "headers": {"origin": OWN}}
    response = visitor.generic("POST", reverse("receive_message"), urlencode(MESSAGE).encode(), **sent)
    assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR


@pytest.mark.parametrize("typed", [{}, {"name": ""}, {"website": "x"}, {"text": "\x00"}])
def test_no_answer_to_a_form_is_ever_stored(send, typed):
    response = send(**typed)
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
