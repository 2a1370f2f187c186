"""Weekly updates that another room brought home: they were mailed in their day, so nothing of an email is to be done.

That room says so by a function for Wagtail's hook of this name: describe(update, user) -> HTML, one line for the editor
that tells where the update came from; empty for another update.
"""

from wagtail import hooks

HOOK = "describe_origin_of_weekly_update"


def describe_origin(update, user) -> str:
    """As HTML; empty for an update that was written here."""
    return next(filter(None, (describe(update, user) for describe in hooks.get_hooks(HOOK))), "")
