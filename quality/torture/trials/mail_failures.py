"""A mail server that refuses, hangs, or drops the connection after DATA: the visitor waits for none of it."""

from ..queue import wait_until_empty
from ..site import GOOD_MAIL_SERVER
from ..trial import Run
from .contact_flood import count_mailed, count_messages, hidden_fields, send

# How the mail server answers: not at all at the end, so that it has the mail and does not say so; None is silence.
MODES = {"refuse": {"CONNECT": "554 no"}, "drop": {"END": ""}, "hang": {"CONNECT": None}}
NETWORKS = 200  # one for each message, so that no cap is met


def run(run: Run) -> None:
    mail, number = run.site.mail, 0
    for mode, replies in MODES.items():
        mail.replies, mail.connections = GOOD_MAIL_SERVER | replies, 0
        mail.received.clear()
        texts = [f"A question while the mail server would {mode}, number {each}" for each in range(run.amount)]
        during, statuses = [], []
        for text in texts:
            number += 1
            begun = mail.connections
            fields = hidden_fields(run)
            with run.site.server.worker_frozen():  # so that what connects now is the request
                statuses.append(send(run, fields, text, source=f"127.0.{number % NETWORKS + 20}.1"))
            during.append(mail.connections - begun)
        run.equals(f"{mode}: answers", statuses, [302] * run.amount)
        run.equals(f"{mode}: messages kept", [count_messages(text) for text in texts], [1] * run.amount)
        run.at_most(f"{mode}: connections to the mail server during requests", sum(during), 0)
        if mode != "hang":
            wait_until_empty()
        if mode == "drop":
            copies = [count_mailed(run, text.encode()) for text in texts]
            run.equals("drop: copies of each mail", copies, [1] * run.amount)
            run.equals("drop: outcomes shown as unknown", count_unknown(), run.amount)


def count_unknown() -> int:
    from ncsej_site.models import OutgoingMail

    return OutgoingMail.objects.filter(status=OutgoingMail.Status.UNKNOWN).count()
