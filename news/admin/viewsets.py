"""The admin's listings of the dated page types."""

from django.urls import reverse
from django.utils.dateformat import format as format_date
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import HeaderButton

from ..models import NewsIndex, Publication, PublicationIndex, Statement, StatementIndex, WeeklyUpdate
from .buttons import START_LABEL
from .start import can_start_update


class NewsListingView(ExplorableIndexView):
    """The listing of weekly updates, with the button "Start from last issue"."""

    @property
    def header_buttons(self):
        buttons = list(super().header_buttons)
        if can_start_update(self.request.user):
            buttons.insert(0, HeaderButton(START_LABEL, reverse("start_from_last_issue"), icon_name="copy", priority=0))
        return buttons


def format_date_column(page):
    """The date as "Feb 21, 2025", empty where a draft has none; Wagtail's DateColumn shows how long ago it was."""
    return format_date(page.date, "M j, Y") if page.date else ""


class DatedViewSet(PageViewSet):
    """Base class: a listing with the page's date, newest first."""

    icon = "doc-full"
    ordering = "-date"
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Title", sort_key="title", classname="title"),
        Column("date", accessor=format_date_column, label="Date", sort_key="date", width="14%"),
        PageStatusColumn("status", label="Status", sort_key="live", width="12%"),
        DateColumn("latest_revision_created_at", label="Updated", sort_key="latest_revision_created_at", width="14%"),
    ]


class WeeklyUpdateViewSet(DatedViewSet):
    model = WeeklyUpdate
    parent_models = [NewsIndex]
    index_view_class = NewsListingView


class KindViewSet(DatedViewSet):
    columns = [
        *DatedViewSet.columns[:2],
        Column("get_kind_display", label="Kind", sort_key="kind", width="14%"),
        *DatedViewSet.columns[2:],
    ]


class StatementViewSet(KindViewSet):
    model = Statement
    parent_models = [StatementIndex]
    icon = "openquote"


class PublicationViewSet(KindViewSet):
    model = Publication
    parent_models = [PublicationIndex]
    icon = "doc-full-inverse"


def register_viewsets():
    """Hook register_admin_viewset."""
    return [
        WeeklyUpdateViewSet("weekly_updates"),
        StatementViewSet("statements"),
        PublicationViewSet("publications"),
    ]
