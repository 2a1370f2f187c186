"""A dated list for visitors: filtered by year and kind, and paginated. The query string holds filters and page."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class QueryLink:
    """A link to the same page with another query string: a filter, or a page number.

    `count` is how many items it leads to, where that is shown; “1,000+” where they are not all counted.
    """

    label: str
    query_string: str
    is_current: bool
    count: int | str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What `components/listing.html` shows."""

    page: Page
    years: list[QueryLink]
    kinds: list[QueryLink]
    pagination: list[QueryLink | None]  # None is a gap
    canonical_query: str  # the query string of the canonical URL; empty for the first page of the whole list

    def __iter__(self):
        return iter(self.page)


def build_query_string(**parameters) -> str:
    """The parameters that have a value, as a query string; "?" where none has one, which links to the whole list."""
    return "?" + urlencode({name: value for name, value in parameters.items() if value})


def build_listing(parameters, queryset, kind_choices=()) -> Listing:
    """The page of `queryset` that a request selects, with links to the other filters and pages. Two queries.

    parameters: the request's GET, with "year", "kind" and "page". Unknown years and kinds are ignored; a page that is
    not a number is the first page, and one out of range the last.
    queryset: newest first, of models with `date`, and with `kind` where `kind_choices` are given.
    kind_choices: (value, label) pairs.
    """
    grouped = ["date__year", "kind"] if kind_choices else ["date__year"]
    counts = Counter()
    for *group, count in queryset.order_by().values_list(*grouped).annotate(Count("pk")):
        counts[group[0], group[1] if kind_choices else None] += count

    year = next((year for year, _ in counts if str(year) == parameters.get("year")), None)
    kind = next((value for value, _ in kind_choices if value == parameters.get("kind")), None)
    if year:
        queryset = queryset.filter(date__year=year)
    if kind:
        queryset = queryset.filter(kind=kind)
    paginator = Paginator(queryset, PER_PAGE)
    # A cached_property: set here, it saves Paginator's own COUNT query.
    paginator.count = sum_counts(counts, year, kind)
    page = paginator.get_page(parameters.get("page"))
    current_page = page.number if page.number > 1 else None
    return Listing(
        page=page,
        years=build_year_links(counts, year, kind),
        kinds=build_kind_links(counts, year, kind, kind_choices) if kind_choices else [],
        pagination=build_page_links(page, year=year, kind=kind),
        canonical_query=build_query_string(year=year, kind=kind, page=current_page).removesuffix("?"),
    )


def sum_counts(counts: Counter, year: int | None, kind: str | None) -> int:
    """The number of items of a year and a kind, of all where that is None. counts: (year, kind) → number."""
    return sum(n for (y, k), n in counts.items() if year in (None, y) and kind in (None, k))


def build_year_links(counts: Counter, year: int | None, kind: str | None) -> list[QueryLink]:
    """A link for each year, newest first, after one for all. year, kind: the current filters."""
    years = sorted({year for year, _ in counts}, reverse=True)
    return [
        QueryLink("All years" if y is None else str(y), build_query_string(year=y, kind=kind), y == year, n)
        for y, n in ((y, sum_counts(counts, y, kind)) for y in [None, *years])
    ]


def build_kind_links(counts: Counter, year: int | None, kind: str | None, kind_choices) -> list[QueryLink]:
    """A link for each kind of which there are any, in any year, after one for all. year, kind: the current filters."""
    used = [(value, label) for value, label in kind_choices if sum_counts(counts, None, value)]
    return [
        QueryLink(label, build_query_string(year=year, kind=value), value == kind, sum_counts(counts, year, value))
        for value, label in [(None, "All kinds"), *used]
    ]


def build_page_links(page: Page, **filters) -> list[QueryLink | None]:
    """Links to the first, last and adjacent pages, with None for each gap: at most seven. Empty for a single page.

    filters: the parameters that every link keeps.
    """
    if page.paginator.num_pages == 1:
        return []
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [
        None
        if number == Paginator.ELLIPSIS
        else QueryLink(str(number), build_query_string(**filters, page=number), number == page.number)
        for number in numbers
    ]
