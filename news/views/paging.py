"""A page of a long list of records, from one of them on: its cost does not grow with the number of those before it.

https://use-the-index-luke.com/no-offset
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from ..models import Record
from ..models.record import KEY_LENGTH, RecordQuerySet

PER_PAGE = 15  # with long headlines and excerpts, more would not fit 14 KB


@dataclass(frozen=True, slots=True)
class RecordPage:
    """`newer` and `older`: the parameters of the pages beside it, None at the end. `is_lost`: it began at a record
    that has gone, and these are the newest."""

    records: list[Record]
    newer: dict[str, str] | None
    older: dict[str, str] | None
    canonical: dict[str, str]
    is_lost: bool

    def __iter__(self):
        return iter(self.records)


def build_record_page(parameters: Mapping[str, str], records: RecordQuerySet, places: RecordQuerySet) -> RecordPage:
    """The page of `records` that begins after the record whose key is `after`, or ends before that of `before`.

    places: the records, all with a date, at one of which a page may begin; not fewer than `records`, so that a page
    that began at a record which the filters no longer let pass stays where it was. Two queries, one for the first page,
    or three. Each record has `excerpt`, the beginning of its text.
    """
    name = "after" if parameters.get("after") else "before"
    key = parameters.get(name, "")[:KEY_LENGTH]
    place = find_place(key, places) if key.isalnum() else None
    rows = records.for_rows()
    if place and name == "before":
        return page_before(rows, place, places)
    found = list((rows.filter(is_after(*place)) if place else rows)[: PER_PAGE + 1])
    return RecordPage(
        records=found[:PER_PAGE],
        newer=place and ({"before": found[0].key} if found else {}),
        older={"after": found[PER_PAGE - 1].key} if len(found) > PER_PAGE else None,
        canonical={"after": key} if place else {},
        is_lost=bool(key) and place is None,
    )


def page_before(rows: RecordQuerySet, place: tuple, places: RecordQuerySet) -> RecordPage:
    """The page that ends before a place; it has the same rows and canonical URL as that after the row before it."""
    found = list(rows.filter(is_before(*place)).reverse()[: PER_PAGE + 1])
    if len(found) <= PER_PAGE:
        return build_record_page({}, rows, places)  # the first page, and full
    *shown, row_before = found
    shown.reverse()
    return RecordPage(shown, {"before": shown[0].key}, {"after": shown[-1].key}, {"after": row_before.key}, False)


def find_place(key: str, places: RecordQuerySet) -> tuple | None:
    """Date, page and position of a record, by which lists are ordered."""
    return places.filter(key=key).values_list("date", "page_id", "position").first()


def is_after(day, page, position) -> Q:
    """A condition: the record comes after this place, newest first. The first part is what the index is asked."""
    later = Q(date__lt=day) | Q(page_id__lt=page) | Q(page_id=page, position__gt=position)
    return Q(date__lte=day) & later


def is_before(day, page, position) -> Q:
    earlier = Q(date__gt=day) | Q(page_id__gt=page) | Q(page_id=page, position__lt=position)
    return Q(date__gte=day) & earlier
