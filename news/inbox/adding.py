"""What staff give becomes items of the inbox: a link from a browser or a telephone, or a whole mail with several."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone

from ..models import InboxItem, Source
from ..models.inbox import FIELDS, cut, url_key
from ..parser import parse_clippings
from ..parser.doubts import Doubt
from ..parser.urls import find_urls, has_path
from .merging import record_finder
from .other_links import leads_to_no_article
from .tasks import read_link

MAX_LINKS = 50  # that are taken at once
MAX_TEXT = 200_000  # characters that are read
BARE_URL = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}/[^\s@]+")  # with a path, as address bars show it
FROM_MAIL = tuple(name for name in FIELDS if name != "excerpt")  # paragraphs may be words of whoever writes
# A clipping of which nothing else is doubted has a headline, and a line of its own with source and date.
HARMLESS = frozenset(
    doubt.message
    for doubt in (Doubt.NO_EXCERPT, Doubt.GUESSED_URL, Doubt.HIDDEN_URL, Doubt.MISSPELT_MONTH, Doubt.GUESSED_YEAR)
)
TRIES = 3  # to add to an item that somebody takes out of what waits in the same moment


@dataclass(frozen=True, slots=True)
class Found:
    """A link, and what the text around it says of the article: values of InboxItem's FIELDS that are not empty."""

    url: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Links:
    """What a text links to: its articles, and the URLs that were left out, since they lead to none."""

    articles: list[Found]
    left_out: list[str]


def find_links(text: str) -> Links:
    """The articles in a text, each once, in order: as the parser reads clippings, else every link of the text.

    Where there is nothing else, front pages and what leads_to_no_article() count. An address that stands alone needs
    no https://.
    """
    text = text[:MAX_TEXT].strip()
    if BARE_URL.fullmatch(text):
        text = f"https://{text}"
    found: dict[str, Found] = {}
    for each in (*read_clippings(text), *(Found(link.url) for link in find_urls(text))):
        found.setdefault(url_key(each.url), each)
    articles: list[Found] = []
    left_out: list[str] = []
    for each in found.values():
        if not has_path(each.url) or leads_to_no_article(each.url):
            left_out.append(each.url)
        else:
            articles.append(each)
    return Links(articles, left_out) if articles else Links(list(found.values()), [])


def read_clippings(text: str) -> Iterator[Found]:
    """The clippings of a text that have a link; what the text says of one only where it is written as a clipping is.

    Else private words to a colleague, above or below a link, would be a headline that is published.
    """
    for clipping in parse_clippings(text, near=timezone.localdate(), sources=Source.objects.as_table()).clippings:
        if clipping.url:
            names = FROM_MAIL if HARMLESS.issuperset(clipping.doubts) else ()
            yield Found(clipping.url, {name: value for name in names if (value := getattr(clipping, name))})


def add(found: Found, user, note: str = "", typed: dict[str, str] | None = None) -> tuple[InboxItem, bool]:
    """The item that waits with this story, and whether it is new; keeps who has found it, and has its page read.

    Where a draft uses the story already, it is that item, and does not wait. typed: values of FIELDS that somebody has
    typed, so that reading does not replace them. Two that add the same at once share one item, because of the
    constraint. Raises IntegrityError only where others take it away at each try.
    """
    typed = {name: value for name, value in (typed or {}).items() if value}
    for _ in range(TRIES):
        with transaction.atomic():
            used = InboxItem.objects.in_draft().filter(key=url_key(found.url)).locked().first()
            if used:
                record_finder(used, user, note)
                return used, False
            defaults = cut(found.values | typed) | {"url": found.url, "typed": list(typed)}
            item, is_new = InboxItem.objects.get_or_create(
                key=url_key(found.url), state=InboxItem.State.WAITING, defaults=defaults
            )
            item = InboxItem.objects.waiting().select_for_update().filter(pk=item.pk).first()
            if item is None:
                continue
            if not is_new:
                complete(item, found.values, typed)
            record_finder(item, user, note)
            if is_new:
                read_link.enqueue(item.pk)
        return item, is_new
    raise IntegrityError(f"{found.url} is taken out of the inbox again and again")


def complete(item: InboxItem, values: dict[str, object], typed: dict[str, str]) -> None:
    """What a second finder has typed, where the first one typed nothing; and what their text says, where nothing is."""
    typed = {name: value for name, value in typed.items() if name not in item.typed}
    missing = {name: value for name, value in values.items() if name not in item.typed and not getattr(item, name)}
    item.put(missing | typed)
    item.typed = [*item.typed, *typed]
    item.save()
