"""By what the clippings are filtered: country, year, source and bill. Each value is written as in the query string.

`having` is a condition on the records that have a value at all, None where nearly all have one. By the others they are
counted: `field` is read, grouped by the SQL `grouped`, and its values are those of the array `unnested`.
"""

from collections.abc import Iterable

from django.db.models import Q, Value

from ..bills import Bill, nearest_keys, read_bill
from ..countries.codes import COUNTRY_NAMES
from ..filter_values import NEAREST, nearest_years, read_year, split_values
from ..models import Source
from ..models.record import RecordQuerySet, Unnest
from ..search.filters import find_value, list_nearest
from ..search.spellings import load_names

MOST_FIRST, NEWEST_FIRST = "3 DESC, 2", "2 DESC"
MAX_ALIKE = 12  # spellings of sources, of which some may have no public clipping


class CountryFacet:
    """ISO 3166-1 alpha-2 code in lower case: "md". A country's names are understood as well."""

    name = "country"
    title = "Country"
    plural = "countries"
    everything = "All countries"
    field = grouped = "countries"
    unnested, order = "country", MOST_FIRST
    having = None

    def parse(self, typed: str) -> str | None:
        if typed.upper() in COUNTRY_NAMES:
            return typed.lower()
        return find_value(self.name, typed, load_names())

    def restrict(self, records: RecordQuerySet, value: str) -> RecordQuerySet:
        return records.about(value.upper())

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        return {value: COUNTRY_NAMES.get(value.upper(), value.upper()) for value in values}

    def nearest(self, typed: str, records: RecordQuerySet) -> list[str]:
        return [value for value, _ in list_nearest(self.name, typed, load_names(), at_most=NEAREST)]


class YearFacet:
    """A year of four digits."""

    name = "year"
    title = "Year"
    plural = "years"
    everything = "All years"
    field, grouped = "date", "date_part('year', date)"
    unnested, order = "ARRAY[year::int]", NEWEST_FIRST
    having = None

    def parse(self, typed: str) -> str | None:
        year = read_year(typed)
        return str(year) if year else None

    def restrict(self, records: RecordQuerySet, value: str) -> RecordQuerySet:
        return records.in_year(int(value))

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        return {value: value for value in values}

    def nearest(self, typed: str, records: RecordQuerySet) -> list[str]:
        return [str(year) for year in nearest_years(typed, find_years(records))[:NEAREST]]


class SourceFacet:
    """The slug of a Source: "jta". Its name, other spellings and hosts are understood as well."""

    name = "source"
    title = "Source"
    plural = "sources"
    everything = "All sources"
    field = grouped = "sources"
    unnested, order = "source", MOST_FIRST
    having = None

    def parse(self, typed: str) -> str | None:
        if Source.objects.filter(slug=typed.lower()).exists():
            return typed.lower()
        return find_value(self.name, typed, load_names())

    def restrict(self, records: RecordQuerySet, value: str) -> RecordQuerySet:
        return records.from_source(value)

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        names = dict(Source.objects.filter(slug__in=list(values)).values_list("slug", "name"))
        return {value: names.get(value, value) for value in values}

    def nearest(self, typed: str, records: RecordQuerySet) -> list[str]:
        """Of those that are spelled alike, the sources of these records. Two queries."""
        alike = [slug for slug, _ in list_nearest(self.name, typed, load_names(), at_most=MAX_ALIKE)]
        parts = [
            records.from_source(slug).order_by().annotate(slug=Value(slug)).values_list("slug", flat=True)[:1]
            for slug in alike
        ]
        used = set(parts[0].union(*parts[1:], all=True)) if parts else set()
        return [slug for slug in alike if slug in used][:NEAREST]


class BillFacet:
    """The key of a bill: "118-hr-1911". Few clippings name one, and those are found by an index.

    A bill as it is cited is understood with its Congress: “H.R. 1911 (118th Congress)”.
    """

    name = "bill"
    title = "Bill"
    plural = "bills"
    everything = "With and without a bill"
    field = grouped = "bills"
    unnested, order = "bill", MOST_FIRST
    having = ~Q(bills=[])

    def parse(self, typed: str) -> str | None:
        bill = read_bill(typed)
        return bill and bill.key

    def restrict(self, records: RecordQuerySet, value: str) -> RecordQuerySet:
        return records.naming(Bill.from_key(value))

    def labels(self, values: Iterable[str]) -> dict[str, str]:
        return {value: Bill.from_key(value).name for value in values}

    def nearest(self, typed: str, records: RecordQuerySet) -> list[str]:
        parts = [bill.key for value in split_values(typed) if (bill := read_bill(value))]
        return parts[:NEAREST] or nearest_keys(typed, find_named_bills(records), NEAREST)


def find_years(records: RecordQuerySet) -> list[int]:
    """The years of which there are any, at most 200."""
    return list(records.order_by().values_list("date__year", flat=True).distinct()[:200])


def find_named_bills(records: RecordQuerySet) -> list[str]:
    """The keys of the bills that these records name, at most a thousand."""
    keys = records.with_bills().order_by().annotate(bill=Unnest("bills"))
    return list(keys.values_list("bill", flat=True).distinct()[:1000])


Facet = CountryFacet | YearFacet | SourceFacet | BillFacet
FACETS = {facet.name: facet for facet in (CountryFacet(), YearFacet(), SourceFacet(), BillFacet())}
