"""The machines that keep pages, and which of them do not know yet what was just changed."""

import time
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from .models import Machine
from .state import CONFIRM_EVERY, FRESH_FOR
from .version import read_version

POLL_INTERVAL = 0.1  # seconds
SILENT_AFTER = timedelta(seconds=3 * CONFIRM_EVERY)  # a machine that lives has confirmed since


def find_behind() -> QuerySet[Machine]:
    """Those that may still serve an older version: of the current one they do not know, and 15 minutes are not over."""
    since = timezone.now() - timedelta(seconds=FRESH_FOR)
    return Machine.objects.filter(confirmed_at__gt=since).exclude(version=read_version()).order_by("name")


def wait_for_machines(max_wait: float) -> list[Machine]:
    """Wait until all know the current version, `max_wait` seconds at most, and not for those that are silent anyway.

    Returns those that do not know it.
    """
    deadline = time.monotonic() + max_wait
    while behind := list(find_behind()):
        alive = [machine for machine in behind if timezone.now() - machine.confirmed_at < SILENT_AFTER]
        if not alive or time.monotonic() >= deadline:
            return behind
        time.sleep(POLL_INTERVAL)
    return []
