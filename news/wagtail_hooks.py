"""What the news room adds to the admin."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from .admin_views import StartFromLastIssue
from .models import NewsIndex, Publication, PublicationIndex, Statement, StatementIndex, WeeklyUpdate

START_LABEL = "Start from last issue"


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [path("weekly-update/start/", StartFromLastIssue.as_view(), name="start_from_last_issue")]


@hooks.register("register_page_header_buttons")
def start_button_on_an_update(page, user, view_name, next_url=None):
    if isinstance(page, WeeklyUpdate) and NewsIndex.may_start_issue(user):
        yield Button(START_LABEL, reverse("start_from_last_issue"), icon_name="copy", priority=5)


class NewsListing(ExplorableIndexView):
    """The News listing, with the Friday's first step where it is seen."""

    @property
    def header_buttons(self):
        buttons = list(super().header_buttons)
        if NewsIndex.may_start_issue(self.request.user):
            buttons.insert(0, HeaderButton(START_LABEL, reverse("start_from_last_issue"), icon_name="copy", priority=0))
        return buttons


class DatedListing(PageViewSet):
    """A listing of dated pages by their date."""

    icon = "doc-full"
    ordering = "-date"
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Title", sort_key="title", classname="title"),
        DateColumn("date", label="Date", sort_key="date", width="14%"),
        PageStatusColumn("status", label="Status", sort_key="live", width="12%"),
        DateColumn("latest_revision_created_at", label="Updated", sort_key="latest_revision_created_at", width="14%"),
    ]


class WeeklyUpdateListing(DatedListing):
    model = WeeklyUpdate
    parent_models = [NewsIndex]
    index_view_class = NewsListing


class KindListing(DatedListing):
    columns = [
        *DatedListing.columns[:2],
        Column("get_kind_display", label="Kind", sort_key="kind", width="14%"),
        *DatedListing.columns[2:],
    ]


class StatementListing(KindListing):
    model = Statement
    parent_models = [StatementIndex]
    icon = "openquote"


class PublicationListing(KindListing):
    model = Publication
    parent_models = [PublicationIndex]
    icon = "doc-full-inverse"


@hooks.register("register_admin_viewset")
def register_listings():
    return [
        WeeklyUpdateListing("weekly_updates"),
        StatementListing("statements"),
        PublicationListing("publications"),
    ]
