"""The worker's part: the page of each link is fetched and read.

The task is idempotent: it does nothing for an item that was read, used or dismissed. The queue stores its dotted path,
so renaming it loses the tasks that wait; the hourly sweep queues them again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django_tasks import task
from django_tasks.base import Task

from ..articles import Article, read_article
from ..articles.fetch import FetchError, fetch_page
from ..models import InboxItem, Source
from ..models.inbox import FIELDS, url_key
from .merging import lock_waiting, merge, merge_near

MAX_ATTEMPTS = 4  # an hour apart, for a publisher that does not answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of reading a page: the article, or why there is none, and whether it is worth another try."""

    article: Article | None = None
    reason: str = ""
    is_transient: bool = False


@task(backend="worker")
def read_link(item_id: int) -> None:
    """Fill an item with what its page says. What was typed stays; why nothing was read is kept with the item.

    A publisher that cannot be reached is no failure of the task. The page is fetched outside of a transaction.
    """
    item = InboxItem.objects.unread().filter(pk=item_id).first()
    if item is None:
        return
    outcome = read(item.url)
    with transaction.atomic():
        item = lock_waiting().get(item_id)
        if item is not None and item.reading in InboxItem.UNREAD:
            take_over(item, outcome)
            merge_near(follow(item, outcome))


def read(url: str) -> Outcome:
    """Fetch a page and read it, with the table of sources that staff keep: one query. Takes up to 20 seconds."""
    try:
        page = fetch_page(url)
    except FetchError as error:
        return Outcome(reason=error.reason.message, is_transient=error.reason.is_transient)
    return Outcome(read_article(page.body, page.url, Source.objects.as_table(), page.charset))


def take_over(item: InboxItem, outcome: Outcome) -> None:
    """Write into an item what was read, or why nothing was. Where the page is no article, its source is known still."""
    item.attempts += 1
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
        return merge(item, into=twin)
    item.url, item.key = article.url, url_key(article.url)
    item.save(update_fields=["url", "key"])
    return item


@transaction.atomic
def read_again(item: InboxItem) -> bool:
    """Have the page of an item read once more, whatever became of it before; False where it does not wait any more."""
    unread = InboxItem.Reading.WAITING
    if not InboxItem.objects.waiting().filter(pk=item.pk).update(reading=unread, reason="", attempts=0):
        return False
    read_link.enqueue(item.pk)
    return True


def find_unread_links() -> Iterator[tuple[Task, list]]:
    """(task, arguments) for every link to be read: its task was lost, or its publisher did not answer."""
    for pk in InboxItem.objects.unread().order_by("pk").values_list("pk", flat=True):
        yield read_link, [pk]
