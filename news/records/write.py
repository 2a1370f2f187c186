"""Writes the records of pages."""

from collections.abc import Callable, Iterator

from django.db import transaction
from wagtail.models import Page
from wagtail.query import PageQuerySet

from pages.models import BasePage

from ..models import Record
from .build import build_records
from .sources import SourceNames

CHUNK_SIZE = 25  # pages that are locked together, for less than a second


def pages_with_records() -> PageQuerySet:
    """The pages that have records: live, and not an alias, whose original has them."""
    return Page.objects.live().filter(depth__gt=1, alias_of=None)


def has_records(page: Page) -> bool:
    return isinstance(page, BasePage) and page.live and page.depth > 1 and page.alias_of_id is None


def delete_records(page_id: int) -> None:
    Record.objects.filter(page_id=page_id).delete()


def write_records(page: Page, sources: SourceNames | None = None) -> None:
    """Make the records of a page anew: none of a page that is not live. page: an instance of its own page type.

    One DELETE and one INSERT, however many clippings a page has.
    """
    with transaction.atomic():
        delete_records(page.pk)
        if has_records(page):
            Record.objects.bulk_create(build_records(page, sources or SourceNames()))


def rewrite_records(pages: PageQuerySet, on_error: Callable[[Page], None] | None = None) -> Iterator[int]:
    """Make the records of all these pages anew, and yield how many pages are done.

    on_error: is called in the place of raising what building a page's records raised.
    """
    sources = SourceNames()
    done = 0
    primary_keys = list(pages.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(primary_keys), CHUNK_SIZE):
        with transaction.atomic():
            for page in lock_pages(primary_keys[start : start + CHUNK_SIZE]):
                try:
                    write_records(page, sources)
                except Exception:
                    if on_error is None:
                        raise
                    on_error(page)
                    sources = SourceNames()  # what was added for this page is not there
                done += 1
                yield done


def lock_pages(primary_keys: list[int]) -> PageQuerySet:
    """The pages as they are now, each of its own type. Whoever publishes one waits until the transaction ends.

    Else the records of a page that is published meanwhile would be made of what it was before.
    """
    list(Page.objects.select_for_update().filter(pk__in=primary_keys).order_by("pk").values_list("pk"))
    return Page.objects.filter(pk__in=primary_keys).order_by("pk").specific()
