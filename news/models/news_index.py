"""The index page of the weekly updates: by year and month, and the latest one."""

from dataclasses import replace
from datetime import timedelta

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from wagtail.contrib.routable_page.models import re_path

from ..feed_response import not_found
from ..filter_values import FILTERS, read_parameters, read_year
from ..listing import Listing, build_listing, build_query_string
from ..outputs import feed_items
from .dated import DatedIndex
from .formats import FormatsMixin
from .weekly_update import WeeklyUpdate, next_friday


def build_period_path(year=None, month=None, **others) -> str:
    """What a year, a month of it and other parameters add to the URL of the index page: "2025/02/?page=2"."""
    period = f"{int(year):04}/" if year else ""
    period += f"{int(month):02}/" if month else ""
    return period + build_query_string(**others).removesuffix("?")


class NewsIndex(FormatsMixin, DatedIndex):
    subpage_types = ["news.WeeklyUpdate"]
    listed_model = WeeklyUpdate
    build_feed_items = staticmethod(feed_items.issue_items)

    class Meta:
        verbose_name = "news"

    def build_listing(self, request, year: str | None = None, month: str | None = None) -> Listing:
        """Year and month are parts of the path: /news/2025/02/."""
        parameters = self.get_filter_parameters(request)
        address = self.get_url(request) or ""
        listing = build_listing(
            parameters,
            **self.describe_rows(),
            month=int(month) if month else None,
            build_url=lambda **filters: address + build_period_path(**filters),
        )
        return replace(listing, canonical_query=listing.canonical_query.removeprefix(address))

    def get_filter_parameters(self, request):
        """Those of the query string; a year of the path goes before."""
        route = getattr(request, "routable_resolver_match", None)
        year = route.kwargs.get("year") if route else None
        return read_parameters(request.GET) | ({"year": year} if year else {})

    def get_list_url(self, request, filters) -> str:
        bill = filters.bill and filters.bill.key
        return self.get_url(request) + build_period_path(year=filters.year, bill=bill)

    @re_path(r"^$", name="index_route")
    def index_route(self, request, *args, **kwargs):
        """A year in the query string has its own address, if there are updates of it; it stood there before."""
        parameters = read_parameters(request.GET)
        year = read_year(parameters.get("year", ""))
        is_list = year and "format" not in request.GET
        if is_list and WeeklyUpdate.objects.child_of(self).listed().filter(date__year=year).exists():
            kept = {name: parameters[name] for name in (*FILTERS, "page") if name in parameters}
            return redirect(self.get_url(request) + build_period_path(**kept), permanent=True)
        return super().index_route(request, *args, **kwargs)

    @re_path(r"^(?P<year>[0-9]{4})/(?:(?P<month>[0-9]{2})/)?$", name="period")
    @method_decorator(require_safe)
    def period(self, request, year: str, month: str | None = None) -> HttpResponse:
        """The updates of a year, or of a month. 404 where there are none, on a page that offers the nearest.

        `?format=` is the feed of the year. Of a query string that names nothing there is a page, as everywhere.
        """
        if "format" in request.GET:
            unknown = self.build_listing(request, year, month).unknown
            if unknown:
                return not_found(unknown[0].sentence)
            return self.build_feed_response(request, request.GET["format"])
        response = self.render(request, year=year, month=month)
        listing = response.context_data["listing"]
        periods = listing.months if month else listing.years
        response.status_code = 200 if any(link.is_current for link in periods) else 404
        return response

    @re_path(r"^latest/?$", name="latest")
    @method_decorator(require_safe)
    def latest(self, request) -> HttpResponse:
        update = WeeklyUpdate.objects.child_of(self).listed().newest().only("url_path").first()
        if update is None:
            raise Http404
        response = redirect(update.get_url(request))
        response["Cache-Control"] = "no-cache"  # next Friday it leads elsewhere
        return response

    def get_route_paths(self):
        days = WeeklyUpdate.objects.child_of(self).live().dates("date", "month")
        periods = {f"/{day:{period}}/" for day in days for period in ("%Y", "%Y/%m")}
        return [*super().get_route_paths(), "/latest/", *sorted(periods)]

    def get_next_date(self):
        """The first Friday from today on without a live or scheduled weekly update; None where 53 Fridays have one.

        A Friday to which an unpublished change moves another update is offered: whoever starts it reads of the change.
        """
        live_or_scheduled = Q(live=True) | Q(_approved_schedule=True)
        upcoming = WeeklyUpdate.objects.filter(date__gte=next_friday()).annotate_approved_schedule()
        taken = {day.isoformat() for day in upcoming.filter(live_or_scheduled).values_list("date", flat=True)}
        taken.update(WeeklyUpdate.objects.scheduled_revisions().values_list("content__date", flat=True))
        fridays = (next_friday() + timedelta(weeks=week) for week in range(53))
        return next((friday for friday in fridays if friday.isoformat() not in taken), None)
