"""What the news room adds to the admin."""

from django.urls import path, reverse
from django.utils.dateformat import format as format_date
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from .admin_outputs import CopyEmail, CopyText, SendTest
from .admin_scheduling import name_the_moment, say_what_the_lock_means, say_whether_it_is_scheduled
from .admin_views import (
    StartFromLastIssue,
    read_clippings,
    start_instead_of_adding,
    start_instead_of_copying,
    suggest_countries,
)
from .dashboard import ThisWeek
from .models import NewsIndex, Publication, PublicationIndex, Statement, StatementIndex, WeeklyUpdate
from .preflight_views import Preflight

START_LABEL = "Start from last issue"


@hooks.register("register_admin_urls")
def register_admin_urls():
    return [
        path("weekly-update/start/", StartFromLastIssue.as_view(), name="start_from_last_issue"),
        path("weekly-update/clippings/", read_clippings, name="read_clippings"),
        path("weekly-update/countries/", suggest_countries, name="suggest_countries"),
        path("weekly-update/<int:pk>/email/", CopyEmail.as_view(), name=CopyEmail.url_name),
        path("weekly-update/<int:pk>/text/", CopyText.as_view(), name=CopyText.url_name),
        path("weekly-update/<int:pk>/test/", SendTest.as_view(), name=SendTest.url_name),
        path("weekly-update/<int:pk>/preflight/", Preflight.as_view(), name=Preflight.url_name),
    ]


@hooks.register("register_page_header_buttons")
def start_button_on_an_update(page, user, view_name, next_url=None):
    if isinstance(page, WeeklyUpdate) and NewsIndex.may_start_issue(user):
        yield Button(START_LABEL, reverse("start_from_last_issue"), icon_name="copy", priority=5)


@hooks.register("register_page_header_buttons")
def output_buttons_on_an_update(page, user, view_name, next_url=None):
    if isinstance(page, WeeklyUpdate) and page.permissions_for_user(user).can_edit():
        for priority, view in enumerate([CopyEmail, CopyText, SendTest], start=6):
            address = reverse(view.url_name, args=[page.pk])
            yield Button(view.page_title, address, icon_name=view.header_icon, priority=priority)


@hooks.register("construct_homepage_panels")
def this_week(request, panels):
    panel = ThisWeek(request.user)
    if panel.is_for_user:
        panels.append(panel)


hooks.register("before_create_page", start_instead_of_adding)
hooks.register("before_copy_page", start_instead_of_copying)
hooks.register("construct_page_action_menu", name_the_moment)
hooks.register("before_edit_page", say_what_the_lock_means)
hooks.register("after_edit_page", say_whether_it_is_scheduled)
hooks.register("after_create_page", say_whether_it_is_scheduled)


class NewsListing(ExplorableIndexView):
    """The News listing, with the Friday's first step where it is seen."""

    @property
    def header_buttons(self):
        buttons = list(super().header_buttons)
        if NewsIndex.may_start_issue(self.request.user):
            buttons.insert(0, HeaderButton(START_LABEL, reverse("start_from_last_issue"), icon_name="copy", priority=0))
        return buttons


def written_date(page):
    """As it is printed; Wagtail's column would say how long ago it was."""
    return format_date(page.date, "M j, Y")


class DatedListing(PageViewSet):
    """A listing of dated pages by their date."""

    icon = "doc-full"
    ordering = "-date"
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label="Title", sort_key="title", classname="title"),
        Column("date", accessor=written_date, label="Date", sort_key="date", width="14%"),
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
