"""What mentions a page: the pages that link to it, and what names the same bills."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, Value
from wagtail.models import Page, ReferenceIndex

from pages.models.base import is_private

from ..models import Record
from ..models.record import Unnest

MAX_SHOWN = 8
MAX_FOUND = 50  # links and bills that are looked at
HOME_DEPTH = 2


def find_mentions(page: Page) -> list[Record]:
    """The newest public records that link to the page or name one of its bills, each page once. Two queries.

    A bill may also be named by one of the clippings of an issue: then the record is that clipping.
    """
    if not page.pk:
        return []
    linking, bills = find_links_and_bills(page)
    if not (linking or bills):
        return []
    links_here = Q(page_id__in=linking, position=0, page__depth__gt=HOME_DEPTH)
    records = Record.objects.filter(links_here | Q(bills__overlap=bills) if bills else links_here)
    public = records.exclude(page_id=page.pk).exclude(is_private("page__path"))
    newest = public.order_by(F("date").desc(nulls_last=True), "-page_id", "position").for_list().defer("text", "vector")
    found: dict[int, Record] = {}
    for record in newest[:MAX_FOUND]:
        found.setdefault(record.page_id, record)
    return list(found.values())[:MAX_SHOWN]


def find_links_and_bills(page: Page) -> tuple[list[int], list[str]]:
    """The primary keys of the pages that link to this one, and the keys of its bills. One query."""
    pages = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.objects.filter(
        base_content_type=pages, to_content_type=pages, to_object_id=str(page.pk)
    )
    links = references.order_by().annotate(of=Value("link")).values_list("of", "object_id").distinct()[:MAX_FOUND]
    own = Record.objects.filter(page_id=page.pk, position=0).order_by().annotate(of=Value("bill"), bill=Unnest("bills"))
    rows = list(links.union(own.values_list("of", "bill")[:MAX_FOUND], all=True))
    return [int(value) for of, value in rows if of == "link"], [value for of, value in rows if of == "bill"]
