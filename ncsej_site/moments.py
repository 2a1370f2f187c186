"""When the public pages become untrue by themselves: nothing is published then, and yet they say something else.

Whatever visitors see that depends on the present moment is named here; tests/site/test_moments.py finds what is not.
What is scheduled is not: the worker publishes it, which changes the content version.
"""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from pages.models import Organization, Term


def next_moment() -> float | None:
    """The next one, in seconds since 1970. Two queries."""
    now = timezone.now()
    return min((moment.timestamp() for moment in find_moments(now) if moment > now), default=None)


def find_moments(now: datetime.datetime) -> Iterator[datetime.datetime]:
    """Moments past and future: the next ones are among them."""
    today = timezone.localdate(now)
    yield midnight(datetime.date(today.year + 1, 1, 1))  # the countries' page counts what is of this year
    for starts_at, ends_at in Organization.objects.values_list("banner_starts_at", "banner_ends_at"):
        yield from filter(None, (starts_at, ends_at))
    a_day = datetime.timedelta(days=1)
    for starts_on, ends_on in Term.objects.exclude(ends_on__lt=today).values_list("starts_on", "ends_on"):
        # The people page shows who is in office.
        if starts_on:
            yield midnight(starts_on)
        if ends_on:
            yield midnight(ends_on + a_day)


def midnight(day: datetime.date) -> datetime.datetime:
    """When the day begins, in Eastern time."""
    return datetime.datetime.combine(day, datetime.time.min, timezone.get_default_timezone())
