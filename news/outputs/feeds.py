"""The weekly updates as feeds, RSS 2.0 and JSON Feed 1.1, each issue with its full text."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.http import http_date
from django.utils.timezone import localtime, make_aware
from django.views.decorators.http import require_safe

from ..issue import Issue
from ..models import Country, NewsIndex, WeeklyUpdate
from .build import absolute, issues, publisher
from .machine import moment

FEED_LENGTH = 20
LANGUAGE = "en-us"
JSON_VERSION = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed is about: all updates, or those with a clipping about one country."""

    title: str
    summary: str
    url: str  # absolute address of the page it follows
    feed_url: str  # its own
    updates: QuerySet

    def version(self) -> tuple[str, datetime | None]:
        """An entity tag and when it last changed, from what can change a feed. One query."""
        fields = ["pk", "url_path", "last_published_at", "lead_image__file_hash", "lead_image__description"]
        rows = list(self.updates.values_list(*fields))
        changed = max((row[2] for row in rows if row[2]), default=None)
        state = repr((rows, self.title, self.summary, self.url)).encode()
        return f'"{hashlib.sha256(state).hexdigest()[:32]}"', changed


@require_safe
def rss(request, slug: str | None = None) -> HttpResponse:
    return answer(request, channel(request, slug), as_rss, "application/rss+xml; charset=utf-8")


@require_safe
def json_feed(request, slug: str | None = None) -> HttpResponse:
    return answer(request, channel(request, slug), as_json_feed, "application/feed+json; charset=utf-8")


def channel(request, slug: str | None) -> Channel:
    """The feed of the country with that slug, or of all updates. Raises Http404 where a visitor sees none."""
    page = Country.objects.listed().filter(slug=slug).first() if slug else NewsIndex.objects.live().first()
    if slug and not page:
        raise Http404
    updates = WeeklyUpdate.objects.whole()
    return Channel(
        title=f"{publisher(request).short_name}: {page.title if page else 'News'}",
        summary=page.summary if page else "",
        url=absolute((page and page.get_url(request)) or ""),
        feed_url=absolute(request.path),
        updates=(updates.mentioning(page.iso_code) if slug else updates)[:FEED_LENGTH],
    )


def answer(request, channel: Channel, render: Callable[[Channel, list[Issue]], str], content_type: str) -> HttpResponse:
    """The feed, or 304 where the reader's copy is still true."""
    tag, changed = channel.version()
    last_modified = int(changed.timestamp()) if changed else None
    response = get_conditional_response(request, etag=tag, last_modified=last_modified)
    if response is None:
        response = HttpResponse(render(channel, issues(channel.updates, request)), content_type)
    response["ETag"] = tag
    if last_modified:
        response["Last-Modified"] = http_date(last_modified)
    return response


# -- RSS ---------------------------------------------------------------------------------------------------------


class FullTextFeed(Rss201rev2Feed):
    """RSS with the whole text of an item beside its summary."""

    def rss_attributes(self):
        return super().rss_attributes() | {"xmlns:content": "http://purl.org/rss/1.0/modules/content/"}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content:encoded", item["content"])


def as_rss(channel: Channel, issues: list[Issue]) -> str:
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
            description=issue.summary,
            unique_id=issue.url,
            unique_id_is_permalink=True,
            pubdate=published(issue),
            updateddate=issue.modified,
            content=full_text(issue),
        )
    return feed.writeString("utf-8")


# -- JSON --------------------------------------------------------------------------------------------------------


def as_json_feed(channel: Channel, issues: list[Issue]) -> str:
    feed = {
        "version": JSON_VERSION,
        "title": channel.title,
        "home_page_url": channel.url,
        "feed_url": channel.feed_url,
        "description": channel.summary,
        "language": LANGUAGE,
        "items": [json_item(issue) for issue in issues],
    }
    return json.dumps({name: value for name, value in feed.items() if value != ""}, ensure_ascii=False)


def json_item(issue: Issue) -> dict:
    item = {
        "id": issue.url,
        "url": issue.url,
        "title": issue.title,
        "summary": issue.summary,
        "content_html": full_text(issue),
        "date_published": moment(published(issue)),
        "date_modified": moment(issue.modified),
        "image": issue.picture and issue.picture.url,
    }
    return {name: value for name, value in item.items() if value}


# -- Both --------------------------------------------------------------------------------------------------------


def full_text(issue: Issue) -> str:
    """The letter and all clippings as the HTML of a feed: no styles, addresses absolute."""
    return render_to_string("news/outputs/feed_item.html", {"issue": issue}).strip()


def published(issue: Issue) -> datetime:
    """When it went out on its day. One entered later, as the archive is, stands at noon of the day it was sent."""
    first = issue.published and localtime(issue.published)
    if first and first.date() == issue.date:
        return first
    return make_aware(datetime.combine(issue.date, time(12)))
