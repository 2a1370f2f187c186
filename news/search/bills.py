"""The bills that a query names, whose pages say where they stand."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils import timezone

from ..bills import Bill, Mention, congress_on
from ..models import Record, TrackedBill
from ..models.record import RecordQuerySet, Unnest
from .highlight import stems
from .meanings import find_cited
from .names import NameRow, Names

FIRST_CONGRESS = 92  # that of 1971, when the organization was founded
MAX_SHOWN = 4


@dataclass(frozen=True, slots=True)
class FoundBill:
    bill: Bill
    tracked: TrackedBill | None  # what staff know of it


def find_bills_named(query: str, names: Names) -> list[FoundBill]:
    """The bills that a query names by their numbers or by the title that staff entered: those that have a page.

    By a number they are those of all Congresses, the newest first. At most three queries, one for private pages.
    """
    mentions = list(find_cited(query))
    if not mentions:
        return find_by_title(query, names)
    first = [mention for mention in mentions if mention.start == mentions[0].start]  # “bill 1911” is one of any kind
    bills = [bill for mention in first for bill in list_possible(mention)]
    tracked = find_tracked(bills)
    found = {*find_named(Record.objects.listed(), bills), *tracked}
    return [FoundBill(bill, tracked.get(bill)) for bill in bills if bill in found][:MAX_SHOWN]


def list_possible(mention: Mention) -> list[Bill]:
    """The bills of a number, the newest first."""
    congresses = (
        [mention.congress] if mention.congress else range(FIRST_CONGRESS, congress_on(timezone.localdate()) + 1)
    )
    return [Bill(congress, mention.kind, mention.number) for congress in reversed(congresses)]


def find_by_title(query: str, names: Names) -> list[FoundBill]:
    """The bills with a title that has all words of the query, two or more, or that is part of it. One query, if any."""
    wanted = stems(query)
    rows = [row for row in names.of_kind("bill") if is_title_asked_for(row, wanted)][:MAX_SHOWN]
    bills = [Bill.from_key(row.code) for row in rows]
    tracked = find_tracked(bills) if bills else {}
    return [
        FoundBill(bill, tracked[bill]) for bill in sorted(bills, key=lambda bill: -bill.congress) if bill in tracked
    ]


def is_title_asked_for(row: NameRow, wanted: frozenset[str]) -> bool:
    title = stems(row.names[0]) if row.names else frozenset()
    return len(wanted) > 1 and len(title) > 1 and (wanted <= title or title <= wanted)


def find_tracked(bills: Collection[Bill]) -> dict[Bill, TrackedBill]:
    """What staff know of the bills of these kinds and numbers, of every Congress. One query."""
    kinds, numbers = {bill.kind for bill in bills}, {bill.number for bill in bills}
    return {row.bill: row for row in TrackedBill.objects.filter(kind__in=kinds, number__in=numbers)}


def find_named(records: RecordQuerySet, bills: Iterable[Bill]) -> set[Bill]:
    """Those of the bills that one of the records names. One query."""
    by_key = {bill.key: bill for bill in bills}
    naming = records.with_bills().filter(bills__overlap=sorted(by_key)).order_by().annotate(key_of_bill=Unnest("bills"))
    return {by_key[key] for key in naming.values_list("key_of_bill", flat=True).distinct() if key in by_key}
