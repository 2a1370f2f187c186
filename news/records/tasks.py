"""The worker's part: records that are missing or out of date, and clippings whose sources staff have changed.

Each task is idempotent. The queue stores their dotted paths, so renaming one loses the tasks that wait.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task
from wagtail.models import Page

from ..models import Record, UnansweredSearch
from .sources import has_unknown_sources, resolve_again
from .write import delete_records, pages_with_records, rewrite_records

FEW = 100  # pages: so many have a task each; more are one task's, as after an update of the site
UNANSWERED_KEPT = timedelta(days=365)

logger = logging.getLogger("news.records")


@task(backend="worker")
def make_records(page_id: int) -> None:
    """Make the records of one page anew. Raises what building them raises; the page has none then."""
    try:
        for _ in rewrite_records(Page.objects.filter(pk=page_id)):
            pass
    except Exception:
        delete_records(page_id)
        raise


@task(backend="worker")
def make_missing_records(after: int = 0) -> None:
    """Make the records of the next pages that have none, and leave the rest to another task, so that mails can pass.

    after: the primary key of the last page that was looked at.
    """
    missing = list(pages_without_records().filter(pk__gt=after).values_list("pk", flat=True)[:FEW])
    for _ in rewrite_records(Page.objects.filter(pk__in=missing), on_error=log_failure):
        pass
    if len(missing) == FEW:
        make_missing_records.enqueue(missing[-1])


@task(backend="worker")
def resolve_sources() -> None:
    """Find the sources of all clippings anew: staff have changed one."""
    resolve_again()


def log_failure(page: Page) -> None:
    logger.exception("The records of page %s could not be made", page.pk)


def pages_without_records() -> QuerySet[Page]:
    return pages_with_records().exclude(Exists(Record.objects.filter(page=OuterRef("pk")))).order_by("pk")


def find_missing_records() -> Iterator[tuple[Task, list]]:
    """(task, arguments) for what the records lack, and for those of pages that are not published. Four queries."""
    missing = list(pages_without_records().values_list("pk", flat=True)[: FEW + 1])
    if len(missing) > FEW:
        yield make_missing_records, [0]
    else:
        yield from ((make_records, [pk]) for pk in missing)
    unpublished = Record.objects.exclude(page__in=pages_with_records()).order_by("page_id")
    for pk in islice(unpublished.values_list("page_id", flat=True).distinct(), FEW):
        yield make_records, [pk]
    if has_unknown_sources():
        yield resolve_sources, []


def prune_unanswered() -> None:
    """Delete the searches without an answer that are older than a year."""
    UnansweredSearch.objects.filter(day__lt=timezone.localdate() - UNANSWERED_KEPT).delete()
