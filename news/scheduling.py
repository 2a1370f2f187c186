"""The moment an issue goes out, in Eastern time and in words."""

from datetime import datetime, time

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.dateparse import parse_datetime

GOES_OUT_AT = time(16)


def usual_moment(update):
    """Four o'clock on the day of an issue, while that is still to come and nothing else is planned; otherwise None."""
    if update.live or update.go_live_at or not update.date:
        return None
    moment = timezone.make_aware(datetime.combine(update.date, GOES_OUT_AT), timezone.get_default_timezone())
    return moment if moment > timezone.now() else None


def in_words(moment) -> str:
    """ "Fri 4:00 PM ET" within the week, "Fri, Dec 4, 4:00 PM ET" otherwise, with the year where it is another."""
    eastern = timezone.get_default_timezone()
    moment, now = moment.astimezone(eastern), timezone.now().astimezone(eastern)
    if 0 <= (moment.date() - now.date()).days < 7:
        return format_date(moment, r"D g:i A \E\T")
    return format_date(moment, r"D, M j, g:i A \E\T" if moment.year == now.year else r"D, M j, Y, g:i A \E\T")


def asked_moment(data):
    """The moment that the pressed button names, from a form's data; None for a button without one."""
    try:
        return parse_datetime(data.get("action-publish") or "")
    except ValueError:
        return None
