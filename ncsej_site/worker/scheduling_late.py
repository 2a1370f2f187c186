"""The dashboard panel that tells editors when scheduled publishing has stopped, or does not get through."""

from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from pages.tasks import due_revisions, expired_pages

from .dashboard import can_manage_tasks
from .heartbeat import LATE_AFTER, has_scheduling_stopped, is_scheduling_late, last_scheduled_run

MAX_SHOWN = 5


class SchedulingLatePanel(Component):
    """Says what should have gone out by itself, and why it has not. Shown only while that is so."""

    order = 40  # before all others: somebody may have to publish by hand at once
    template_name = "ncsej_site/scheduling_late.html"

    def __init__(self, user):
        self.user = user

    @cached_property
    def is_shown(self) -> bool:
        return can_manage_tasks(self.user) and is_scheduling_late()

    def get_context_data(self, parent_context):
        """Five queries, however much is overdue."""
        revisions = due_revisions(LATE_AFTER)[:MAX_SHOWN]
        pks = [int(pk) for pk in revisions.values_list("object_id", flat=True)]
        return {
            "has_stopped": has_scheduling_stopped(),
            "last_run": last_scheduled_run(),
            "to_publish": sorted(Page.objects.in_bulk(pks).values(), key=lambda page: pks.index(page.pk)),
            "to_unpublish": expired_pages(LATE_AFTER)[:MAX_SHOWN],
        }
