"""The backend behind Django's mail API: it stores a mail and leaves sending to the worker."""

from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from .models import OutgoingMail
from .tasks import send_mail


class EmailBackend(BaseEmailBackend):
    """Writes mails in the transaction they are about; whoever causes one never waits for a mail server."""

    def send_messages(self, email_messages):
        """Returns how many messages were queued. Raises what message() raises, BadHeaderError for one."""
        with transaction.atomic():
            for message in email_messages:
                content = message.message().as_bytes()
                for recipient in dict.fromkeys(message.recipients()):
                    mail = OutgoingMail.objects.create(
                        sender=message.from_email, recipient=recipient, subject=message.subject, content=content
                    )
                    send_mail.enqueue(mail.pk)
        return len(email_messages)
