"""Tells the owner of an account, and the log, that a factor has changed."""

from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from ..audit import record
from .factors import remove_all


def announce(request, what: str) -> None:
    """what: a sentence without its full stop."""
    record("staff.factor_changed", request.user, request, by=request.user, what=what)
    send_notice(request.user, what)


def reset(user) -> None:
    """Remove every factor of an account whose owner has lost them. The next sign-in sets up a new one."""
    remove_all(user)
    record("staff.factors_reset", user)
    send_notice(user, "An operator of the site removed it; you set up a new one when you sign in next")


def send_notice(user, what: str) -> None:
    if user.email:
        body = render_to_string("staff/second_factor/notice.txt", {"user": user, "what": what})
        EmailMessage("The second step of signing in to NCSEJ was changed", body, to=[user.email]).send()
