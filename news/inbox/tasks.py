"""The worker's part: the page of each link is fetched and read.

The task is idempotent: it does nothing for an item that was read, used or dismissed. The queue stores its dotted path,
so renaming it loses the tasks that wait; the hourly sweep queues them again.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task

from ..articles import Article, read_article
from ..articles.fetch import FetchError, fetch_page
from ..models import InboxItem, Source
from ..models.inbox import FIELDS, url_key
from .merging import lock_waiting, merge, merge_near

MAX_ATTEMPTS = 4  # an hour apart, for a publisher that does not answer
KEPT = timedelta(days=365)  # what was used or dismissed; which issue carried a story is known by its records
MAX_PRUNED = 500
NOT_UNDERSTOOD = "Its page could not be understood. Fill it in by hand."
CUT_OFF = "Reading its page was cut off several times. Fill it in by hand."
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of reading a page: the article, or why there is none, and whether it is worth another try."""

    article: Article | None = None
    reason: str = ""
    is_transient: bool = False


@task(backend="worker")
def read_link(item_id: int) -> None:
    """Fill an item with what its page says. What was typed stays; why nothing was read is kept with the item.

    A publisher that cannot be reached is no failure of the task. The page is fetched outside of a transaction. A try
    counts before it begins, so that a page that ends the worker's process is not tried for ever.
    """
    if not InboxItem.objects.unread().filter(pk=item_id).update(attempts=F("attempts") + 1):
        return
    item = InboxItem.objects.filter(pk=item_id).first()
    if item is None:
        return
    outcome = read(item.url) if item.attempts <= MAX_ATTEMPTS else Outcome(reason=CUT_OFF)
    try:
        store(item_id, outcome)
    except Exception:
        logger.exception("What was read of %s cannot be kept", item.url)
        store(item_id, Outcome(reason=NOT_UNDERSTOOD))


@transaction.atomic
def store(item_id: int, outcome: Outcome) -> None:
    """Keep what became of reading the page, where the item still waits for that; then it may go into another one."""
    item = lock_waiting().get(item_id)
    if item is not None and item.reading in InboxItem.TO_BE_READ:
        take_over(item, outcome)
        merge_near(follow(item, outcome))


def read(url: str) -> Outcome:
    """Fetch a page and read it, with the table of sources that staff keep: one query. Takes up to 20 seconds.

    Raises nothing: an article that cannot be read for a fault of ours stands in the log, and has its reason.
    """
    try:
        page = fetch_page(url)
        return Outcome(read_article(page.body, page.url, Source.objects.as_table(), page.charset))
    except FetchError as error:
        return Outcome(reason=error.reason.message, is_transient=error.reason.is_transient)
    except Exception:
        logger.exception("%s cannot be read", url)
        return Outcome(reason=NOT_UNDERSTOOD)


def take_over(item: InboxItem, outcome: Outcome) -> None:
    """Write into an item what was read, or why nothing was. Where the page is no article, its source is known still."""
    article = outcome.article
    if article is None:
        may_try = outcome.is_transient and item.attempts < MAX_ATTEMPTS
        item.reading = InboxItem.Reading.LATER if may_try else InboxItem.Reading.UNREADABLE
        item.reason, item.doubts = outcome.reason, []
        item.fill({"source": Source.objects.as_table().find_host(item.host)})
    else:
        values = {name: getattr(article, name) for name in FIELDS if name != "excerpt"}
        item.fill(values | {"excerpt": "\n\n".join(article.paragraphs)})
        no_article = next((doubt.message for doubt in article.doubts if doubt.field == "page"), "")
        item.reading = InboxItem.Reading.UNREADABLE if no_article else InboxItem.Reading.READ
        item.reason = no_article
        doubts = [(doubt.field, doubt.message) for doubt in article.doubts if doubt.field != "page"]
        known = {"paragraphs": "excerpt"}
        item.doubts = [
            {"field": known.get(name, name), "message": message}
            for name, message in doubts
            if known.get(name, name) not in item.typed
        ]
    item.save()


def follow(item: InboxItem, outcome: Outcome) -> InboxItem:
    """The item with the address to which its link led; another one, if that article waits already."""
    article = outcome.article
    if article is None or not article.headline or url_key(article.url) == item.key:
        return item
    twin = InboxItem.objects.waiting().filter(key=url_key(article.url)).first()
    if twin:
        item.url, item.key = twin.url, twin.key
        return merge(item, into=twin)
    try:
        with transaction.atomic():
            InboxItem.objects.filter(pk=item.pk).update(url=article.url, key=url_key(article.url))
    except IntegrityError:  # somebody adds that article in this moment; the two become one by their headline
        return item
    item.url, item.key = article.url, url_key(article.url)
    return item


@transaction.atomic
def read_again(item: InboxItem) -> bool:
    """Have the page of an item read once more, whatever became of it before; False where it does not wait any more."""
    unread = InboxItem.Reading.UNREAD
    if not InboxItem.objects.waiting().filter(pk=item.pk).update(reading=unread, reason="", attempts=0):
        return False
    read_link.enqueue(item.pk)
    return True


def prune_inbox() -> None:
    """Delete what was added more than a year ago, and does not wait: MAX_PRUNED at most, the rest at the next call."""
    old = InboxItem.objects.exclude(state=InboxItem.State.WAITING).filter(added_at__lt=timezone.now() - KEPT)
    with transaction.atomic():
        pks = list(old.locked()[:MAX_PRUNED].values_list("pk", flat=True))
        InboxItem.objects.filter(pk__in=pks).delete()


def find_unread_links() -> Iterator[tuple[Task, list]]:
    """(task, arguments) for every link to be read: its task was lost, or its publisher did not answer."""
    for pk in InboxItem.objects.unread().order_by("pk").values_list("pk", flat=True):
        yield read_link, [pk]
