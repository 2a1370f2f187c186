"""What is written down of signing in and of accounts, in Wagtail's log, which administrators read as "Site history".

No address is kept, but a digest of the network, so that one entry can be compared with another.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry

from .network import get_network, hash_network

ACTIONS = {  # name: (label in the filter, sentence in the list)
    "staff.signed_in": ("Sign in", "Signed in"),
    "staff.sign_in_refused": ("Refuse a sign-in", "A wrong password was refused"),
    "staff.code_refused": ("Refuse a code", "The right password was given, and a wrong code refused"),
    "staff.factor_changed": ("Change a second factor", "Changed how the second factor is shown"),
    "staff.factors_reset": ("Reset second factors", "All second factors were removed"),
    "staff.password_accepted": ("Give a password", "The right password was given; a second factor is to follow"),
    "staff.password_changed": ("Change a password", "The password was changed"),
    "staff.email_changed": ("Change an email address", "The email address was changed"),
    "staff.role_changed": ("Change a role", "The role was changed"),
    "staff.exported": ("Export", "Exported as a spreadsheet"),
}
UNKNOWN = "no account"
KEPT = timedelta(days=400)
KEPT_SHORT = timedelta(days=30)  # what anybody can have written, by guessing
GUESSES = ["staff.sign_in_refused"]
KEPT_LONGER = {  # as all of Wagtail's log
    "staff.role_changed",
    "staff.factors_reset",
    "staff.password_changed",
    "staff.email_changed",
}


def record(action: str, about, request=None, by=None, **data) -> None:
    """Write an entry about an account, or about none (None). by: the account of who did it, where that is known."""
    if request is not None:
        data["network"] = hash_network(get_network(request))
    ModelLogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(get_user_model()),
        object_id="0" if about is None else str(about.pk),
        label=UNKNOWN if about is None else about.get_username(),
        action=action,
        timestamp=timezone.now(),
        user_id=by and by.pk,
        data=data,
    )


def make_formatter(name: str, sentence: str) -> type[LogFormatter]:
    """How Wagtail shows an action: its name in the filter; in the list the sentence, with what else is known."""

    class Formatter(LogFormatter):
        label, message = name, sentence

        def format_message(self, log_entry):
            details = [f"{key}: {value}" for key, value in sorted(log_entry.data.items())]
            return f"{sentence} ({'; '.join(details)})" if details else sentence

    return Formatter


def prune_log() -> None:
    """Forget refused guesses after 30 days, and who signed in after 400; what else was done is kept."""
    old = [action for action in ACTIONS if action not in KEPT_LONGER]
    for actions, kept in ((GUESSES, KEPT_SHORT), (old, KEPT)):
        ModelLogEntry.objects.filter(action__in=actions, timestamp__lt=timezone.now() - kept).delete()
