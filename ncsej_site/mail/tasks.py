"""The task that sends a mail, and what keeps the table of mails small and complete."""

import smtplib
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from ..worker.attempts import RETRY_DELAYS
from ..worker.queue import BACKEND, DISMISSED, queue
from .models import OutgoingMail, StoredMessage
from .smtp import OutcomeUnknown

PRIORITY = 5  # somebody waits for a mail: before pictures, after scheduled publishing
RETENTION = timedelta(days=7)  # of a finished mail's row, by which an operator sees that it went out
REFUSALS = (smtplib.SMTPSenderRefused, smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)  # of this mail alone
Status = OutgoingMail.Status


@task(backend="worker", priority=PRIORITY)
def send_mail(mail_id: int) -> None:
    """Send a queued mail, or one that was refused before. Raises what the mail server's refusal raises.

    Where the outcome is unknown, the task ends well and the row says so: nothing sends it again but a person.
    """
    mail = claim(mail_id)
    if mail is None:
        return
    try:
        get_connection(settings.EMAIL_DELIVERY_BACKEND).send_messages([StoredMessage(mail)])
    except OutcomeUnknown as error:
        mail.record(Status.UNKNOWN, str(error))
        hold_back_others()
    except Exception as error:
        mail.record(Status.REFUSED, str(error))
        if not isinstance(error, REFUSALS):
            hold_back_others()
        raise
    else:
        mail.record(Status.SENT)


def claim(mail_id: int) -> OutgoingMail | None:
    """The mail, marked as being sent; None where there is nothing to send, or its last worker was killed."""
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id).first()
        if mail is None or mail.status in {*OutgoingMail.FINISHED, Status.UNKNOWN}:
            return None
        if mail.status == Status.SENDING:
            mail.record(Status.UNKNOWN, "The worker ended while it was sending this mail")
            return None
        mail.record(Status.SENDING)
        return mail


def hold_back_others() -> None:
    """Let the other mails wait as long as this one's retry: each would hold the worker until its deadline."""
    ours = queue().ready().filter(task_path=send_mail.module_path)
    ours.update(run_after=timezone.now() + RETRY_DELAYS[0])


def find_unsent() -> Iterator[tuple[Task, list]]:
    """(task, arguments) for every mail that is neither finished nor a person's to decide."""
    for pk in OutgoingMail.objects.exclude(status__in=[*OutgoingMail.FINISHED, Status.UNKNOWN]).values_list("pk"):
        yield send_mail, list(pk)


def prune_mails() -> None:
    """Delete finished mails after a week, and refused ones whose failed task was dismissed."""
    dismissed = DBTaskResult.objects.filter(backend_name=BACKEND, queue_name=DISMISSED, task_path=send_mail.module_path)
    pks = [call["args"][0] for call in dismissed.values_list("args_kwargs", flat=True)]
    OutgoingMail.objects.filter(pk__in=pks).delete()
    OutgoingMail.objects.filter(status__in=OutgoingMail.FINISHED, changed_at__lt=timezone.now() - RETENTION).delete()
