"""The panel "This week" of the admin's dashboard: the next weekly update, and a link to add a statement."""

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component

from ..models import NewsIndex, StatementIndex, WeeklyUpdate
from .start import can_start_update


class ThisWeekPanel(Component):
    order = 50
    template_name = "news/admin/this_week.html"

    def __init__(self, user):
        self.user = user

    @cached_property
    def is_shown(self) -> bool:
        return can_start_update(self.user)

    def get_context_data(self, parent_context):
        date = NewsIndex.objects.get().get_next_date()
        statements = StatementIndex.objects.first()
        statement_url = statements and reverse("wagtailadmin_pages:add", args=["news", "statement", statements.pk])
        return {
            "date": date,
            "draft": WeeklyUpdate.objects.filter(date=date, live=False).first(),
            "statement_url": statement_url,
        }


def add_this_week_panel(request, panels):
    """Hook construct_homepage_panels: for those who may start a weekly update."""
    panel = ThisWeekPanel(request.user)
    if panel.is_shown:
        panels.append(panel)
