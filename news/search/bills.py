"""The bills that a query names, whose pages say where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from ..bills import Bill, congress_on, find_mentions
from ..models import Record, TrackedBill
from ..models.record import RecordQuerySet, Unnest

FIRST_CONGRESS = 92  # that of 1971, when the organization was founded
MAX_SHOWN = 4


@dataclass(frozen=True, slots=True)
class FoundBill:
    bill: Bill
    tracked: TrackedBill | None  # what staff know of it


def find_bills_named(query: str) -> list[FoundBill]:
    """The bills of the first number that a query names, the newest first: those that have a page.

    Three queries, the one for private pages included; none where the query names no bill.
    """
    mention = next(find_mentions(query), None)
    if mention is None:
        return []
    congresses = (
        [mention.congress] if mention.congress else range(FIRST_CONGRESS, congress_on(timezone.localdate()) + 1)
    )
    bills = [Bill(congress, mention.kind, mention.number) for congress in reversed(congresses)]
    tracked = find_tracked(mention.kind, mention.number)
    found = {*find_named(Record.objects.listed(), bills), *tracked}
    return [FoundBill(bill, tracked.get(bill)) for bill in bills if bill in found][:MAX_SHOWN]


def find_tracked(kind: str, number: int) -> dict[Bill, TrackedBill]:
    """What staff know of the bills with this number, of every Congress. One query."""
    return {row.bill: row for row in TrackedBill.objects.filter(kind=kind, number=number)}


def find_named(records: RecordQuerySet, bills: Iterable[Bill]) -> set[Bill]:
    """Those of the bills that one of the records names. One query."""
    by_key = {bill.key: bill for bill in bills}
    naming = records.filter(bills__overlap=sorted(by_key)).order_by().annotate(key_of_bill=Unnest("bills"))
    return {by_key[key] for key in naming.values_list("key_of_bill", flat=True).distinct() if key in by_key}
