"""Counts attempts in the database, and refuses those over a limit before they cost anything.

An attempt is counted before it is judged, in one atomic statement, so that however many come at once, no more than the
limit are let through. What somebody refused is not judged at all: a right password is not believed either.

Not django-axes: it stores addresses, account names and the posted form in clear, counts after hashing, from a signal,
so that attempts at once exceed its limit, and knows no device cookies. Not django-ratelimit: it counts in a cache, and
Django's database cache does not count atomically.
"""

import logging
import math
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import AttemptCount

COUNT_ATTEMPT = """
    INSERT INTO staff_attemptcount AS known (key, count, expires_at) VALUES (%(key)s, 1, %(expires_at)s)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN known.expires_at <= %(now)s THEN 1 ELSE known.count + 1 END,
        expires_at = CASE WHEN known.expires_at <= %(now)s THEN excluded.expires_at ELSE known.expires_at END
    RETURNING count, expires_at
"""
# Of strangers, in one process: a hash keeps a processor busy for a third of a second, and whoever waits keeps a thread
# busy. So they take three of its eight threads at most (deploy/gunicorn.conf.py); readers have the others.
HASHES_AT_ONCE = 1
WAITING_AT_ONCE = 2
LONGEST_WAIT = 2  # seconds
BUSY_SECONDS = 5

logger = logging.getLogger(__name__)
hashing_slots = threading.BoundedSemaphore(HASHES_AT_ONCE)
hashing_queue = threading.BoundedSemaphore(HASHES_AT_ONCE + WAITING_AT_ONCE)


@dataclass(frozen=True)
class Limit:
    """At most `attempts` within a `period`, which begins with the first. `name` is what the log says."""

    name: str
    attempts: int
    period: timedelta

    def bucket(self, *parts: str) -> "Bucket":
        """Where the attempts of these parts, such as a network and an account, are counted together."""
        digest = salted_hmac(f"staff.throttle.{self.name}", "\0".join(parts), algorithm="sha256")
        return Bucket(self, digest.hexdigest())


@dataclass(frozen=True)
class Bucket:
    limit: Limit
    key: str


class TooManyAttempts(Exception):
    """The attempt was refused. retry_after: seconds, after which another is let through."""

    def __init__(self, retry_after: float):
        self.retry_after = max(1, math.ceil(retry_after))
        super().__init__(self.message)

    @property
    def message(self) -> str:
        minutes = math.ceil(self.retry_after / 60)
        return f"Too many attempts. Please try again in {minutes} {'minute' if minutes == 1 else 'minutes'}."

    def as_form_error(self) -> ValidationError:
        return ValidationError(self.message, code="too_many_attempts")

    def apply_to(self, response):
        """The response as 429 Too Many Requests (RFC 6585), with Retry-After."""
        response.status_code = 429
        response["Retry-After"] = str(self.retry_after)
        return response


class TooManyAtOnce(TooManyAttempts):
    """Others' passwords are being hashed, and the queue is full or too slow."""

    def __init__(self):
        super().__init__(BUSY_SECONDS)

    @property
    def message(self) -> str:
        return (
            "Others are signing in at this moment. Please try again in a few seconds. “Forgotten password?” works at "
            "any time: the link that it mails lets this browser in."
        )


def count_attempt(*buckets: Bucket) -> None:
    """Count an attempt in these buckets, one after the other. Raises TooManyAttempts where one is full.

    A bucket that has refused before is only read: a flood costs a query and writes nothing.
    """
    refuse_if_full(*buckets)
    now = timezone.now()
    for bucket in buckets:
        count, expires_at = increment(bucket, now)
        if count > bucket.limit.attempts:
            seconds = (expires_at - now).total_seconds()
            if count == bucket.limit.attempts + 1:  # once in a burst
                logger.warning(
                    "Throttled: %s, more than %s attempts; refused for %s seconds (bucket %s)",
                    bucket.limit.name,
                    bucket.limit.attempts,
                    math.ceil(seconds),
                    bucket.key[:8],
                )
            raise TooManyAttempts(seconds)


def refuse_if_full(*buckets: Bucket) -> None:
    """Raises TooManyAttempts where one of these buckets has refused before. Counts nothing; one query."""
    now = timezone.now()
    keys = {bucket.key: bucket.limit for bucket in buckets}
    for known in AttemptCount.objects.filter(key__in=keys, expires_at__gt=now):
        if known.count > keys[known.key].attempts:
            raise TooManyAttempts((known.expires_at - now).total_seconds())


def has_room(bucket: Bucket) -> bool:
    """Whether another attempt would be let through now. Counts nothing."""
    full = AttemptCount.objects.filter(key=bucket.key, count__gte=bucket.limit.attempts, expires_at__gt=timezone.now())
    return not full.exists()


def increment(bucket: Bucket, now: datetime) -> tuple[int, datetime]:
    """Count one more, and return the count with its end; one that has ended begins anew."""
    values = {"key": bucket.key, "now": now, "expires_at": now + bucket.limit.period}
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ATTEMPT, values)
        return cursor.fetchone()


def forgive(own: Bucket, *shared: Bucket) -> None:
    """After a success: forget what was counted in a bucket of one's own, and take back one from those of others too."""
    AttemptCount.objects.filter(key=own.key).delete()
    if shared:
        take_back(*shared)


def take_back(*buckets: Bucket) -> None:
    """Count one attempt less in each of these buckets."""
    keys = [bucket.key for bucket in buckets]
    AttemptCount.objects.filter(key__in=keys, count__gt=0).update(count=F("count") - 1)


@contextmanager
def hashing_turn(*buckets: Bucket) -> Iterator[None]:
    """Count an attempt, wait for those before it, and let it be judged within the context.

    Few hash at once in this process, and few wait: guessers from many networks leave threads to readers. Who waits is
    counted already, so that the guesses of one network in the queue are no more than it has left. Raises TooManyAtOnce
    where the queue is full, or the turn does not come; such an attempt does not stay counted.
    """
    if not hashing_queue.acquire(blocking=False):
        raise TooManyAtOnce
    try:
        count_attempt(*buckets)
        if not hashing_slots.acquire(timeout=LONGEST_WAIT):
            take_back(*buckets)
            raise TooManyAtOnce
        try:
            yield
        finally:
            hashing_slots.release()
    finally:
        hashing_queue.release()


def normalize(email: str) -> str:
    """The address as accounts are found by it, so that another spelling of it is not another bucket."""
    return unicodedata.normalize("NFKC", email).casefold()


def prune_attempts() -> None:
    AttemptCount.objects.filter(expires_at__lte=timezone.now()).delete()
