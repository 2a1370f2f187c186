"""Bills of Congress: what staff know of each, what the organization said of it, and which clippings name it."""

from itertools import groupby

from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ..bills import Bill, ordinal, parse_key, years_of_congress
from ..feed_response import records_feed_response, view_feed_links
from ..filter_values import narrow
from ..listing import QueryLink, build_query_string
from ..models import Record, TrackedBill
from ..models.record import RecordQuerySet, Unnest
from ..search.bills import find_named, find_tracked
from .metadata import build_trail, view_context, view_metadata

MAX_BILLS = 1000
SAID, CLIPPINGS = 20, 10  # of a bill, on its page
CONGRESSES_BESIDE = 15  # before and after its own, in which a bill of the same number is looked for


@require_safe
def bills(request):
    """All bills that a public record names, or staff keep, by Congress; the newest first."""
    named = Record.objects.listed().with_bills().order_by().annotate(key_of_bill=Unnest("bills"))
    counts = dict(named.values_list("key_of_bill").annotate(Count("pk")).order_by("-key_of_bill")[:MAX_BILLS])
    tracked = {row.bill.key: row for row in TrackedBill.objects.all()[:MAX_BILLS]}
    found = sorted(map(Bill.from_key, {*counts, *tracked}), key=lambda bill: (-bill.congress, bill.kind, bill.number))
    rows = [{"bill": bill, "tracked": tracked.get(bill.key), "count": counts.get(bill.key, 0)} for bill in found]
    congresses = [
        {"name": f"{ordinal(number)} Congress", "years": years_of_congress(number), "rows": list(group)}
        for number, group in groupby(rows, key=lambda row: row["bill"].congress)
    ]
    summary = "The bills of Congress that statements, weekly updates and clippings on this site name."
    metadata = view_metadata(request, "Bills", summary, reverse("bills"))
    context = view_context(request, metadata, build_trail(request, "news.statementindex"))
    return render(request, "news/bills.html", context | {"congresses": congresses, "is_indexed": bool(congresses)})


@require_safe
def bill(request, congress, kind, number):
    """One bill. 404 where no public record names it and staff do not keep it.

    The clippings that name it, by whatever else they are asked for, are in the list of clippings.
    """
    shown = parse_key(f"{congress}-{kind}-{number}")
    if shown is None or shown.kind != kind:
        raise Http404
    if query_string := narrow(request.GET, bill=shown.key):
        return redirect(reverse("clippings") + query_string)
    listed = Record.objects.listed()
    naming = listed.naming(shown)
    tracked = find_tracked([shown])
    if shown not in tracked and not naming.exists():
        raise Http404
    if "format" in request.GET:
        return records_feed_response(request, naming, shown.name, bill_url(shown), request.GET["format"])
    said = list(naming.exclude(kind=Record.Kind.CLIPPING).for_rows()[:SAID])
    clippings = list(naming.clippings().for_rows()[: CLIPPINGS + 1])
    summary = tracked[shown].title if shown in tracked else f"What this site says of {shown.name}."
    metadata = view_metadata(request, shown.name, summary, bill_url(shown))
    context = view_context(request, metadata, build_trail(request, "news.statementindex", ("Bills", "bills")))
    context |= {"bill": shown, "tracked": tracked.get(shown), "said": said, "clippings": clippings[:CLIPPINGS]}
    context |= {
        "others": find_same_number(listed, shown, tracked),
        "all_clippings": reverse("clippings") + build_query_string(bill=shown.key),
        "feed": view_feed_links(shown.name, bill_url(shown)),
        "is_indexed": True,
    }
    return render(request, "news/bill.html", context)


def bill_url(shown: Bill) -> str:
    return reverse("bill", args=[shown.congress, shown.kind, shown.number])


def find_same_number(records: RecordQuerySet, shown: Bill, tracked) -> list[QueryLink]:
    """Links to the bills with the same number in other Congresses, which are other bills. One query."""
    beside = range(max(shown.congress - CONGRESSES_BESIDE, 1), shown.congress + CONGRESSES_BESIDE + 1)
    named = find_named(records, (Bill(congress, shown.kind, shown.number) for congress in beside))
    others = sorted({*named, *tracked} - {shown}, key=lambda other: -other.congress)
    return [QueryLink(other.name, bill_url(other), False) for other in others]
