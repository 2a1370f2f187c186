"""A dated list as a visitor walks through it: by year, by kind, page by page. Every view of it has an address."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """One link of a list: what it says, where it leads, whether it is where the visitor stands, how much it holds."""

    label: str
    query: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What `components/listing.html` shows."""

    page: Page
    years: list[Choice]
    kinds: list[Choice]
    pagination: list[Choice | None]  # None is a gap
    view: str  # the query string of what is shown, in one form; empty for the whole list

    def __iter__(self):
        return iter(self.page)


def address(**parameters) -> str:
    """The query string of a view of the list; "?" is the whole of it."""
    return "?" + urlencode({name: value for name, value in parameters.items() if value})


def build_listing(parameters, queryset, kinds=()) -> Listing:
    """A page of `queryset` (newest first, with `date`, and `kind` where `kinds` are given) as `parameters` ask for it.

    parameters: the request's GET; what it asks for that does not exist is passed over, and a page too far is the last.
    kinds: (value, label) pairs. Costs two queries: how much there is of each year and kind, and the page.
    """
    grouped = ["date__year", "kind"] if kinds else ["date__year"]
    counts = Counter()
    for *group, count in queryset.order_by().values_list(*grouped).annotate(Count("pk")):
        counts[group[0], group[1] if kinds else None] += count

    known_years = sorted({year for year, _ in counts}, reverse=True)
    year = next((year for year in known_years if str(year) == parameters.get("year")), None)
    kind = next((value for value, _ in kinds if value == parameters.get("kind")), None)

    def total(year, kind):
        return sum(n for (y, k), n in counts.items() if year in (None, y) and kind in (None, k))

    if year:
        queryset = queryset.filter(date__year=year)
    if kind:
        queryset = queryset.filter(kind=kind)
    paginator = Paginator(queryset, PER_PAGE)
    paginator.count = total(year, kind)  # known already; spares Paginator its own query
    page = paginator.get_page(parameters.get("page"))
    return Listing(
        page=page,
        years=[Choice("All years", address(kind=kind), year is None, total(None, kind))]
        + [Choice(str(y), address(year=y, kind=kind), y == year, total(y, kind)) for y in known_years],
        kinds=[Choice("All kinds", address(year=year), kind is None, total(year, None))]
        + [
            Choice(label, address(year=year, kind=value), value == kind, total(year, value))
            for value, label in kinds
            if total(None, value)
        ]
        if kinds
        else [],
        pagination=page_links(page, year=year, kind=kind),
        view=address(year=year, kind=kind, page=page.number if page.number > 1 else None).removesuffix("?"),
    )


def page_links(page: Page, **parameters) -> list[Choice | None]:
    """Links to the first, last and neighbouring pages, None for a gap: at most seven, however long the list."""
    if page.paginator.num_pages == 1:
        return []
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [
        None
        if number == Paginator.ELLIPSIS
        else Choice(str(number), address(**parameters, page=number), number == page.number)
        for number in numbers
    ]
