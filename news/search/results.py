"""What the search page shows."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models.functions import Left

from ..listing import QueryLink, UnknownValue
from ..models import Record
from .facets import Count, Facet
from .filters import Filters
from .highlight import SEARCHED_LENGTH, Highlighter, Part
from .query import Query


@dataclass(frozen=True, slots=True)
class Result:
    """One record among the results; its texts in parts, of which those of the search are highlighted."""

    record: Record
    title: list[Part]
    byline: list[Part]
    source: list[Part]
    excerpt: list[Part]


@dataclass(frozen=True, slots=True)
class Advice:
    """What is said where nothing is found."""

    sentence: str
    hint: str = ""
    links: list[QueryLink] = field(default_factory=list)


@dataclass(slots=True)
class SearchResults:
    """One page of results. The links are query strings; `notice` says so where another query was answered."""

    query: Query
    filters: Filters
    results: list[Result] = field(default_factory=list)
    count: Count = field(default_factory=lambda: Count(0))
    facets: list[Facet] = field(default_factory=list)
    orders: list[QueryLink] = field(default_factory=list)
    number: int = 1
    num_pages: int = 1
    start: int = 1  # the place of the first result shown among all
    previous: str = ""
    next: str = ""
    notice: str = ""
    advice: Advice | None = None
    unknown: list[UnknownValue] = field(default_factory=list)
    is_cancelled: bool = False
    is_answered: bool = True  # False where no record has what was asked for

    def __iter__(self) -> Iterator[Result]:
        return iter(self.results)

    @property
    def chosen(self) -> list[QueryLink]:
        """Links that take away one of the filters, each."""
        return [QueryLink(facet.current, facet.links[0].query_string, True) for facet in self.facets if facet.current]


def load_results(primary_keys: list[int], query: Query) -> list[Result]:
    """The records with these keys, in their order. One query."""
    highlighter = Highlighter(query.phrases)
    records = Record.objects.filter(pk__in=primary_keys).select_related("page").defer("vector", "text")
    by_key = {record.pk: record for record in records.annotate(start_of_text=Left("text", SEARCHED_LENGTH))}
    return [
        Result(
            record,
            highlighter.split(record.title),
            highlighter.split(record.byline),
            highlighter.split(record.source_name),
            highlighter.excerpt(record.start_of_text),
        )
        for record in (by_key[key] for key in primary_keys if key in by_key)
    ]
