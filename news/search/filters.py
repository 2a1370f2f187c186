"""What a list of records is filtered by: kind, country, year and source, as the query string has them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches

from ..countries.codes import COUNTRY_NAMES
from ..models import Record
from ..records.folding import fold
from ..records.sources import comparable
from .names import Names

YEARS = range(1900, 2200)
NEAREST = 3
MAX_LENGTH = 60  # of a value that is shown again
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
    """The filters of a query string, and the values that are unknown. An empty value is no filter.

    Countries and sources are understood by any of their names, as clippings are.
    """
    known, unknown = {}, []
    for name in FILTER_NAMES:
        value = " ".join(parameters.get(name, "").replace("\0", " ").split())
        if not value:
            continue
        choices = list_choices(name, names)
        if found := find_value(name, value, choices, names):
            known[name] = found
        else:
            value = value[:MAX_LENGTH]
            nearest = find_nearest_years(value) if name == "year" else find_nearest(value, choices)
            if name == "source":  # of which some may be named by private issues alone
                listed = Record.objects.listed()
                nearest = [(slug, label) for slug, label in nearest if listed.from_source(slug).exists()]
            unknown.append(UnknownFilter(name, value, nearest))
    return Filters(**known), unknown


def find_value(name: str, typed: str, choices: Mapping[str, str], names: Names) -> str | None:
    """The value of a filter as it is typed, or that of which it is a name: "Moldova" and "Молдова" are "md"."""
    value = typed.casefold()
    if value in choices or (name == "year" and is_year(value)):
        return value
    called = comparable(typed)
    rows = names.of_kind(name) if called else ()
    return next((row.code.lower() for row in rows if called in map(comparable, row.names)), None)


def is_year(value: str) -> bool:
    return len(value) == 4 and value.isascii() and value.isdigit() and int(value) in YEARS


def list_choices(name: str, names: Names) -> dict[str, str]:
    """Value → label of all that a filter can have; years are not listed."""
    if name == "kind":
        return KIND_LABELS
    if name == "country":
        return {code.lower(): label for code, label in COUNTRY_NAMES.items()}
    if name == "source":
        return {row.code: row.names[0] for row in names.of_kind("source")}
    return {}


def find_nearest(value: str, choices: Mapping[str, str]) -> list[tuple[str, str]]:
    """The choices whose value or label is spelled almost so."""
    by_spelling = {fold(label): key for key, label in choices.items()} | {fold(key): key for key in choices}
    spelled = get_close_matches(fold(value), by_spelling, n=2 * NEAREST, cutoff=0.6)
    found = list(dict.fromkeys(by_spelling[spelling] for spelling in spelled))[:NEAREST]
    return [(key, choices[key]) for key in found]


def find_nearest_years(value: str) -> list[tuple[str, str]]:
    """The year that stands in the value, or that its two digits mean: “2015x”, “'15”."""
    found = re.search(r"(?:19|20)[0-9]{2}", value) or re.fullmatch(r"\D?(?P<short>[0-9]{2})", value)
    if not found:
        return []
    year = found.groupdict().get("short")
    year = f"20{year}" if year else found[0]
    return [(year, year)]
