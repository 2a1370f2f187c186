"""What a list of records is filtered by: kind, country, year and source, as the query string has them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import lru_cache

from ..countries.codes import COUNTRY_NAMES
from ..filter_values import MAX_TYPED, find_year, read_choice, read_parameters, read_year, split_values
from ..models import Record
from ..records.folding import fold
from ..records.sources import comparable, find_source_of_host
from .names import Names

NEAREST = 3
KIND_LABELS = dict(Record.Kind.choices)


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters in force. country: an ISO code in small letters, as in the query string."""

    kind: str | None = None
    country: str | None = None
    year: str | None = None
    source: str | None = None

    def apply(self, records, *, but: str = ""):
        """The records that pass. but: the name of a filter that is left out."""
        if self.kind and but != "kind":
            records = records.filter(kind=self.kind)
        if self.country and but != "country":
            records = records.about(self.country.upper())
        if self.year and but != "year":
            records = records.in_year(int(self.year))
        if self.source and but != "source":
            records = records.from_source(self.source)
        return records

    @property
    def active(self) -> dict[str, str]:
        return {name: value for name in FILTER_NAMES if (value := getattr(self, name))}


FILTER_NAMES = tuple(field.name for field in fields(Filters))


@dataclass(frozen=True, slots=True)
class UnknownFilter:
    """A filter's value that is none. nearest: (value, label) pairs of those that it may stand for."""

    name: str
    value: str
    nearest: list[tuple[str, str]]


def read_filters(parameters: Mapping[str, str], names: Names) -> tuple[Filters, list[UnknownFilter]]:
    """The filters of a query string, and the values that are unknown. An empty value is no filter."""
    known, unknown, typed = {}, [], read_parameters(parameters)
    for name in FILTER_NAMES:
        value = typed.get(name, "")
        if not value:
            continue
        found = find_value(name, value, names)
        if found and (name != "source" or has_public_records(found)):
            known[name] = found
        else:
            nearest = list_nearest(name, value, names)
            if name == "source":
                nearest = [(slug, label) for slug, label in nearest if has_public_records(slug)]
            unknown.append(UnknownFilter(name, value[:MAX_TYPED], nearest))
    return Filters(**known), unknown


def has_public_records(slug: str) -> bool:
    """Of a source: whether a visitor may be told its name. Some have only private issues, or withdrawn clippings."""
    return Record.objects.listed().from_source(slug).is_any()


def find_value(name: str, typed: str, names: Names) -> str | None:
    """The value of a filter as it is typed, or that of which it is a name; None where it names nothing.

    A country is known by its code, and by its names in any language that its page or staff's spellings have: "md",
    "Moldova", "Молдова"; a source by its slug, its names and spellings, and the host of its articles; a kind by its
    key and its name; a year by its four digits. name: one of FILTER_NAMES.
    """
    if name == "year":
        year = read_year(typed)
        return str(year) if year else None
    if name == "kind":
        return read_choice(typed, KIND_LABELS.items())
    if typed.casefold() in list_choices(name, names):
        return typed.casefold()
    called, by_name = comparable(typed), index_names(name, names)
    spellings = [called, *index_spellings(names).get(called, ())] if called else []
    found = next((by_name[spelling] for spelling in spellings if spelling in by_name), None)
    return found or (find_source_of_host(typed) if name == "source" else None)


@lru_cache(maxsize=8)
def index_names(name: str, names: Names) -> dict[str, str]:
    """Comparable name → value of a filter; the name in use goes before the others."""
    spelled = [(spelling, row.code.lower()) for row in names.of_kind(name) for spelling in row.names]
    labels = [(label, value) for value, label in list_choices(name, names).items()]
    return {comparable(spelling): value for spelling, value in reversed([*labels, *spelled])}


@lru_cache(maxsize=4)
def index_spellings(names: Names) -> dict[str, list[str]]:
    """Comparable spelling → all of its group, as staff keep them."""
    groups = [list(map(comparable, row.names)) for row in names.of_kind("spelling")]
    return {spelling: group for group in reversed(groups) for spelling in group}


def list_choices(name: str, names: Names) -> dict[str, str]:
    """Value → label of all that a filter can have; years are not listed."""
    if name == "kind":
        return KIND_LABELS
    if name == "country":
        return {code.lower(): label for code, label in COUNTRY_NAMES.items()}
    if name == "source":
        return {row.code: row.names[0] for row in names.of_kind("source")}
    return {}


def list_nearest(name: str, typed: str, names: Names, *, at_most: int = NEAREST) -> list[tuple[str, str]]:
    """(Value, label) pairs of what may be meant by a value that names nothing; each of its parts, if it is several."""
    if name == "year":
        parts = [year for value in split_values(typed) if (year := read_year(value))]
        years = parts or filter(None, [find_year(typed)])
        return [(str(year), str(year)) for year in years][:at_most]
    choices = list_choices(name, names)
    if parts := [found for value in split_values(typed) if (found := find_value(name, value, names))]:
        return [(value, choices.get(value, value)) for value in dict.fromkeys(parts)][:at_most]
    by_spelling = {fold(key): key for key in choices} | index_names(name, names)
    by_spelling |= {fold(label): key for key, label in choices.items()}
    spelled = get_close_matches(fold(typed[:MAX_TYPED]), by_spelling, n=3 * at_most, cutoff=0.6)
    found = list(dict.fromkeys(by_spelling[spelling] for spelling in spelled))[:at_most]
    return [(key, choices.get(key, key)) for key in found]
