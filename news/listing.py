"""A dated list for visitors: filtered by year, kind and bill, and paginated. The URL holds filters and page."""

import calendar
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from urllib.parse import urlencode

from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import Count

from .bills import Bill, nearest_keys, read_bill
from .filter_values import FILTERS, MAX_TYPED, NEAREST, nearest_years, read_choice, read_parameters, split_values
from .listed_rows import ListedRows, count_by_year_and_kind

PER_PAGE = 20
MAX_YEARS = 14  # that are offered at once: a list of a century weighs what one of two decades does


@dataclass(frozen=True, slots=True)
class QueryLink:
    """A link to the same page with another query string, or below it: a filter, or a page number.

    `count` is how many items it leads to, where that is shown; “1,000+” where they are not all counted.
    """

    label: str
    query_string: str
    is_current: bool
    count: int | str | None = None


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """What a filter names and there is none of, in a sentence, and links to the values that were perhaps meant."""

    sentence: str
    nearest: list[QueryLink]


@dataclass(frozen=True, slots=True)
class Listing:
    """What `components/listing.html` shows. `heading` is empty for the whole list."""

    page: Page
    heading: str
    unknown: list[UnknownValue]
    years: list[QueryLink]
    months: list[QueryLink]
    kinds: list[QueryLink]
    bills: list[QueryLink]
    pagination: list[QueryLink | None]  # None is a gap
    canonical_query: str  # what the canonical URL adds to the page's; empty for the first page of the whole list

    def __iter__(self):
        return iter(self.page)


def build_query_string(**parameters) -> str:
    """The parameters that have a value, as a query string; "?" where none has one, which links to the whole list."""
    return "?" + urlencode({name: value for name, value in parameters.items() if value})


@dataclass
class ListFilters:
    """What a request filters a list by. `title` begins the heading; `build_url` makes a link of filters and page."""

    title: str = ""
    year: int | None = None
    month: int | None = None
    kind: str | None = None
    bill: Bill | None = None
    kind_choices: tuple = ()
    build_url: Callable[..., str] = build_query_string
    unknown: list[UnknownValue] = field(default_factory=list)

    def link(self, **changes) -> str:
        key = self.bill.key if self.bill else None
        return self.build_url(
            **({"year": self.year, "month": self.month, "kind": self.kind, "bill": key, "page": None} | changes)
        )

    @property
    def heading(self) -> str:
        """“Statements: Letter, 2025”, “News, February 2025”; empty where nothing is filtered."""
        kind = dict(self.kind_choices).get(self.kind)
        bill = self.bill and f"on {self.bill.name}"
        day = self.year and f"{calendar.month_name[self.month]} {self.year}" if self.month else self.year
        if not (kind or bill or day):
            return ""
        return " ".join(filter(None, [f"{self.title}:" if kind else self.title, kind, bill])) + (
            f", {day}" if day else ""
        )

    def add_missing(self, parameters: Mapping[str, str]) -> None:
        """A filter that the list does not have is unknown, too."""
        missing = find_missing_filters(parameters, self.kind_choices)
        self.unknown += [UnknownValue(f"This list has no filter by {name}.", []) for name in missing]

    def add_unknown(self, name: str, typed: str, nearest: list[tuple[str, str]]) -> None:
        """nearest: (value, label) pairs."""
        sentence = f"There is no {name} “{typed[:MAX_TYPED]}” here."
        links = [QueryLink(label, self.link(**{name: value}), False) for value, label in nearest[:NEAREST]]
        self.unknown.append(UnknownValue(sentence, links))


def without_keeping(response):
    """The response to a filter that names nothing: it repeats what somebody has typed, which no cache may have."""
    response["Cache-Control"] = "no-store"
    return response


