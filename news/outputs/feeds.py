"""Weekly updates as full-text feeds: RSS 2.0 and JSON Feed 1.1."""

import json
from dataclasses import dataclass
from datetime import datetime, time
from html import escape

from django.template.loader import render_to_string
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.timezone import localtime, make_aware

from .issue import Issue
from .json import iso_datetime

LANGUAGE = "en-us"
JSON_VERSION = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class Channel:
    """The metadata of a feed. `url` is that of the page it belongs to, `feed_url` its own; both are absolute."""

    title: str
    summary: str
    url: str
    feed_url: str


# -- RSS ---------------------------------------------------------------------------------------------------------


class FullTextFeed(Rss201rev2Feed):
    """RSS whose items have their full text (content:encoded) beside the summary."""

    def rss_attributes(self):
        return super().rss_attributes() | {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


def render_rss(channel: Channel, issues: list[Issue]) -> str:
    """The issues as RSS 2.0."""
    feed = FullTextFeed(
        title=channel.title,
        link=channel.url,
        description=channel.summary or channel.title,
        language=LANGUAGE,
        feed_url=channel.feed_url,
    )
    for issue in issues:
        feed.add_item(
            title=issue.title,
            link=issue.url,
            description=escape(issue.summary, quote=False),  # HTML to a feed reader, whatever XML escapes
            unique_id=issue.url,
            unique_id_is_permalink=True,
            pubdate=publication_time(issue),
            updateddate=issue.modified,
            content=render_full_text(issue),
        )
    return feed.writeString("utf-8")


# -- JSON --------------------------------------------------------------------------------------------------------


def render_json_feed(channel: Channel, issues: list[Issue]) -> str:
    """The issues as JSON Feed 1.1."""
    feed = {
        "version": JSON_VERSION,
        "title": channel.title,
        "home_page_url": channel.url,
        "feed_url": channel.feed_url,
        "description": channel.summary,
        "language": LANGUAGE,
        "items": [build_json_item(issue) for issue in issues],
    }
    return json.dumps({name: value for name, value in feed.items() if value != ""}, ensure_ascii=False)


def build_json_item(issue: Issue) -> dict:
    item = {
        "id": issue.url,
        "url": issue.url,
        "title": issue.title,
        "summary": issue.summary,
        "content_html": render_full_text(issue),
        "date_published": iso_datetime(publication_time(issue)),
        "date_modified": iso_datetime(issue.modified),
        "image": issue.lead_image and issue.lead_image.url,
    }
    return {name: value for name, value in item.items() if value}


# -- Both --------------------------------------------------------------------------------------------------------


def render_full_text(issue: Issue) -> str:
    """The letter and all clippings as HTML without styles, with absolute links."""
    return render_to_string("news/outputs/feed_item.html", {"issue": issue}).strip()


def publication_time(issue: Issue) -> datetime:
    """When it was published on its date; noon of that date if it was entered later, as issues of the archive are."""
    first = issue.published and localtime(issue.published)
    if first and first.date() == issue.date:
        return first
    return make_aware(datetime.combine(issue.date, time(12)))
