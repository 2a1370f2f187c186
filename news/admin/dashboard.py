"""The panel "This week" of the admin's dashboard: where this week's issue stands, and what can be started."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component

from ..models import InboxItem, NewsIndex, StatementIndex, WeeklyUpdate
from ..models.weekly_update import next_friday
from ..preflight.report import build_report
from .friday_bar import FridayBar, build_bar
from .start import can_start_update

DAYS_IN_SIGHT = 6  # after its day; then the next issue takes its place
MAX_IN_SIGHT = 3


@dataclass(frozen=True)
class IssueInSight:
    update: WeeklyUpdate
    bar: FridayBar


class ThisWeekPanel(Component):
    order = 50
    template_name = "news/admin/this_week.html"

    def __init__(self, user):
        self.user = user

    @cached_property
    def is_shown(self) -> bool:
        return can_start_update(self.user)

    def get_context_data(self, parent_context):
        issues = find_issues_in_sight(parent_context["request"])
        date = NewsIndex.objects.get().get_next_date()
        statements = StatementIndex.objects.first()
        statement_url = statements and reverse("wagtailadmin_pages:add", args=["news", "statement", statements.pk])
        is_listed = any(issue.update.date == date for issue in issues)
        return {
            "issues": issues,
            "date": None if is_listed else date,
            "draft": WeeklyUpdate.objects.filter(date=date, live=False).first(),
            "statement_url": statement_url,
            "n_waiting": InboxItem.objects.waiting().count(),
            "csrf_token": parent_context["csrf_token"],
        }


def find_issues_in_sight(request) -> list[IssueInSight]:
    """This week's issue, and the last ones while they are not handed over, or have changed since.

    All of what is shown leads into the editor, so only those that the user may edit.
    """
    days = timezone.localdate() - timedelta(days=DAYS_IN_SIGHT), next_friday()
    newest = WeeklyUpdate.objects.filter(date__range=days).order_by("-date")[:MAX_IN_SIGHT]
    editable = [update for update in reversed(newest) if update.permissions_for_user(request.user).can_edit()]
    latest = [update.get_latest_revision_as_object() for update in editable]
    issues = [IssueInSight(update, build_bar(update, request, build_report(update, request))) for update in latest]
    return [issue for issue in issues if not issue.bar.is_settled]


def add_this_week_panel(request, panels):
    """Hook construct_homepage_panels: for those who may start a weekly update."""
    panel = ThisWeekPanel(request.user)
    if panel.is_shown:
        panels.append(panel)
