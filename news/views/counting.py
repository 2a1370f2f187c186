"""The one statement that counts clippings by their facets."""

from dataclasses import dataclass

from django.db import connection

from ..models.record import RecordQuerySet
from .facets import Facet

# Every record is read once, whatever it is counted by. Equal arrays are counted first, and what stands in them then:
# there are few of them, and PostgreSQL takes three times as long to make a row of each value of each record.
_GROUPED = """
SELECT {columns} count(*) AS n FROM ({records}) AS "read" GROUP BY GROUPING SETS (() {sets})
"""
_TOTAL = "SELECT '', '', max(n) FROM {part}"  # the row of all records has the greatest number
_VALUES = """
(SELECT '{facet}', lower(value::text), sum(n)::bigint FROM {part}, unnest({values}) AS value
WHERE value IS NOT NULL GROUP BY 2 ORDER BY {order} LIMIT %s)
"""


@dataclass(frozen=True, slots=True)
class Part:
    """Records, each of which is read once, and the facets by which they are counted."""

    records: RecordQuerySet
    facets: list[Facet]


def count_facets(parts: list[Part], limit: int) -> dict[str, dict[str, int]]:
    """Facet → value → number of records; and under "", the number of those of the first part. One query.

    limit: how many values of a facet there are at most, those with most records; the newest of years.
    """
    tables, selects, parameters = [], [_TOTAL.format(part="part_0")], []
    for number, part in enumerate(parts):
        fields = [facet.field for facet in part.facets]
        sql, values = part.records.values(*fields or ["pk"]).query.sql_with_params()
        columns = "".join(f"{facet.grouped} AS {facet.name}, " for facet in part.facets)
        sets = "".join(f", ({facet.name})" for facet in part.facets)
        tables.append(f"part_{number} AS MATERIALIZED ({_GROUPED.format(columns=columns, records=sql, sets=sets)})")
        parameters += values
        selects += [
            _VALUES.format(facet=facet.name, part=f"part_{number}", values=facet.unnested, order=facet.order)
            for facet in part.facets
        ]
    counts: dict[str, dict[str, int]] = {"": {}} | {facet.name: {} for part in parts for facet in part.facets}
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {', '.join(tables)} {' UNION ALL '.join(selects)}", [*parameters, *[limit] * (len(selects) - 1)]
        )
        for name, value, n in cursor.fetchall():
            counts[name][value] = n
    return counts
