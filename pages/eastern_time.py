"""The one way in which staff are told a time, in the admin and in mails: Eastern time, which it names."""

from datetime import datetime

from django.utils import timezone
from django.utils.dateformat import format as format_date


def format_eastern(value: datetime) -> str:
    """ "Fri 4:00 PM ET" within the next seven days, else "Fri, Dec 4, 4:00 PM ET", with the year if another.

    What is past has its date, though it be of today: a message is read again in a week. `value` may be in any time
    zone, and must have one.
    """
    eastern = timezone.get_default_timezone()
    local, now = value.astimezone(eastern), timezone.now().astimezone(eastern)
    if local >= now and (local.date() - now.date()).days < 7:
        return format_date(local, r"D g:i A \E\T")
    return format_date(local, r"D, M j, g:i A \E\T" if local.year == now.year else r"D, M j, Y, g:i A \E\T")


def format_eastern_today(value: datetime) -> str:
    """ "4:12 PM ET" for a time of today, else as format_eastern(): for what is read at once, beside a form."""
    eastern = timezone.get_default_timezone()
    local = value.astimezone(eastern)
    return format_date(local, r"g:i A \E\T") if local.date() == timezone.localdate() else format_eastern(value)
