"""The filters beside the results of a search, each a link with the number of results behind it."""

from collections.abc import Callable
from dataclasses import dataclass

from ..countries.codes import COUNTRY_NAMES
from ..listing import QueryLink
from .filters import KIND_LABELS, Filters
from .names import Names

MAX_COUNT = 1000  # up to which results are counted for a visitor
MAX_LINKS = 12  # of countries, or of sources
MAX_YEARS = 14  # the newest; an older one can be asked for by its number
TITLES = {"kind": "Kind", "year": "Year", "country": "Country", "source": "Source"}
ALL = {"kind": "Everything", "year": "All years", "country": "All countries", "source": "All sources"}


@dataclass(frozen=True, slots=True)
class Count:
    """A number of results; `is_least` where there may be more, because only the newest were counted."""

    number: int
    is_least: bool = False

    def __str__(self) -> str:
        if self.number > MAX_COUNT:
            return f"{MAX_COUNT:,}+"
        return f"{self.number:,}{'+' if self.is_least else ''}"


@dataclass(frozen=True, slots=True)
class Facet:
    """One of the filters. current: the label of its value in force, or empty."""

    name: str
    title: str
    links: list[QueryLink]
    current: str


def build_facets(
    counts: dict[str, dict[str, int]],
    totals: dict[str, Count],
    filters: Filters,
    names: Names,
    link: Callable[..., str],
) -> list[Facet]:
    """counts: filter → value → number, without the filter itself; totals: filter → number of all of them.

    link: builds the query string of these filters.
    """
    facets = []
    for name, title in TITLES.items():
        current = filters.active.get(name)
        values = _in_order(name, counts.get(name, {}), current)
        if len(values) < 2 and not current:
            continue
        total = totals[name]
        links = [QueryLink(ALL[name], link(**{name: None}), current is None, str(total))]
        links += [
            QueryLink(
                get_label(name, value, names),
                link(**{name: value}),
                value == current,
                count_words(number, total),
            )
            for value, number in values
        ]
        facets.append(Facet(name, title, links, get_label(name, current, names) if current else ""))
    return facets


def count_words(number: int, total: Count) -> str:
    """The number beside a link; none where it has not been counted."""
    return "" if total.is_least and not number else str(Count(number, total.is_least))


def _in_order(name: str, counts: dict[str, int], current: str | None) -> list[tuple[str, int]]:
    """(value, number) pairs: kinds in their own order, years from the newest, else by their numbers."""
    counts = counts | ({current: counts.get(current, 0)} if current else {})
    if name == "kind":
        return [(kind, counts[kind]) for kind in KIND_LABELS if kind in counts]
    if name == "year":
        newest = sorted(counts, reverse=True)
        return [(year, counts[year]) for place, year in enumerate(newest) if place < MAX_YEARS or year == current]
    most = sorted(counts.items(), key=lambda pair: (pair[0] != current, -pair[1], pair[0]))
    return most[:MAX_LINKS]


def get_label(name: str, value: str, names: Names) -> str:
    if name == "kind":
        return KIND_LABELS[value]
    if name == "country":
        return COUNTRY_NAMES.get(value.upper(), value.upper())
    if name == "source":
        return names.label("source", value) or value
    return value