def build_listing(
    parameters, queryset, kind_choices=(), *, title="", month=None, build_url=build_query_string, key=None
) -> Listing:
    """The page of `queryset` that a request selects, with links to the other filters and pages.

    Two queries; one more for the months of a year, and one where a bill is unknown. What names nothing selects nothing,
    and `unknown` says so. A page that is not a number is the first page.

    parameters: the request's GET, with "year", "kind", "bill" and "page"; or a dictionary. month: of that year.
    queryset: newest first, of pages with `date`, and with `kind` where `kind_choices` are given.
    kind_choices: (value, label) pairs. title: of the list. build_url: of filters, a URL or query string.
    key: what tells the queryset from all others, so that its SQL can be kept; None where nothing does.
    """
    filters = ListFilters(title, kind_choices=tuple(kind_choices), month=month, build_url=build_url)
    parameters = read_parameters(parameters)
    filters.add_missing(parameters)
    filters.kind = find_kind(parameters, filters)
    filters.bill = find_bill(parameters, queryset, filters)
    if filters.bill:
        queryset = queryset.filter(records__bills__contains=[filters.bill.key], records__position=0)
        key = None
    counts = count_by_year_and_kind(queryset, with_kinds=bool(filters.kind_choices), key=key)
    filters.year = find_year(parameters, counts, filters)
    months = build_month_links(queryset, filters, is_path=build_url is not build_query_string)
    rows = ListedRows(queryset, filters.year, filters.month, filters.kind, key)
    page = get_page(paginate(rows, counts, filters), parameters.get("page"))
    return Listing(
        page=page,
        heading=filters.heading,
        unknown=filters.unknown,
        years=build_year_links(counts, filters),
        months=months,
        kinds=build_kind_links(counts, filters),
        bills=build_bill_links(filters),
        pagination=build_page_links(page, filters.link),
        canonical_query=filters.link(page=page.number if page.number > 1 else None).removesuffix("?"),
    )


def paginate(rows: ListedRows, counts: Counter, filters: ListFilters) -> Paginator:
    """Without Paginator's own COUNT query where the counts tell it. counts: (year, kind) → number."""
    paginator = Paginator([] if filters.unknown else rows, PER_PAGE)
    if not filters.month:
        paginator.count = 0 if filters.unknown else sum_counts(counts, filters.year, filters.kind)
    return paginator


def find_missing_filters(parameters: Mapping[str, str], kind_choices) -> list[str]:
    """The filters of a query string that a list of pages does not have. parameters: from read_parameters()."""
    own = {"year", "bill"} | ({"kind"} if kind_choices else set())
    return [name for name in FILTERS if name in parameters and name not in own]


def find_kind(parameters, filters: ListFilters) -> str | None:
    typed, labels = parameters.get("kind", ""), dict(filters.kind_choices)
    kind = read_choice(typed, labels.items())
    if typed and labels and not kind:
        meant = [value for part in split_values(typed) if (value := read_choice(part, labels.items()))]
        nearest = meant or get_close_matches(typed.lower()[:MAX_TYPED], labels, NEAREST, 0.4) or labels
        filters.add_unknown("kind", typed, [(value, labels[value]) for value in nearest])
    return kind


def find_bill(parameters, queryset, filters: ListFilters) -> Bill | None:
    typed = parameters.get("bill")
    bill = read_bill(typed) if typed else None
    if typed and bill is None:
        own = queryset.order_by().filter(records__position=0).values_list("records__bills", flat=True)
        named = sorted({key for keys in own for key in keys})
        nearest = [meant for part in split_values(typed) if (meant := read_bill(part))]
        nearest = nearest or map(Bill.from_key, nearest_keys(typed[:MAX_TYPED], named, NEAREST))
        filters.add_unknown("bill", typed, [(near.key, near.name) for near in nearest])
    return bill


def find_year(parameters, counts: Counter, filters: ListFilters) -> int | None:
    """The year of the parameters, if there are any items of it. counts: (year, kind) → number."""
    typed = parameters.get("year")
    years = {year for year, _ in counts}
    year = next((year for year in years if str(year) == typed), None)
    if typed and not year:
        filters.month = None
        filters.add_unknown("year", typed, [(near, str(near)) for near in nearest_years(typed, years)])
    return year


