"""Tells the owner of an account, and the log, that a factor has changed, or that somebody guesses its codes."""

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from .. import limits
from ..audit import record
from ..throttle import increment
from .factors import remove_all


def announce(request, what: str) -> None:
    """what: a sentence without its full stop."""
    record("staff.factor_changed", request.user, request, by=request.user, what=what)
    send(request.user, "About the second step of signing in to NCSEJ", "notice", what=what)


@transaction.atomic
def reset(user, by=None) -> None:
    """Remove every factor of an account whose owner has lost them. The next sign-in sets up a new one.

    by: the colleague who does it; None for an operator of the site.
    """
    remove_all(user)
    record("staff.factors_reset", user, by=by)
    who = by.get_username() if by else "An operator of the site"
    send(user, "Your second step of signing in to NCSEJ was removed", "reset", who=who)


def announce_new_email(user, old: str, by, request=None) -> None:
    """Tell the address that was the account's until now: to the new one, a thief would be told of a theft."""
    record("staff.email_changed", user, request, by=by)
    if old:
        send(user, "Your email address for NCSEJ’s site was changed", "new_email", to=old, by=by)


def warn_of_guesses(user) -> None:
    """Count a wrong code. At the fifth within a day its owner is mailed: who tries them has the password."""
    count, _ = increment(limits.WRONG_CODES.bucket(str(user.pk)), timezone.now())
    if count == limits.WRONG_CODES.attempts:
        send(user, "Somebody has your password for NCSEJ’s site", "guesses", count=count)


def send(user, subject: str, template: str, to: str = "", **context) -> None:
    """to: where else than to the account's address."""
    if to or user.email:
        body = render_to_string(f"staff/second_factor/{template}.txt", {"user": user} | context)
        EmailMessage(subject, body, to=[to or user.email]).send()
