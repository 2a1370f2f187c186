"""Taking a message in: counting, judging, storing and mailing it in one transaction, one message at a time."""

import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ..advisory_lock import CONTACT_INTAKE, lock_until_commit
from ..eastern_time import format_eastern
from ..models import ContactMessage
from .checks import Circumstances, Reason, Source, Verdict, judge
from .confirmation import read_token

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def take_in(
    message: dict, *, source: Source, network: str, token: str, is_honeypot_filled: bool, recipient: str
) -> tuple[Verdict, list[Reason]]:
    """Store the message unless a visitor must be asked or refused, and mail it to the recipient unless it is held.

    The same text from the same network or email address within the hour is stored once, and counts as delivered again;
    from another network and address it is another person's, as in a campaign. Messages wait for each other, so that
    neither two clicks nor a flood get past what is counted.
    """
    with transaction.atomic():
        lock_until_commit(CONTACT_INTAKE)
        recent = ContactMessage.objects.filter(received_at__gte=timezone.now() - HOUR)
        of_network = Q(network__in=hash_network(network))
        if recent.filter(of_network | Q(email__iexact=message["email"]), text=message["text"]).exists():
            return Verdict.DELIVER, []
        nonce = read_token(token, message)
        if nonce and ContactMessage.objects.filter(token=nonce).exists():
            nonce = None
        circumstances = Circumstances(
            source=source,
            is_honeypot_filled=is_honeypot_filled,
            is_confirmed=nonce is not None,
            from_network=recent.filter(of_network).count(),
            mailed=recent.received().count(),
            stored=recent.count(),
        )
        verdict, reasons = judge(circumstances)
        if verdict in {Verdict.DELIVER, Verdict.HOLD}:
            store(message, verdict, reasons, nonce=nonce, network=hash_network(network)[0], recipient=recipient)
        return verdict, reasons


def store(message: dict, verdict: Verdict, reasons: list[Reason], *, nonce, network: str, recipient: str) -> None:
    if verdict is Verdict.DELIVER:
        mail_message(ContactMessage.objects.create(token=nonce, network=network, **message), recipient)
        return
    reason = reasons[0].value
    is_first = not ContactMessage.objects.filter(held_because=reason, received_at__gte=timezone.now() - DAY).exists()
    held = ContactMessage.objects.create(
        status=ContactMessage.Status.HELD, held_because=reason, token=nonce, network=network, **message
    )
    if is_first:
        mail_notice(held, recipient)


def release(pk: int, recipient: str) -> bool:
    """Deliver a held message; whether it was one. Twice at once delivers it once."""
    with transaction.atomic():
        message = ContactMessage.objects.held().select_for_update().filter(pk=pk).first()
        if message is None:
            return False
        message.status = ContactMessage.Status.RECEIVED
        message.save(update_fields=["status"])
        mail_message(message, recipient)
        return True


def hash_network(network: str) -> list[str]:
    """How a network is kept, today's hash first and yesterday's second: its key changes every day (UTC)."""
    today = timezone.now().astimezone(datetime.UTC).date()
    return [
        salted_hmac(f"pages.contact.network.{day}", network, algorithm="sha256").hexdigest()
        for day in (today, today - DAY)
    ]


def mail_message(message: ContactMessage, recipient: str) -> None:
    """Queue the mail about a message."""
    if not recipient:
        return
    url = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('contact_messages:inspect', args=[message.pk])}"
    EmailMessage(
        subject=" ".join(f"Message from {message.name}".split()),  # a line break would allow header injection
        body=f"{message.text}\n\n{message.name}\n{message.organization}\n{message.email}\n\n"
        f"Received {format_eastern(message.received_at)}. Once it is answered, mark it:\n{url}",
        to=[recipient],
        reply_to=[message.email],
    ).send()


def mail_notice(held: ContactMessage, recipient: str) -> None:
    """Queue the one mail of a day that tells the office of messages held for this reason."""
    if not recipient:
        return
    url = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('contact_messages:index')}?status={ContactMessage.Status.HELD}"
    EmailMessage(
        subject="The website holds messages that may be spam",
        body=f"A message was held: {held.get_held_because_display()}.\n\n"
        f"Read what is held, and press “Not spam” where it is none:\n{url}\n\n"
        "More that are held for this reason within a day will cause no further mail.",
        to=[recipient],
    ).send()
