"""A mail server that refuses, hangs, or drops the connection after DATA: the visitor waits for none of it."""

from ..queue import settle, wait_until_empty
from ..site import GOOD_MAIL_SERVER
from ..trial import Run
from .contact_flood import count_mailed, count_messages, hidden_fields, send

# How the mail server answers: not at all at the end, so that it has the mail and does not say so; None is silence.
MODES = {"refuse": {"CONNECT": "554 no"}, "drop": {"END": ""}, "hang": {"CONNECT": None}}


def run(run: Run) -> None:
    mail = run.site.mail
    networks = iter(range(20, 250))
    for mode, replies in MODES.items():
        mail.replies = GOOD_MAIL_SERVER | replies
        mail.received.clear()
        texts = [f"Question {number}, asked while the server does {mode}" for number in range(run.amount)]
        with run.site.server.worker_frozen():  # so that whatever connects is the request
            before = mail.connections
            statuses = [send(run, hidden_fields(run), text, source=f"127.0.{next(networks)}.1") for text in texts]
            connections = mail.connections - before
        run.equals(f"{mode}: answers", statuses, [302] * run.amount)
        run.equals(f"{mode}: messages kept", [count_messages(text) for text in texts], [1] * run.amount)
        run.equals(f"{mode}: connections to the mail server during requests", connections, 0)
        if mode == "drop":
            settle()
            run.equals("drop: outcomes shown as unknown", count_unknown(), run.amount)
        else:
            wait_until_empty()
        mail.replies = GOOD_MAIL_SERVER
        settle()
        copies = [count_mailed(run, text) for text in texts]
        run.equals(f"{mode}: copies of each mail, once the server is well", copies, [1] * run.amount)


def count_unknown() -> int:
    from ncsej_site.models import OutgoingMail

    return OutgoingMail.objects.filter(status=OutgoingMail.Status.UNKNOWN).count()
