"""Outgoing mail: nobody waits for a mail server, nothing is lost, nothing is doubled."""

import email
from http import HTTPStatus

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse
from wagtail.models import Revision

from ncsej_site.mail import smtp, tasks
from ncsej_site.mail.models import OutgoingMail
from ncsej_site.settings import EMAIL_BACKEND
from tests.conftest import signed_in
from tests.factories import StatementFactory, UserFactory
from tests.html import parse, text
from tests.smtp_server import LONGEST_DRIP, MailServer

from .worker_queue import HOUR, MINUTE, NOON, queued, run_queue

# Seconds in place of ten, for a whole dialogue: short where the server hangs before it has a message, and otherwise as
# long as a slow machine may need to end it.
SHORT, LONG = 0.5, 5
UNCERTAIN = {"hangs after the message": {"END": None}, "hangs up after the message": {"END": ""}, "drips": {"END": "…"}}
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


@pytest.fixture
def mail_server(worker, settings):
    """mail_server(**replies) starts one and makes it the site's; see MailServer."""
    servers = []
    settings.EMAIL_DELIVERY_BACKEND = "ncsej_site.mail.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", LONG

    def start(**replies):
        servers.append(MailServer(**replies))
        settings.EMAIL_PORT = servers[-1].port
        settings.EMAIL_TIMEOUT = SHORT if {"CONNECT", "DATA"} & replies.keys() else LONG
        return servers[-1]

    yield start
    for server in servers:
        server.close()


def send(subject="Hello", to=("ada@example.org",), **more):
    mail.EmailMessage(subject, "Dear Ada", "Office <office@example.org>", list(to), **more).send()


def statuses():
    return list(OutgoingMail.objects.order_by("pk").values_list("status", flat=True))


def panel(client, name):
    return parse(client.get(reverse("wagtailadmin_home"))).select_one(name)


def give_up(worker, set_now):
    for hour in range(6):
        set_now(NOON + hour * HOUR)
        run_queue(worker)


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


def test_a_server_that_hangs_after_it_has_taken_the_mail_changes_nothing(worker, mail_server):
    server = mail_server(QUIT=None)
    send()
    run_queue(worker)
    assert statuses() == ["sent"]
    assert len(server.received) == 1


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
