"""The machines that keep pages, and which of them do not know yet what was just changed."""

import time
from datetime import timedelta

from django.utils import timezone

from .models import Machine
from .state import CONFIRM_EVERY, FRESH_FOR

POLL_INTERVAL = 0.1  # seconds
SILENT_AFTER = timedelta(seconds=3 * CONFIRM_EVERY)  # a machine that lives has confirmed since


def find_behind(version: str) -> list[Machine]:
    """Those that may still serve what was there before this version: neither it nor a later one is known to them, and
    15 minutes are not over.
    """
    since = timezone.now() - timedelta(seconds=FRESH_FOR)
    confirmed = Machine.objects.filter(confirmed_at__gt=since).order_by("name")
    return [machine for machine in confirmed if not is_as_late(machine.version, version)]


def is_as_late(known: str, version: str) -> bool:
    """Whether a version is this one or came after it: of the same table and epoch, and counts as many changes."""
    *base, count = version.split(".")
    *own_base, own_count = known.split(".")
    return known == version or (own_base == base and own_count.isdecimal() and int(own_count) >= int(count))


def wait_for_machines(version: str, max_wait: float) -> list[Machine]:
    """Wait until all know this version, `max_wait` seconds at most, and not for those that are silent anyway.

    Returns those that do not know it.
    """
    deadline = time.monotonic() + max_wait
    while behind := find_behind(version):
        alive = [machine for machine in behind if timezone.now() - machine.confirmed_at < SILENT_AFTER]
        if not alive or time.monotonic() >= deadline:
            return behind
        time.sleep(POLL_INTERVAL)
    return []
