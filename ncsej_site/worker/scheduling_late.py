"""The dashboard panel that tells editors when scheduled publishing has stopped, or does not get through."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from pages.tasks import due_revisions, expired_pages

from .dashboard import can_manage_tasks
from .heartbeat import LATE_AFTER, has_scheduling_stopped, is_scheduling_late, last_scheduled_run
from .missed_schedules import try_again
from .models import MissedSchedule

MAX_SHOWN = 5


@dataclass(frozen=True)
class LatePage:
    """`missed` is None where nothing has been tried, because the worker does not run."""

    page: Page
    due_at: datetime
    is_publication: bool
    missed: MissedSchedule | None


class SchedulingLatePanel(Component):
    """Says what should have gone out by itself, and why it has not. Shown only while that is so."""

    order = 40  # before all others: somebody may have to publish by hand at once
    template_name = "ncsej_site/scheduling_late.html"

    def __init__(self, user):
        self.user = user

    @cached_property
    def is_shown(self) -> bool:
        return can_manage_tasks(self.user) and (is_scheduling_late() or MissedSchedule.objects.standing().exists())

    def get_context_data(self, parent_context):
        """Six queries, however much is overdue."""
        late = find_late_pages()
        return {
            "request": parent_context["request"],
            "csrf_token": parent_context["csrf_token"],
            "has_stopped": has_scheduling_stopped(),
            "last_run": last_scheduled_run(),
            "late_pages": late[:MAX_SHOWN],
            "hidden": max(0, len(late) - MAX_SHOWN),
        }


def find_late_pages() -> list[LatePage]:
    """What has failed, and what has been due for five minutes, the first one first: 100 of each at most."""
    late = {
        (int(pk), due_at, True): None
        for pk, due_at in due_revisions(LATE_AFTER).values_list("object_id", "approved_go_live_at")[:100]
    }
    late |= {(pk, due_at, False): None for pk, due_at in expired_pages(LATE_AFTER).values_list("pk", "expire_at")[:100]}
    failed = MissedSchedule.objects.standing().order_by("due_at")[:100]
    late |= {(missed.page_id, missed.due_at, missed.is_publication): missed for missed in failed}
    pages = Page.objects.in_bulk({pk for pk, _, _ in late})
    found = [LatePage(pages[pk], due_at, kind, missed) for (pk, due_at, kind), missed in late.items() if pk in pages]
    return sorted(found, key=lambda late_page: late_page.due_at)


@require_POST
def try_schedule_again(request, pk):
    if not can_manage_tasks(request.user):
        raise PermissionDenied
    missed = MissedSchedule.objects.standing().filter(pk=pk).first()
    if missed:
        try_again(missed)
        messages.success(request, "It is tried again now. If it fails, the reason stands here.")
    else:
        messages.info(request, "Somebody else has dealt with it.")
    return redirect("wagtailadmin_home")
