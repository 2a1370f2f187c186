"""The dashboard panel that tells editors when scheduled publishing has stopped."""

from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from pages.tasks import due_revisions, expired_pages

from .dashboard import can_manage_tasks
from .heartbeat import is_scheduling_late, last_scheduled_run

MAX_SHOWN = 5


class SchedulingStoppedPanel(Component):
    """Says since when nothing goes out by itself, and what should have. Shown only while that is so."""

    order = 40  # before all others: somebody may have to publish by hand at once
    template_name = "ncsej_site/scheduling_stopped.html"

    def __init__(self, user):
        self.user = user

    @cached_property
    def is_shown(self) -> bool:
        return can_manage_tasks(self.user) and is_scheduling_late()

    def get_context_data(self, parent_context):
        """Four queries, however much is overdue."""
        pks = [int(pk) for pk in due_revisions().values_list("object_id", flat=True)[:MAX_SHOWN]]
        return {
            "last_run": last_scheduled_run(),
            "to_publish": sorted(Page.objects.in_bulk(pks).values(), key=lambda page: pks.index(page.pk)),
            "to_unpublish": expired_pages()[:MAX_SHOWN],
        }
