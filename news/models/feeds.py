"""The feeds of a page: RSS 2.0 at feed/ and JSON Feed at feed.json, as routes of that page; or its own ?format=."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path

from ..bills import Bill, read_bill
from ..feed_response import Feed, FeedLinks, not_found, respond, unknown_format
from ..filter_values import read_choice, read_parameters, read_year
from ..listing import build_query_string, find_missing_filters
from .record import Record

ROUTES = {"rss": "feed/", "json": "feed.json"}


class UnknownFilterError(Exception):
    """A feed was asked for by a year, kind or bill that there is none of. Its text is the sentence for whoever did."""


def page_feed_links(page, request=None, query_string: str = "") -> FeedLinks | None:
    """Where the feeds of a page with FeedMixin are; None while it has no URL. page: of any class, as a menu has it."""
    url = page.get_url(request)
    return FeedLinks(page.title, *(f"{url}{route}{query_string}" for route in ROUTES.values())) if url else None


class FeedMixin(RoutablePageMixin):
    """Adds an RSS feed and a JSON Feed to a page. Subclasses implement `get_feed()`."""

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"feed": self.get_feed_links(request)}

    def get_feed_links(self, request) -> FeedLinks | None:
        return page_feed_links(self, request)

    def get_feed(self, request) -> tuple[Feed, str]:
        """The feed, and the query string of its filters, which may be empty. Raises UnknownFilterError."""
        raise NotImplementedError

    def get_narrower_url(self, request, **parameters) -> str:
        """Where there is what a request filters this page by, if not here; else empty. parameters: besides its own."""
        return ""

    @re_path(r"^$", name="index_route")
    def index_route(self, request, *args, **kwargs):
        if "format" in request.GET and request.method in {"GET", "HEAD"}:
            return self.build_feed_response(request, request.GET["format"])
        if url := self.get_narrower_url(request):
            return redirect(url)
        return super().index_route(request, *args, **kwargs)

    # The trailing slash is optional because Wagtail's redirects look a route up without it.
    @re_path(r"^feed/?$", name="rss")
    @method_decorator(require_safe)
    def rss(self, request) -> HttpResponse:
        return self.lead_to_format(request) or self.build_feed_response(request, "rss")

    @re_path(r"^feed\.json/?$", name="json_feed")
    @method_decorator(require_safe)
    def json_feed(self, request) -> HttpResponse:
        return self.lead_to_format(request) or self.build_feed_response(request, "json")

    def lead_to_format(self, request) -> HttpResponse | None:
        """The answer to a route that has `?format=` as well, which goes before; None where there is none."""
        format = request.GET.get("format")
        if format is None:
            return None
        if format not in ROUTES:
            return unknown_format()
        others = {name: value for name, value in read_parameters(request.GET).items() if name != "format"}
        query_string = build_query_string(**others).removesuffix("?")
        return redirect(f"{self.get_url(request)}{ROUTES[format]}{query_string}", permanent=True)

    def get_route_paths(self):
        """Wagtail makes a redirect for each of these when the page is renamed or moved: so the feeds are among them."""
        return [*super().get_route_paths(), *(f"/{route}" for route in ROUTES.values())]

    def build_feed_response(self, request, format: str) -> HttpResponse:
        if format not in ROUTES:
            return unknown_format()
        if url := self.get_narrower_url(request, format=format):
            return redirect(url)
        try:
            feed, query_string = self.get_feed(request)
        except UnknownFilterError as reason:
            return not_found(str(reason))
        return respond(request, feed, format, f"{self.get_url(request)}{ROUTES[format]}{query_string}")


@dataclass(frozen=True, slots=True)
class FeedFilters:
    """What the feed of an index page is narrowed to by its query string; each may be None."""

    year: int | None = None
    kind: str | None = None
    bill: Bill | None = None

    @property
    def query_string(self) -> str:
        return build_query_string(year=self.year, kind=self.kind, bill=self.bill and self.bill.key).removesuffix("?")

    def apply(self, pages):
        if self.year:
            pages = pages.filter(date__year=self.year)
        if self.kind:
            pages = pages.filter(kind=self.kind)
        if self.bill:
            pages = pages.filter(records__bills__contains=[self.bill.key], records__position=0)
        return pages

    def describe(self, title: str, kind_choices) -> str:
        """The title of the feed: “Statements, Letter, 2025”."""
        bill = self.bill and f"{self.bill.citation} ({self.bill.congress_name})"
        return ", ".join(str(part) for part in [title, dict(kind_choices).get(self.kind), bill, self.year] if part)


def read_filters(parameters, kind_choices) -> FeedFilters:
    """The filters of a request. parameters: its GET. Raises UnknownFilterError: a feed of all would be no answer."""
    parameters = read_parameters(parameters)
    for name in find_missing_filters(parameters, kind_choices):
        raise UnknownFilterError(f"This feed has no filter by {name}.")
    typed_year, typed_kind, typed_bill = (parameters.get(name, "") for name in ("year", "kind", "bill"))
    year, kind, bill = read_year(typed_year), read_choice(typed_kind, kind_choices), read_bill(typed_bill)
    if typed_year and not year:
        raise UnknownFilterError("There is no feed of this year. A year has four digits, as in ?year=2025.")
    if typed_kind and not kind:
        kinds = ", ".join(dict(kind_choices))
        raise UnknownFilterError(f"There is no feed of this kind. The kinds are: {kinds}.")
    if typed_bill and not bill:
        raise UnknownFilterError("There is no feed of this bill. A bill is named as in ?bill=118-hr-1911.")
    return FeedFilters(year, kind, bill)


def with_own_record(pages):
    """The pages with their `own_records`: a list of the one record of the page itself. One query."""
    own = Record.objects.filter(position=0).only("page_id", "countries")
    return pages.prefetch_related(Prefetch("records", own, to_attr="own_records"))
