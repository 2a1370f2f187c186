"""Answers a request for a feed: in one of two formats, and only where the reader's copy is no longer valid."""

import hashlib
from dataclasses import dataclass, replace
from http import HTTPStatus

from django.db.models.functions import Left
from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from wagtail import hooks

from pages.models.sites import find_site

from .outputs import build, feed_items, feeds

FEED_LENGTH = 20  # pages
RECORDS_LENGTH = 50  # clippings: those of five issues
# Another room keeps pages out of all feeds by a function for Wagtail's hook of this name: () -> QuerySet of their keys.
HOOK = "construct_pages_without_feed"
EXCERPT_LENGTH = 4_000  # characters of a record; a clipping has three paragraphs
# The values of ?format=, with what renders each, and its content type.
FORMATS = {
    "rss": (feeds.render_rss, "application/rss+xml; charset=utf-8"),
    "json": (feeds.render_json_feed, "application/feed+json; charset=utf-8"),
}


@dataclass(frozen=True, slots=True)
class FeedLinks:
    """Where the feed of a page or view is. As `feed` in a template's context, it is what the head links first.

    `title` is without the organization's name; `rss` and `json` are paths.
    """

    title: str
    rss: str
    json: str


def view_feed_links(title: str, url: str) -> FeedLinks:
    """Those of a view of records; for its parameters, see records_feed_response."""
    return FeedLinks(title, *(url_with_format(url, format) for format in FORMATS))


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed is made of."""

    channel: feeds.Channel
    items: list[feeds.FeedItem]


def records_feed_response(request, records, title: str, url: str, format: str) -> HttpResponse:
    """The newest records as a feed: RSS, JSON Feed, 304 Not Modified, or 404 with a sentence for another format.

    For every view of records that has an address: `if "format" in request.GET: return records_feed_response(…)`.

    records: a RecordQuerySet from `listed()` with the view's filters, in any order, not sliced. The feed has the newest
    RECORDS_LENGTH of those with a date. title: what the view shows, as “Clippings on Moldova, 2015”. url: the view's
    canonical path with its query string, without `format`. format: the value of `?format=`. One query, and those for
    the site and its settings.
    """
    if format not in FORMATS:
        return unknown_format()
    feed = build_records_feed(request, records, title, url)
    return respond(request, feed, format, url_with_format(url, format))


def url_with_format(url: str, format: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}format={format}"


def build_records_feed(request, records, title: str, url: str, summary: str = "") -> Feed:
    """The Feed of the newest of these records. For its parameters, see records_feed_response."""
    find_site(request)  # before a page's URL asks for it
    records = leave_out_of_feed(records, "page")
    newest = records.filter(date__isnull=False).newest().for_list().defer("vector", "text")
    items = feed_items.record_items(newest.annotate(excerpt=Left("text", EXCERPT_LENGTH))[:RECORDS_LENGTH], request)
    return Feed(
        channel=build_channel(request, title, summary, url),
        items=items,
    )


def leave_out_of_feed(entries, page: str):
    """The pages or records of a QuerySet but those whose page a room keeps out of feeds. page: the lookup of that page.

    A reader's program shows as unread whatever it has not seen, however old: what is no news must be in no feed.
    """
    for find_pages in hooks.get_hooks(HOOK):
        entries = entries.exclude(**{f"{page}__in": find_pages()})
    return entries


def build_channel(request, title: str, summary: str, url: str) -> feeds.Channel:
    """A channel of the organization, for the page with this path."""
    publisher = build.build_publisher(request)
    return feeds.Channel(
        title=build.clean_line(f"{publisher.short_name}: {title}"),
        summary=build.clean_line(summary),
        url=build.absolute_url(url),
        author=publisher.name,
        author_url=publisher.url,
    )


def respond(request, feed: Feed, format: str, feed_url: str) -> HttpResponse:
    """The feed in a format of FORMATS, or 304 where the client's copy is still valid. feed_url: the path of the feed.

    The validator is of all bytes, for what is in them may be changed anywhere, as the name of a source. It is weak, and
    that of an empty feed is of its channel: RSS tells when it was asked for. There is no Last-Modified: what is taken
    away leaves the newest of the rest older, and a client that sends nothing but If-Modified-Since would keep it.
    https://www.rfc-editor.org/rfc/rfc9110#name-validator-fields
    """
    render, content_type = FORMATS[format]
    channel = replace(feed.channel, feed_url=build.absolute_url(feed_url))
    body = render(channel, feed.items)
    digest = hashlib.sha256((body if feed.items else repr(channel)).encode()).hexdigest()[:32]
    etag = f'W/"{digest}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(body, content_type)
    response["ETag"] = etag
    return response


def unknown_format() -> HttpResponse:
    return not_found(f"There is no feed of this format here. There are {' and '.join(FORMATS)}.")


def not_found(sentence: str) -> HttpResponse:
    """404, which no cache keeps: the sentence may repeat what somebody has typed."""
    response = answer_in_words(sentence, HTTPStatus.NOT_FOUND)
    response["Cache-Control"] = "no-store"
    return response


def answer_in_words(sentence: str, status: HTTPStatus) -> HttpResponse:
    """A sentence as text in the place of a feed, for whoever writes the address of one by hand."""
    return HttpResponse(f"{sentence}\n", "text/plain; charset=utf-8", status=status)