def sum_counts(counts: Counter, year: int | None, kind: str | None) -> int:
    """The number of items of a year and a kind, of all where that is None. counts: (year, kind) → number."""
    return sum(n for (y, k), n in counts.items() if year in (None, y) and kind in (None, k))


def build_year_links(counts: Counter, filters: ListFilters) -> list[QueryLink]:
    """A link for each year, newest first, after one for all; of more than MAX_YEARS for those around the chosen one."""
    years = pick_around(sorted({year for year, _ in counts}, reverse=True), filters.year)
    return [
        QueryLink(
            "All years" if y is None else str(y),
            filters.link(year=y, month=None),
            y == filters.year and not (y is None and filters.unknown),
            sum_counts(counts, y, filters.kind),
        )
        for y in [None, *years]
    ]


def pick_around(years: list[int], chosen: int | None) -> list[int]:
    """At most MAX_YEARS of them, with the chosen one in the middle, and the first of all in any case."""
    place = years.index(chosen) if chosen in years else 0
    start = max(min(place - MAX_YEARS // 2, len(years) - MAX_YEARS), 0)
    shown = years[start : start + MAX_YEARS]
    return [years[0], *shown[1:]] if start else shown


def build_month_links(queryset, filters: ListFilters, *, is_path: bool) -> list[QueryLink]:
    """A link for each month of the year that is selected; only where months have addresses. One query."""
    if not filters.year or not is_path:
        return []
    rows = queryset.filter(date__year=filters.year).order_by().values_list("date__month").annotate(Count("pk"))
    counts = dict(rows.order_by("date__month"))
    if filters.month is not None and filters.month not in counts:  # 0 is what someone typed
        nearest = sorted(counts, key=lambda month: abs(month - filters.month))
        typed = f"{filters.year}-{filters.month:02}"
        filters.add_unknown("month", typed, [(month, calendar.month_name[month]) for month in nearest])
        filters.month = None
    return [
        QueryLink(calendar.month_name[month], filters.link(month=month), month == filters.month, n)
        for month, n in counts.items()
    ]


def build_kind_links(counts: Counter, filters: ListFilters) -> list[QueryLink]:
    """A link for each kind of which there are any, in any year, after one for all."""
    used = [(value, label) for value, label in filters.kind_choices if sum_counts(counts, None, value)]
    choices = [(None, "All kinds"), *used] if filters.kind_choices else []
    return [
        QueryLink(label, filters.link(kind=value), value == filters.kind, sum_counts(counts, filters.year, value))
        for value, label in choices
    ]


def build_bill_links(filters: ListFilters) -> list[QueryLink]:
    """The bill that is selected, after a link for all; empty where none is."""
    if not filters.bill:
        return []
    return [
        QueryLink("With and without a bill", filters.link(bill=None), False),
        QueryLink(filters.bill.name, filters.link(), True),
    ]


def get_page(paginator: Paginator, asked: str | None) -> Page:
    """The page that is asked for; the first for one before it or what is no number, the last for one behind it."""
    try:
        return paginator.page(asked)
    except PageNotAnInteger:
        return paginator.page(1)
    except EmptyPage:
        return paginator.page(1 if int(asked or 1) < 1 else paginator.num_pages)


def build_page_links(page: Page, build_url=build_query_string, **filters) -> list[QueryLink | None]:
    """Links to the first, last and adjacent pages, with None for each gap: at most seven. Empty for a single page.

    filters: the parameters that every link keeps.
    """
    if page.paginator.num_pages == 1:
        return []
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [
        None
        if number == Paginator.ELLIPSIS
        else QueryLink(str(number), build_url(**filters, page=number), number == page.number)
        for number in numbers
    ]
