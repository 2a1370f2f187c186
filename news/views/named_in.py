"""What belongs to a page and does not stand on it: what mentions it, and the pages of its clippings' countries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, F
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from pages.models.base import is_private
from pages.models.sites import know_sites
from pages.prepared import Parameter, PreparedQuery

from ..models import Country, Record
from ..models.country import read_countries
from ..models.record import Unnest

MAX_SHOWN = 8
MAX_FOUND = 50  # that link to the page, and that name its bills
HOME_DEPTH = 2


@dataclass(frozen=True, slots=True)
class Related:
    """`mentions`: the newest records that link to the page or name one of its bills, each page once.
    `country_pages`: ISO code → page."""

    mentions: list[Record]
    country_pages: dict[str, Country]


def find_related(request, page: Page, country_codes: Iterable[str] = ()) -> Related:
    """What is public of it. One query, besides that for the countries, which all pages share.

    A bill may also be named by one of the clippings of an issue: then that clipping is the mention.
    """
    wanted = set(country_codes)
    pages = {country.iso_code: country for country in read_countries(request)} if wanted else {}
    first: dict[int, Record] = {}
    for record in MENTIONS.fetch(page=page.pk, reference=str(page.pk)):
        if record.page_id != page.pk:
            first.setdefault(record.page_id, record)
    shown = list(first.values())[:MAX_SHOWN]
    know_sites(request, [record.page for record in shown])
    return Related(shown, {code: pages[code] for code in sorted(wanted & pages.keys())})


def list_mentions():
    """The records that link to a page or name one of its bills, the newest first, with what is shown of them.

    Parameters: `page`, its primary key, and `reference`, the same as the reference index has it.
    """
    records = Record.objects.filter(pk__in=find_mentions()).exclude(is_private("page__path"))
    ordered = records.order_by(F("date").desc(nulls_last=True), "-page_id", "position")
    return ordered.for_list().only("page_id", "label", "title", "date", "anchor", "page__url_path")


def find_mentions():
    """The primary keys of the records that link to the page or name one of its bills, as a subquery."""
    page = Parameter("page", BigIntegerField())
    own = Record.objects.filter(page_id=page, position=0).order_by().annotate(bill=Unnest("bills"))
    linking = Record.objects.filter(position=0, page_id__in=find_linking_pages(), page__depth__gt=HOME_DEPTH)
    naming = Record.objects.filter(bills__overlap=own.values("bill"))
    parts = [
        records.exclude(is_private("page__path")).newest().values("pk")[:MAX_FOUND] for records in (linking, naming)
    ]
    return parts[0].union(parts[1], all=True)


def find_linking_pages():
    """The primary keys of the pages whose content refers to this one, as a subquery."""
    pages = ContentType.objects.get_for_model(Page)
    reference = Parameter("reference", CharField())
    to_page = ReferenceIndex.objects.filter(to_content_type=pages, to_object_id=reference)
    return to_page.filter(base_content_type=pages).values_list(Cast("object_id", BigIntegerField()))


MENTIONS = PreparedQuery(list_mentions)
