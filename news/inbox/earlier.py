"""Says of stories which earlier issue carried them, over all issues, in one query that indexes answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from wagtail.models import Page

from ..models import InboxItem, Record
from ..models.inbox import MIN_SHARED, MIN_WORDS, is_near, url_key
from ..models.record import CONFIG, ArticleAddress, article_address
from ..records.folding import fold

ADDRESS = ArticleAddress.template % {"expressions": "r.url"}
LIMIT = 20  # records that have words of an item's headline, and are compared with it
# The words of a headline are looked for in the whole record; is_near() judges what is found.
FIND = f"""
    SELECT wanted.item, r.page_id, r.anchor, r.url, r.title, r.date
    FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS wanted(item, address, words)
    CROSS JOIN LATERAL (
        SELECT * FROM "{Record._meta.db_table}" r
        WHERE r.url <> '' AND {ADDRESS} = wanted.address AND r.kind = '{Record.Kind.CLIPPING}'
        UNION ALL
        (SELECT * FROM "{Record._meta.db_table}" r
        WHERE r.vector @@ websearch_to_tsquery('{CONFIG}', wanted.words) AND r.kind = '{Record.Kind.CLIPPING}'
        ORDER BY ts_rank(r.vector, websearch_to_tsquery('{CONFIG}', wanted.words)) DESC, r.date DESC LIMIT {LIMIT})
    ) r
    ORDER BY r.date DESC, r.position
"""  # noqa: S608 — constants of the code


@dataclass(frozen=True, slots=True)
class Earlier:
    """The newest issue that carried a story. has_same_address: else, only the headline is near the same."""

    page: Page
    anchor: str
    headline: str
    date: date
    has_same_address: bool

    @property
    def url(self) -> str:
        """Of the clipping in its issue."""
        return f"{self.page.url}#{self.anchor}"


def find_earlier(items: Iterable[InboxItem]) -> dict[int, Earlier]:
    """Key of an item → the newest published issue that carried its story; one with its address before one without.

    One query for the records, one for their pages, however many items there are. What became of the item itself, in
    the issue that used it, does not count.
    """
    wanted = {item.pk: item for item in items}
    found: dict[int, tuple] = {}
    for pk, *row in find_rows(wanted.values()):
        item = wanted[pk]
        page_pk, _, url, title, _ = row
        is_same = url_key(url) == item.key if url else False
        is_own = item.update_id is not None and page_pk == item.update_id
        if not is_own and (is_same or is_near(item.headline, title)) and (pk not in found or is_same > found[pk][0]):
            found[pk] = (is_same, *row)
    pages = Page.objects.in_bulk({page_pk for _, page_pk, *_ in found.values()})
    return {
        pk: Earlier(pages[page_pk], anchor, title, day, is_same)
        for pk, (is_same, page_pk, anchor, _, title, day) in found.items()
    }


def find_rows(items: Iterable[InboxItem]) -> list[tuple]:
    """(item, page, anchor, url, title, date) of every clipping that may be the same story, the newest first."""
    items = list(items)
    if not items:
        return []
    words = [write_query(item.headline) for item in items]
    with connection.cursor() as cursor:
        cursor.execute(FIND, [[item.pk for item in items], [article_address(item.url) for item in items], words])
        return cursor.fetchall()


def write_query(headline: str) -> str:
    """A query for websearch_to_tsquery() that every headline near this one answers; empty, where it is too short.

    A near headline lacks a fifth of the words at most. So of one group more than words may be missing, one group at
    least is there as a whole, and an index finds that: “chernivtsi reopens after in or synagogue thirty years”.
    """
    found = set(fold(headline).split())
    words = sorted(found - {"or"}, key=lambda word: (-len(word), word))
    if len(found) < MIN_WORDS:
        return ""
    n_groups = int(round(len(found) * (1 - MIN_SHARED), 6)) + 1
    return " or ".join(" ".join(words[start::n_groups]) for start in range(n_groups))
