"""What belongs to a page and does not stand on it: what mentions it, and the pages of its clippings' countries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, BooleanField, ExpressionWrapper, F, Q
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from pages.models.base import is_private

from ..models import Record
from ..models.record import Unnest

MAX_SHOWN = 8
MAX_FOUND = 50  # that link to the page, and that name its bills
HOME_DEPTH = 2


@dataclass(frozen=True, slots=True)
class Related:
    """`mentions`: the newest records that link to the page or name one of its bills, each page once.
    `country_pages`: ISO code → page."""

    mentions: list[Record]
    country_pages: dict[str, Page]


def find_related(page: Page, country_codes: Iterable[str] = ()) -> Related:
    """What is public of it. One query, because an issue with all its parts has no other to spare.

    A bill may also be named by one of the clippings of an issue: then that clipping is the mention.
    """
    codes = sorted(country_codes)
    mentions = find_mentions(page)
    countries = Record.objects.filter(kind=Record.Kind.COUNTRY, position=0, countries__overlap=codes)
    wanted = mentions.union(countries.values("pk"), all=True) if codes else mentions
    records = Record.objects.filter(pk__in=wanted).exclude(is_private("page__path"))
    records = records.annotate(is_mention=ExpressionWrapper(Q(pk__in=mentions), output_field=BooleanField()))
    found = list(
        records.order_by(F("date").desc(nulls_last=True), "-page_id", "position").for_list().defer("text", "vector")
    )
    first: dict[int, Record] = {}
    for record in found:
        if record.is_mention and record.page_id != page.pk:
            first.setdefault(record.page_id, record)
    by_code = {code: record.page for record in found if record.kind == Record.Kind.COUNTRY for code in record.countries}
    return Related(list(first.values())[:MAX_SHOWN], {code: by_code[code] for code in codes if code in by_code})


def find_mentions(page: Page):
    """The primary keys of the records that link to the page or name one of its bills, as a subquery."""
    own = Record.objects.filter(page_id=page.pk, position=0).order_by().annotate(bill=Unnest("bills"))
    linking = Record.objects.filter(position=0, page_id__in=find_linking_pages(page), page__depth__gt=HOME_DEPTH)
    naming = Record.objects.filter(bills__overlap=own.values("bill"))
    parts = [
        records.exclude(is_private("page__path")).newest().values("pk")[:MAX_FOUND] for records in (linking, naming)
    ]
    return parts[0].union(parts[1], all=True)


def find_linking_pages(page: Page):
    """The primary keys of the pages whose content refers to this one, as a subquery."""
    pages = ContentType.objects.get_for_model(Page)
    to_page = ReferenceIndex.objects.filter(to_content_type=pages, to_object_id=str(page.pk))
    return to_page.filter(base_content_type=pages).values_list(Cast("object_id", BigIntegerField()))
