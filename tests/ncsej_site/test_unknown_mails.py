"""A mail of which nobody knows whether it was sent: a person decides, and nothing sends it again by itself."""

import email
from http import HTTPStatus

import pytest
from django.urls import reverse

from ncsej_site.mail import tasks
from ncsej_site.mail.models import OutgoingMail
from tests.conftest import signed_in
from tests.factories import UserFactory
from tests.html import text
from tests.smtp_server import LONGEST_DRIP

from .mails import give_up, panel, send, statuses
from .worker_queue import HOUR, NOON, queued, run_queue

UNCERTAIN = {"hangs after the message": {"END": None}, "hangs up after the message": {"END": ""}, "drips": {"END": "…"}}


@pytest.mark.parametrize("replies", UNCERTAIN.values(), ids=UNCERTAIN)
def test_a_mail_with_an_unknown_outcome_is_shown_to_a_person_and_not_sent_again(
    worker, mail_server, set_now, editor, replies
):
    server = mail_server(**replies)
    send("Your message")
    give_up(worker, set_now)
    worker.seconds += 3600  # the hourly sweep for what is missing
    run_queue(worker)
    assert statuses() == ["unknown"]
    assert len(server.received) == 1
    assert server.dripped < LONGEST_DRIP  # the worker has hung up
    found = panel(editor, "#unknown-mails")
    assert "may or may not have been sent" in text(found)
    assert "“Your message” to ada@example.org" in text(found)


@pytest.fixture
def unknown(worker, mail_server):
    server = mail_server(END="")
    send("Your message")
    run_queue(worker)
    return server


def test_a_person_can_send_an_unknown_mail_again_with_the_same_message_id(
    unknown, worker, mail_server, editor, set_now
):
    server = mail_server()
    buttons = panel(editor, "#unknown-mails").select("form")
    for _ in range(2):  # a double click
        editor.post(buttons[0]["action"])
    set_now(NOON + HOUR)
    run_queue(worker)
    assert statuses() == ["sent"]
    ids = [email.message_from_bytes(message)["Message-ID"] for message in unknown.received + server.received]
    assert len(ids) == 2
    assert len(set(ids)) == 1
    assert panel(editor, "#unknown-mails") is None


def test_a_person_can_dismiss_an_unknown_mail(unknown, worker, editor, set_now):
    buttons = panel(editor, "#unknown-mails").select("form")
    editor.post(buttons[1]["action"])
    give_up(worker, set_now)
    assert statuses() == ["dismissed"]
    assert len(unknown.received) == 1
    assert panel(editor, "#unknown-mails") is None


@pytest.mark.parametrize("view", ["send_mail_again", "dismiss_mail"])
def test_who_may_not_publish_neither_sees_nor_handles_mails(unknown, view):
    contributor = signed_in(UserFactory(username="contributor", groups=["Contributors"]))
    assert panel(contributor, "#unknown-mails") is None
    url = reverse(view, args=[OutgoingMail.objects.get().pk])
    assert contributor.post(url).status_code == HTTPStatus.FOUND
    assert contributor.get(url).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert statuses() == ["unknown"]


def test_a_mail_whose_worker_was_killed_is_unknown(worker, mail_server, set_now):
    server = mail_server()
    send()
    tasks.claim(OutgoingMail.objects.get().pk)
    queued(tasks.send_mail)[0].claim("a worker that is killed now")
    give_up(worker, set_now)
    assert statuses() == ["unknown"]
    assert server.received == []
