"""Items as feeds: RSS 2.0 and JSON Feed 1.1.

https://www.rssboard.org/rss-specification and https://jsonfeed.org/version/1.1
"""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from html import escape
from uuid import UUID, uuid5

from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.timezone import localtime, make_aware

from .json import iso_datetime

LANGUAGE = "en-us"
JSON_VERSION = "https://jsonfeed.org/version/1.1"
BEFORE_ALL = datetime(1971, 6, 1, tzinfo=UTC)  # of a feed without items: the organization's first year


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to an item. `url` is absolute, `size` in bytes, 0 where it is not known."""

    url: str
    media_type: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed, without characters that XML may not contain; see feed_items.py.

    `id` is no URL and never changes, so that a feed reader does not show a renamed page again. `external_url` is the
    article elsewhere that the item is about.
    """

    id: str
    url: str
    title: str
    summary: str
    content_html: str  # links absolute
    published: datetime | None = None
    modified: datetime | None = None
    external_url: str = ""
    image: str = ""
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """The metadata of a feed. `url` is that of the page it belongs to, `feed_url` its own; both are absolute."""

    title: str
    summary: str
    url: str
    feed_url: str = ""
    author: str = ""
    author_url: str = ""


def permanent_id(page_key: UUID, part: str = "") -> str:
    """The id of a page's item, or of one of its parts: a URN, which no renaming, moving or new host changes (RFC 9562).

    page_key: the page's `translation_key`. part: the part's permanent key, such as that of a clipping's record.
    """
    return (uuid5(page_key, part) if part else page_key).urn


def publication_time(day: date | None, first_published: datetime | None) -> datetime | None:
    """When it was published on its day; noon of that day if it was entered later, as issues of the archive are.

    Without a day it is the first publication.
    """
    first = first_published and localtime(first_published)
    if day is None or (first and first.date() == day):
        return first
    return make_aware(datetime.combine(day, time(12)))


# -- RSS ---------------------------------------------------------------------------------------------------------


class FullTextFeed(Rss201rev2Feed):
    """RSS whose items have their full text (content:encoded) beside the summary."""

    def latest_post_date(self):
        """Django's is the present time where no item has a date: then the same feed is another one each second."""
        is_dated = any(item["pubdate"] or item["updateddate"] for item in self.items)
        return super().latest_post_date() if is_dated else BEFORE_ALL

    def rss_attributes(self):
        return super().rss_attributes() | {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


def render_rss(channel: Channel, items: list[FeedItem]) -> str:
    """The items as RSS 2.0."""
    feed = FullTextFeed(
        title=channel.title,
        link=channel.url,
        description=channel.summary or channel.title,
        language=LANGUAGE,
        feed_url=channel.feed_url,
    )
    for item in items:
        file = item.attachment
        feed.add_item(
            title=item.title,
            link=item.url,
            description=escape(item.summary, quote=False),  # HTML to a feed reader, whatever XML escapes
            unique_id=item.id,
            unique_id_is_permalink=False,
            author_name=", ".join(item.authors) or None,  # as dc:creator, because RSS wants an email address
            pubdate=item.published,
            updateddate=item.modified,
            categories=item.categories,
            enclosures=[Enclosure(file.url, str(file.size), file.media_type)] if file else [],
            content=item.content_html,
        )
    return feed.writeString("utf-8")


# -- JSON --------------------------------------------------------------------------------------------------------


def render_json_feed(channel: Channel, items: list[FeedItem]) -> str:
    """The items as JSON Feed 1.1."""
    author = {"name": channel.author, "url": channel.author_url}
    feed = {
        "version": JSON_VERSION,
        "title": channel.title,
        "home_page_url": channel.url,
        "feed_url": channel.feed_url,
        "description": channel.summary,
        "authors": [without_empty(author)] if channel.author else [],
        "language": LANGUAGE,
    }
    return json.dumps(without_empty(feed) | {"items": [build_json_item(item) for item in items]}, ensure_ascii=False)


def build_json_item(item: FeedItem) -> dict:
    file = item.attachment
    attachment = file and without_empty({"url": file.url, "mime_type": file.media_type, "size_in_bytes": file.size})
    data = {
        "id": item.id,
        "url": item.url,
        "external_url": item.external_url,
        "title": item.title,
        "summary": item.summary,
        "image": item.image,
        "date_published": iso_datetime(item.published),
        "date_modified": iso_datetime(item.modified),
        "authors": [{"name": name} for name in item.authors],
        "tags": list(item.categories),
        "attachments": [attachment] if attachment else [],
    }
    return without_empty(data) | {"content_html": item.content_html}


def without_empty(data: dict) -> dict:
    return {name: value for name, value in data.items() if value}
