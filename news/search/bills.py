"""The bills that a query names, whose pages say where they stand."""

from dataclasses import dataclass

from django.utils import timezone

from ..bills import Bill, congress_on, find_mentions
from ..models import Record, TrackedBill
from ..models.record import Unnest

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
    keys = {Bill(congress, mention.kind, mention.number).key for congress in congresses}
    tracked = {row.bill.key: row for row in TrackedBill.objects.filter(kind=mention.kind, number=mention.number)}
    records = Record.objects.listed().filter(bills__overlap=sorted(keys)).order_by()
    named = set(records.annotate(key_of_bill=Unnest("bills")).values_list("key_of_bill", flat=True).distinct())
    found = sorted(map(Bill.from_key, keys & {*named, *tracked}), key=lambda bill: -bill.congress)
    return [FoundBill(bill, tracked.get(bill.key)) for bill in found[:MAX_SHOWN]]
