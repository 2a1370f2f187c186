"""A mail to one recipient, and what became of it."""

from email import message_from_bytes, policy
from email.message import Message

from django.core.mail import EmailMessage
from django.core.mail.message import MIMEMixin
from django.db import models


class OutgoingMail(models.Model):
    """One row for each recipient, so that one who is refused does not decide for the others.

    `content` is the MIME message, Message-ID included: a mail that is sent again is the same mail. It is erased as soon
    as nobody will send it any more, because it may hold a link that resets a password.
    """

    class Status(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"  # a row that stays so had its worker killed
        SENT = "sent"
        REFUSED = "refused"  # certainly not sent; the worker's task tries again, or stands on the dashboard
        UNKNOWN = "unknown"  # the server had it and did not say whether it took it: a person decides
        DISMISSED = "dismissed"

    FINISHED = [Status.SENT, Status.DISMISSED]

    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    sender = models.TextField()
    recipient = models.TextField()
    subject = models.TextField()
    content = models.BinaryField()
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"“{self.subject}” to {self.recipient}"

    def record(self, status: Status, error: str = "") -> None:
        """Store what has become of this mail; the content of a finished one is erased."""
        self.status, self.error = status, error
        fields = ["status", "error", "changed_at"]
        if status in self.FINISHED:
            self.content = b""
            fields.append("content")
        self.save(update_fields=fields)


class StoredMIME(MIMEMixin, Message):
    """A MIME message as it was stored, with the as_bytes() that Django's backends call."""


class StoredMessage(EmailMessage):
    """A stored mail for the backend that sends it: one recipient, and the bytes that were stored."""

    def __init__(self, mail: OutgoingMail):
        text = message_from_bytes(mail.content, policy=policy.default).get_body(("plain",))
        super().__init__(mail.subject, text.get_content() if text else "", mail.sender, [mail.recipient])
        self.stored = message_from_bytes(mail.content, _class=StoredMIME)

    def message(self):
        return self.stored
