"""The one statement that finds, ranks and counts the records of a search."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from ..models import Record
from .filters import FILTER_NAMES, Filters
from .query import Query

NEWEST = 2000  # as many matches are ranked and counted, the newest
WEIGHTS = "{0.1, 0.25, 0.6, 1.0}"  # of text that has none, of C (text), B (keywords) and A (title)
# What has a name of its own is what somebody looks for who types it, rather than what mentions it.
KIND_WEIGHTS = {Record.Kind.COUNTRY: 1.5, Record.Kind.PERSON: 3, Record.Kind.PROGRAM: 1.2, Record.Kind.HISTORY: 1.2}
UNDATED_AGE = 2  # years: what has no date is neither new nor old
AGING = 0.1  # a year old: 1 / 1.1 of the rank

# The inner SELECTs are bounded; so ts_rank() sees no more than the newest matches, whatever a query finds.
_BOUNDED = 'SELECT id, kind, date, countries, sources FROM ({matches}) AS "bounded"'
_RANKED = """
SELECT id, kind, date, page_id, position, countries, sources, ({rank})::float8 AS rank FROM ({matches}) AS "bounded"
"""
_RANK = """
ts_rank(%s, vector, to_tsquery('english', %s), 1)
* (1 + CASE WHEN vector @@ to_tsquery('english', %s)
       THEN 3 * least(1, %s / greatest(length(ts_filter(vector, '{{a}}')), 1)) ELSE 0 END)
* CASE kind {kinds} ELSE 1 END
/ (1 + %s * coalesce(greatest(%s::date - date, 0) / 365.25, %s))
"""
_COUNTS = {
    "kind": "SELECT 'kind', kind::text, count(*) FROM {found} GROUP BY kind",
    "year": "SELECT 'year', extract(year FROM date)::text, count(*) FROM {found} WHERE date IS NOT NULL GROUP BY 2",
    "country": "SELECT 'country', lower(code), count(*) FROM {found}, unnest(countries) AS code GROUP BY 2",
    "source": "SELECT 'source', slug::text, count(*) FROM {found}, unnest(sources) AS slug GROUP BY 2",
}
# Of all that may be found: where only the newest matches are counted, other years can be asked for all the same.
_FIRST_YEAR = """
SELECT 'first year', '', (SELECT extract(year FROM date)::int FROM ({oldest}) AS "oldest")
"""


@dataclass(frozen=True, slots=True)
class Found:
    """What the statement found. counts: filter → value → number, without the filter itself; totals: filter → number.

    The number of all results is under "". No number is above NEWEST.
    """

    primary_keys: list[int]
    counts: dict[str, dict[str, int]]
    totals: dict[str, int]
    first_year: int | None  # of all that may be found

    @property
    def total(self) -> int:
        return self.totals[""]


def find_records(
    records, query: Query, tsquery: str, filters: Filters, *, by_date: bool, start: int, stop: int, today: date
) -> Found:
    """The records of one page of results, in order, with the counts of all. One statement.

    records: what may be found, a queryset. tsquery: one of those of the query, as text for to_tsquery(); without one
    the filters alone select, by date.
    """
    matching = records.matching(tsquery) if tsquery else records
    rank, rank_parameters = ("0", []) if by_date else _build_rank(query, tsquery, today)
    sql, bounded = _bound(filters.apply(matching))
    tables = {"found": (_RANKED.format(rank=rank, matches=sql), [*rank_parameters, *bounded])}
    for name in filters.active:
        sql, bounded = _bound(filters.apply(matching, but=name))
        tables[f"but_{name}"] = (_BOUNDED.format(matches=sql), list(bounded))
    oldest, oldest_parameters = _oldest(records)
    parts = ["SELECT 'total', '', count(*) FROM found", _FIRST_YEAR.format(oldest=oldest)]
    for name in FILTER_NAMES:  # S608 below: these are names of this module, nothing that a visitor typed
        found = f"but_{name}" if name in filters.active else "found"
        parts += [_COUNTS[name].format(found=found), f"SELECT 'total', '{name}', count(*) FROM {found}"]  # noqa: S608
    order = ("" if by_date else "rank DESC, ") + "date DESC NULLS LAST, page_id DESC, position"
    parts.append(
        f"SELECT 'id', id::text, n FROM (SELECT id, row_number() OVER (ORDER BY {order}) AS n FROM found) AS o"  # noqa: S608
        " WHERE n > %s AND n <= %s"
    )
    tables_sql = ", ".join(f"{name} AS MATERIALIZED ({sql})" for name, (sql, _) in tables.items())
    parameters = [parameter for _, values in tables.values() for parameter in values]
    parameters += oldest_parameters
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {tables_sql} {' UNION ALL '.join(parts)}", [*parameters, start, stop])
        return _read(cursor.fetchall())


def _bound(queryset) -> tuple[str, tuple]:
    fields = ("id", "kind", "date", "page_id", "position", "countries", "sources", "vector")
    return queryset.newest().values(*fields)[:NEWEST].query.sql_with_params()


def _oldest(queryset) -> tuple[str, tuple]:
    """The date of the oldest record, from the end of the index by which records are ordered."""
    return queryset.filter(date__isnull=False).order_by("date").values("date")[:1].query.sql_with_params()


def _build_rank(query: Query, tsquery: str, today: date) -> tuple[str, list]:
    kinds = " ".join(f"WHEN '{kind.value}' THEN {weight}" for kind, weight in KIND_WEIGHTS.items())
    words = float(query.word_count)
    return _RANK.format(kinds=kinds), [WEIGHTS, tsquery, query.to_title_tsquery(), words, AGING, today, UNDATED_AGE]


def _read(rows: list[tuple[str, str, int]]) -> Found:
    counts: dict[str, dict[str, int]] = {name: {} for name in FILTER_NAMES}
    totals: dict[str, int] = {}
    places: dict[int, int] = {}
    first_year = None
    for what, value, number in rows:
        if what == "id":
            places[number] = int(value)
        elif what == "total":
            totals[value] = number
        elif what == "first year":
            first_year = number
        else:
            counts[what][value] = number
    return Found([places[place] for place in sorted(places)], counts, totals, first_year)
