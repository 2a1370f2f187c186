"""Who changes what visitors see is told at once where a machine goes on serving what was there before.

A page that was made private or withdrawn stays readable there until the machine hears of it, 15 minutes at most.
"""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.ui.components import Component

from pagecache.machines import SILENT_AFTER, find_behind, wait_for_machines
from pagecache.state import FRESH_FOR
from pagecache.version import read_version
from pages.eastern_time import format_eastern_today

MAX_WAIT = 3  # seconds


class MachinesBehindMiddleware:
    """After a change in the admin, waits a moment for the machines that keep pages, and says if one does not follow."""

    def __init__(self, get_response):
        if settings.PAGE_CACHE is None:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "POST" or not request.path.startswith("/admin/") or not request.user.is_authenticated:
            return self.get_response(request)
        before = read_version()
        response = self.get_response(request)
        after = read_version()  # not a later one: the worker makes pictures, and each begins a version
        if after != before and (behind := wait_for_machines(after, MAX_WAIT)):
            messages.warning(request, warn(behind))
        return response


def warn(behind) -> str:
    until = max(machine.confirmed_at for machine in behind) + timedelta(seconds=FRESH_FOR)
    return (
        "A server does not know yet of what you changed: until "
        f"{format_eastern_today(until)}, visitors may still read there what was there before."
    )


class MachinesBehindPanel(Component):
    """Shown while a machine has not heard of the last change for longer than the usual moment."""

    order = 45
    template_name = "ncsej_site/machines_behind.html"

    def __init__(self, user):
        self.user = user

    @cached_property
    def behind(self) -> list:
        if settings.PAGE_CACHE is None:
            return []
        silent_since = timezone.now() - SILENT_AFTER
        return [machine for machine in find_behind(read_version()) if machine.confirmed_at < silent_since]

    @property
    def is_shown(self) -> bool:
        return bool(self.behind)

    def get_context_data(self, parent_context):
        freshness = timedelta(seconds=FRESH_FOR)
        machines = [(machine.name, machine.confirmed_at, machine.confirmed_at + freshness) for machine in self.behind]
        return {"machines": machines}
