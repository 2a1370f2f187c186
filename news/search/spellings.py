"""Loads the names that have several spellings: those that staff list, and those of sources, people, bills and so on."""

from functools import lru_cache

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast, Concat

from pages.models import Organization, Person

from ..bills import Bill, bill_word
from ..countries.codes import COUNTRY_NAMES
from ..models import Country, Source, SpellingGroup, TrackedBill
from ..models.source import split_lines
from .names import NameRow, Names

NEW_LINE = Value("\n")


def load_names() -> Names:
    """All names as they are now: one query, and little work until one of them has changed."""
    bill_key = _join(Cast("congress", TextField()), Value("-"), "kind", Value("-"), Cast("number", TextField()))
    rows = _rows(SpellingGroup, "spelling", F("pk"), F("names")).union(
        _rows(Source, "source", F("slug"), _join("name", NEW_LINE, "spellings", NEW_LINE, "hosts")),
        _rows(Person, "person", F("pk"), _join("name", NEW_LINE, "other_names")),
        _rows(Country.objects.live(), "country", F("iso_code"), _join("title", NEW_LINE, "other_names")),
        _rows(TrackedBill, "bill", bill_key, F("title")),
        _rows(Organization, "organization", F("pk"), _join("short_name", NEW_LINE, "name")),
        all=True,
    )
    return _build_names(tuple(sorted((kind, code or "", names) for kind, code, names in rows)))


def _join(*parts) -> Concat:
    return Concat(*parts, output_field=TextField())


def _rows(queryset, kind: str, code, names):
    queryset = getattr(queryset, "objects", queryset).order_by()
    return queryset.annotate(
        of=Value(kind), of_code=Cast(code, TextField()), all_names=Cast(names, TextField())
    ).values_list("of", "of_code", "all_names")


@lru_cache(maxsize=4)  # by the rows themselves, so that what staff change counts at once
def _build_names(rows: tuple[tuple[str, str, str], ...]) -> Names:
    named = {code for kind, code, _ in rows if kind == "country"}
    others = (NameRow("country", code, (name,)) for code, name in COUNTRY_NAMES.items() if code not in named)
    return Names([*(_make_row(*row) for row in rows), *others])


def _make_row(kind: str, code: str, names: str) -> NameRow:
    """The names stand on lines; those of people and countries, behind the first, between commas."""
    if kind in {"person", "country"}:
        names = names.replace(",", "\n").replace(";", "\n")
    word = ""
    if kind == "bill":
        bill = Bill.from_key(code)
        word = bill_word(bill.kind, bill.number, bill.congress)
    return NameRow(kind, code, tuple(split_lines(names)), word)
