"""The rows of a dated list, and how many there are: of the lists that are asked for most, the SQL is kept."""

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from pages.prepared import PreparedQueries

QUERIES = PreparedQueries(32)  # for the first pages of all lists, and of the newest years


@dataclass(frozen=True, slots=True)
class ListedRows:
    """The rows of a year, a month of it and a kind, for a Paginator; each may be None.

    queryset: all rows, in order. key: what tells it from all others; None where its SQL is not kept.
    """

    queryset: QuerySet
    year: int | None = None
    month: int | None = None
    kind: str | None = None
    key: Hashable = None

    def __getitem__(self, part: slice) -> list:
        if part.start == part.stop:  # of a kind of which there is none; Django knows no SQL for that
            return []
        if self.key is None or self.month:
            return list(self.select()[part])
        key = (self.key, self.year, self.kind, part.start, part.stop)
        return QUERIES.fetch(key, lambda: self.select()[part])

    def select(self) -> QuerySet:
        queryset = self.queryset
        if self.year:
            queryset = queryset.filter(date__year=self.year)
        if self.month:
            queryset = queryset.filter(date__month=self.month)
        return queryset.filter(kind=self.kind) if self.kind else queryset

    def count(self) -> int:
        return self.select().count()


def count_by_year_and_kind(queryset: QuerySet, *, with_kinds: bool, key: Hashable = None) -> Counter:
    """(year, kind) → number of items; kind is None where the items have none. One query. key: as in ListedRows."""
    grouped = ["date__year", "kind"] if with_kinds else ["date__year"]

    def group() -> QuerySet:
        return queryset.order_by().values_list(*grouped).annotate(Count("pk"))

    counts: Counter = Counter()
    for *values, count in group() if key is None else QUERIES.fetch((key, *grouped), group):
        counts[values[0], values[1] if with_kinds else None] += count
    return counts
