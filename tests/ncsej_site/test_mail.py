"""Outgoing mail: nobody waits for a mail server, nothing is lost, nothing is doubled."""

import email

import pytest
from django.db import transaction
from django.urls import reverse
from wagtail.models import Revision

from ncsej_site.mail import smtp, tasks
from ncsej_site.mail.models import OutgoingMail
from ncsej_site.settings import EMAIL_BACKEND
from tests.factories import StatementFactory
from tests.html import text

from .mails import give_up, panel, send, statuses
from .worker_queue import HOUR, MINUTE, NOON, queued, run_queue

REFUSING = {
    "says nothing": {"CONNECT": None},
    "drips its greeting": {"CONNECT": "…"},
    "hangs up": {"CONNECT": ""},
    "is not ready": {"CONNECT": "421 busy"},
    "refuses the sender": {"MAIL": "550 not you"},
    "refuses the recipient": {"RCPT": "550 nobody here"},
    "hangs before the message": {"DATA": None},
    "refuses the message": {"END": "554 looks like spam"},
}


def test_every_mail_of_the_site_is_stored_before_it_is_sent():
    assert EMAIL_BACKEND == "ncsej_site.mail.backend.EmailBackend"


def test_a_mail_is_sent_by_the_worker_and_its_words_are_forgotten(worker, mail_server):
    server = mail_server()
    send("Zażółć", bcc=["hidden@example.org"], reply_to=["eve@example.org"])
    assert statuses() == ["queued", "queued"]
    assert server.connections == 0
    run_queue(worker)
    assert statuses() == ["sent", "sent"]
    first, second = (email.message_from_bytes(message, policy=email.policy.default) for message in server.received)
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Subject"] == "Zażółć"
    assert first["Reply-To"] == "eve@example.org"
    assert first.get_content().strip() == "Dear Ada"
    assert b"hidden@example.org" not in server.received[0] + server.received[1]
    assert {bytes(row.content) for row in OutgoingMail.objects.all()} == {b""}


def test_a_mail_is_as_lasting_as_what_it_is_about(worker, mailoutbox):
    with transaction.atomic():
        send()
        transaction.set_rollback(True)
    run_queue(worker)
    assert mailoutbox == []
    assert statuses() == []


def test_whoever_causes_a_mail_makes_no_connection(worker, mail_server, settings):
    """With a mail server that accepts and never answers."""
    silent = mail_server(CONNECT=None)
    send()
    assert silent.connections == 0


@pytest.mark.parametrize("replies", REFUSING.values(), ids=REFUSING)
def test_a_mail_that_is_refused_is_tried_again_and_arrives_once(worker, mail_server, set_now, replies):
    mail_server(**replies)
    send()
    (first,) = OutgoingMail.objects.all()
    run_queue(worker)
    assert statuses() == ["refused"]
    server = mail_server()
    set_now(NOON + MINUTE)
    run_queue(worker)
    assert statuses() == ["sent"]
    assert len(server.received) == 1
    assert email.message_from_bytes(bytes(first.content))["Message-ID"].encode() in server.received[0]
    give_up(worker, set_now)
    assert len(server.received) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "no-such-host.invalid"])
def test_a_mail_server_that_is_not_there_is_tried_again(worker, mail_server, settings, host):
    mail_server().close()
    settings.EMAIL_HOST = host
    send()
    run_queue(worker)
    assert statuses() == ["refused"]
    assert len(queued(tasks.send_mail)) == 1


def test_a_mail_that_is_refused_five_times_stands_on_the_dashboard(worker, mail_server, set_now, editor):
    mail_server(RCPT="550 nobody here")
    send("Your message")
    give_up(worker, set_now)
    found = text(panel(editor, "#failed-tasks"))
    assert "Mail: “Your message” to ada@example.org" in found
    assert "nobody here" in found
    server = mail_server()
    editor.post(reverse("try_task_again", args=[queued(tasks.send_mail)[0].pk]))
    run_queue(worker)
    assert statuses() == ["sent"]
    assert len(server.received) == 1


def test_one_recipient_who_is_refused_does_not_decide_for_the_other(worker, mail_server):
    server = mail_server()
    answers = iter(["550 nobody here", "250 ok"])
    server.reply = lambda connection, command, reply=server.reply: (
        connection.sendall(f"{next(answers)}\r\n".encode()) if command == "RCPT" else reply(connection, command)
    )
    send(to=["nobody@example.org", "ada@example.org"])
    run_queue(worker)
    assert statuses() == ["refused", "sent"]


def test_a_server_that_hangs_after_it_has_taken_the_mail_changes_nothing(worker, mail_server):
    server = mail_server(QUIT=None)
    send()
    run_queue(worker)
    assert statuses() == ["sent"]
    assert len(server.received) == 1


def test_a_mail_whose_task_is_lost_is_found_within_the_hour(worker, mail_server):
    server = mail_server()
    send()
    queued(tasks.send_mail)[0].delete()
    worker.seconds += 3600
    run_queue(worker)
    assert len(server.received) == 1


def test_a_hundred_mails_to_a_server_that_hangs_take_one_attempt_at_a_time(worker, mail_server, set_now):
    server = mail_server(CONNECT=None)
    for _ in range(100):
        send()
    page = StatementFactory(live=False)
    page.go_live_at = NOON + MINUTE
    page.save_revision().publish()
    run_queue(worker)
    assert server.connections == 1
    set_now(NOON + 2 * MINUTE)
    worker.seconds += 60
    run_queue(worker)
    page.refresh_from_db()
    assert page.live
    assert server.connections == 2
    server = mail_server()
    set_now(NOON + HOUR)
    run_queue(worker)
    assert len(server.received) == 100


def test_scheduled_publishing_goes_before_mail_and_mail_before_pictures(worker, mail_server, monkeypatch, set_now):
    page = StatementFactory(live=False)
    page.go_live_at = NOON + MINUTE
    page.save_revision().publish()
    run_queue(worker)
    StatementFactory()  # which needs a social image
    send()
    set_now(NOON + 2 * MINUTE)
    order = []
    monkeypatch.setattr(Revision, "publish", lambda revision, **kwargs: order.append("publish"))
    monkeypatch.setattr("pages.sharing.social_images.generate", lambda page: order.append("picture"))
    monkeypatch.setattr(smtp.EmailBackend, "send_messages", lambda backend, messages: order.append("mail"))
    worker.seconds += 60
    run_queue(worker)
    assert order == ["publish", "mail", "picture"]


def test_a_sent_mail_leaves_the_table_after_a_week_and_a_dismissed_one_with_its_task(
    worker, mail_server, set_now, editor
):
    mail_server(RCPT="550 nobody here")
    send()
    give_up(worker, set_now)
    editor.post(reverse("dismiss_task", args=[queued(tasks.send_mail)[0].pk]))
    mail_server()
    send()
    run_queue(worker)
    tasks.prune_mails()
    assert statuses() == ["sent"]
    set_now(NOON + 8 * 24 * HOUR)
    tasks.prune_mails()
    assert statuses() == []


def test_development_prints_its_mails(worker, settings, capsys):
    settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.console.EmailBackend"
    send("On the console", to=["ада@example.org"])
    run_queue(worker)
    assert "Subject: On the console" in capsys.readouterr().out
