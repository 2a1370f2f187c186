"""The clippings that a visitor asks for: what a query string means, how many there are, and one page of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ..filter_values import read_parameters
from ..listing import QueryLink, UnknownValue, build_query_string
from ..models import Record
from ..models.record import RecordQuerySet
from ..search.backend import normalize_query
from ..search.facets import Count as SearchCount
from ..search.query import parse
from ..search.ranking import NEWEST
from ..search.spellings import load_names
from .counting import Part, count_facets
from .facets import FACETS

SHOWN = 12  # values of a facet beside the list; all of them have a page of their own
ALL_VALUES = 1000
NO_COUNTS: dict[str, dict[str, int]] = {name: {} for name in ("", *FACETS)}


@dataclass(frozen=True, slots=True)
class FacetLinks:
    """A facet beside the list: its values with counts. `more` is the URL of all of them, if there are more."""

    name: str
    title: str
    plural: str
    links: list[QueryLink]
    more: str


@dataclass
class Selection:
    """Clippings by country, year, source, bill and words.

    `values` are those of the facets, as in the query string; `unknown` are parameters that name nothing: then no
    clipping is selected. `is_too_slow`: the database took too long over them; then none is selected either.
    All counting is one query.
    """

    values: dict[str, str] = field(default_factory=dict)
    words: str = ""
    unknown: dict[str, str] = field(default_factory=dict)
    is_too_slow: bool = False

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, str]) -> "Selection":
        """parameters: the request's GET."""
        read = read_parameters(parameters)
        selection = cls(words=normalize_query(read.get("q", "")))
        for name, facet in FACETS.items():
            if typed := read.get(name):
                value = facet.parse(typed)
                if value and name == "source" and not selection.everything.from_source(value).is_any():
                    value = None  # its name may be what was withdrawn with its clippings
                known = selection.unknown if value is None else selection.values
                known[name] = typed if value is None else value
        return selection

    def without_clippings(self) -> "Selection":
        """The same with nothing selected or counted, for which the database took too long."""
        selection = replace(self, is_too_slow=True)
        selection.counts = NO_COUNTS
        return selection

    @cached_property
    def everything(self) -> RecordQuerySet:
        """All clippings that a visitor may see. One query, for what is private."""
        return Record.objects.listed().clippings()

    @cached_property
    def matching(self) -> RecordQuerySet:
        return match_words(self.everything, self.words) if self.words else self.everything

    @cached_property
    def records(self) -> RecordQuerySet:
        return self.everything.none() if self.unknown or self.is_too_slow else self.restrict()

    def restrict(self, *, without: str = "") -> RecordQuerySet:
        """The clippings by all that is known; without: the name of a facet that is left out."""
        records = self.matching
        for name, value in self.values.items():
            if name != without:
                records = FACETS[name].restrict(records, value)
        return records

    def query_string(self, **changes) -> str:
        """The parameters in their one order, with these changed; "?" for none."""
        values = {name: self.values.get(name) for name in FACETS} | {"q": self.words} | changes
        return build_query_string(**values)

    @property
    def is_bounded(self) -> bool:
        """Whether there may be more clippings than were counted."""
        return bool(self.words) and self.total >= NEWEST

    def format_count(self, number: int) -> str:
        """ "12", "1,000"; "12+" and "1,000+" where not all were counted."""
        return str(SearchCount(number, is_least=True)) if self.is_bounded else f"{number:,}"

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """Facet → value → number of clippings by it and all other facets; and under "", their number. One query."""
        return self.count_values(SHOWN + 1)

    @property
    def total(self) -> int:
        return 0 if self.unknown or self.is_too_slow else self.counts[""].get("", 0)

    def count_values(self, limit: int, *names: str) -> dict[str, dict[str, int]]:
        """names: of facets; all of them if there is none. At most so many values of each, those with most clippings.

        Of those with words, which may stand in all, the newest are counted, no more than NEWEST.
        """
        if self.matching.query.is_empty():
            return NO_COUNTS
        facets = [FACETS[name] for name in names or FACETS]
        apart = [facet for facet in facets if facet.name in self.values or (facet.having and not self.words)]
        parts = [Part(self.to_count(), [facet for facet in facets if facet not in apart])]
        parts += [Part(self.to_count(without=facet.name, having=facet.having), [facet]) for facet in apart]
        return NO_COUNTS | count_facets(parts, limit)

    def to_count(self, *, without: str = "", having: Q | None = None) -> RecordQuerySet:
        records = self.restrict(without=without)
        if self.words:
            return records.newest()[:NEWEST]
        return (records.filter(having) if having else records).order_by()

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """Facet → value → as a reader is told, for the values chosen and shown. One query, for the sources."""
        values = {name: [*self.counts[name], *filter(None, [self.values.get(name)])] for name in FACETS}
        return {name: facet.labels(values[name]) if values[name] else {} for name, facet in FACETS.items()}

    def label(self, name: str) -> str:
        """The chosen value of a facet; empty where none is chosen."""
        return self.labels[name][self.values[name]] if name in self.values else ""

    @property
    def heading(self) -> str:
        """“Clippings on Moldova from JTA, 2015”."""
        return self.heading_without("")

    def heading_without(self, name: str) -> str:
        """The heading without what it says of one facet."""
        said = {facet: self.label(facet) for facet in self.values if facet != name}
        said["words"] = self.words and f"“{self.words}”"
        prepositions = {"country": "on", "source": "from", "bill": "naming", "words": "with"}
        parts = [f"{preposition} {said[part]}" for part, preposition in prepositions.items() if said.get(part)]
        return " ".join(["Clippings", *parts]) + (f", {said['year']}" if "year" in said else "")

    @property
    def chosen(self) -> list[QueryLink]:
        """Links that take away one of the filters, each."""
        links = [QueryLink(self.label(name), self.query_string(**{name: None}), True) for name in self.values]
        words = [QueryLink(f"“{self.words}”", self.query_string(q=None), True)] if self.words else []
        return links + words

    @property
    def unknown_values(self) -> list[UnknownValue]:
        return [self.build_unknown(FACETS[name], typed) for name, typed in self.unknown.items()]

    def build_unknown(self, facet, typed: str) -> UnknownValue:
        nearest = facet.nearest(typed, self.everything)
        labels = facet.labels(nearest)
        links = [QueryLink(labels[value], self.query_string(**{facet.name: value}), False) for value in nearest]
        everything = reverse("clipping_values", args=[facet.name]) + self.query_string().removesuffix("?")
        links.append(QueryLink(f"All {facet.plural}", everything, False))
        return UnknownValue(f"No {facet.title.lower()} here is called “{typed}”.", links)

    def links_to_list(self, name: str) -> list[QueryLink]:
        """A link to the list of clippings by each value of a facet, with counts; from a page other than the list.

        Of more than SHOWN values there is a link to all of them, without a count.
        """
        address, labels, counts = reverse("clippings"), self.labels[name], self.counts[name]
        links = [
            QueryLink(labels[value], address + self.query_string(**{name: value}), False, count)
            for value, count in list(counts.items())[:SHOWN]
        ]
        if len(counts) > SHOWN:
            everything = reverse("clipping_values", args=[name]) + self.query_string(**{name: None})
            links.append(QueryLink(FACETS[name].everything, everything, False))
        return links

    @property
    def facets(self) -> list[FacetLinks]:
        """The facets that divide the clippings, each with a link to all values where there are more than are shown."""
        return [self.build_facet(facet) for facet in FACETS.values() if self.is_useful(facet)]

    def is_useful(self, facet) -> bool:
        """A facet of which nothing has been counted divides nothing."""
        return bool(self.counts[facet.name]) or (facet.name in self.values and not self.is_too_slow)

    def build_facet(self, facet) -> FacetLinks:
        counts, chosen, name = self.counts[facet.name], self.values.get(facet.name), facet.name
        shown = list(counts)[:SHOWN]
        if chosen and chosen not in shown:
            shown = [chosen, *shown[: SHOWN - 1]]
        links = [
            QueryLink(
                self.labels[name][value],
                self.query_string(**{name: value}),
                value == chosen,
                self.format_count(counts.get(value, self.total if value == chosen else 0)),
            )
            for value in shown
        ]
        if chosen:
            links.insert(0, QueryLink(facet.everything, self.query_string(**{name: None}), False))
        more = reverse("clipping_values", args=[name]) + self.query_string(**{name: None}).removesuffix("?")
        return FacetLinks(
            name, facet.title, facet.plural, links, more if len(counts) > SHOWN or self.is_bounded else ""
        )


def match_words(records: RecordQuerySet, words: str) -> RecordQuerySet:
    """Those that a search for the words finds. One query, for the spellings of names."""
    query = parse(words, load_names(), timezone.localdate())
    if not query.wanted:
        return records.none()
    return records.matching(query.to_tsquery())
