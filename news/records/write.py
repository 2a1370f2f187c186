"""Writes the records of pages."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from wagtail.models import Page

from ..models import Record
from .build import build_records
from .sources import SourceNames

CHUNK_SIZE = 100


def write_records(page: Page, sources: SourceNames | None = None) -> None:
    """Make the records of a page anew: none of a page that is not live. page: an instance of its own page type.

    One DELETE and one INSERT, however many clippings a page has.
    """
    with transaction.atomic():
        Record.objects.filter(page_id=page.pk).delete()
        if page.live and page.depth > 1:
            Record.objects.bulk_create(build_records(page, sources or SourceNames()))


def rewrite_records(pages) -> Iterator[int]:
    """Make the records of all these pages anew, and yield how many pages are done. pages: a queryset of Page."""
    sources = SourceNames()
    done = 0
    primary_keys = list(pages.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(primary_keys), CHUNK_SIZE):
        chunk: Iterable[Page] = Page.objects.filter(pk__in=primary_keys[start : start + CHUNK_SIZE]).specific()
        for page in chunk:
            write_records(page, sources)
            done += 1
            yield done
