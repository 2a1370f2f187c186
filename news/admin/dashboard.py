"""What an editor sees first in the admin: where this week's update stands, and the way to a new statement."""

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
    def is_for_user(self):
        return can_start_update(self.user)

    def get_context_data(self, parent_context):
        date = NewsIndex.objects.get().next_date()
        statements = StatementIndex.objects.first()
        add_statement = statements and reverse("wagtailadmin_pages:add", args=["news", "statement", statements.pk])
        return {
            "date": date,
            "draft": WeeklyUpdate.objects.filter(date=date, live=False).first(),
            "statement_url": add_statement,
        }


def add_this_week_panel(request, panels):
    """On the hook construct_homepage_panels."""
    panel = ThisWeekPanel(request.user)
    if panel.is_for_user:
        panels.append(panel)
