"""The weekly update as JSON.

It always has all of these keys, in this order; what is not known is an empty text, an empty list or null:

    type        "weekly-update"
    version     1; it rises when a key changes its meaning or goes
    url         the web page; a clipping's own anchor is "#clipping-" and its position
    title, summary, kicker, city
    date        the day of the issue, "2025-02-21"
    published   when it first went out, and
    modified    when it last changed, with the zone: "2025-02-21T16:00:00-05:00"
    publisher   {name, url}
    to          a text
    from        [{name, title}]
    picture     {url, width, height, alt, caption, credit} or null
    letter      HTML: p, ul, ol, li, blockquote, strong, em, a (absolute addresses), br, span; with lang and dir
    signature   the lines
    clippings   in order of importance: [{position, headline, byline, source, date, url, excerpt, countries}],
                where excerpt is the paragraphs and countries are ISO 3166-1 codes of two letters
"""

import json

from django.utils.timezone import localtime

from .issue import Clipping, Issue, Publisher

VERSION = 1


def as_json(issue: Issue, publisher: Publisher) -> str:
    return json.dumps(as_data(issue, publisher), ensure_ascii=False, indent=2) + "\n"


def as_data(issue: Issue, publisher: Publisher) -> dict:
    picture = issue.picture
    return {
        "type": "weekly-update",
        "version": VERSION,
        "url": issue.url,
        "title": issue.title,
        "summary": issue.summary,
        "kicker": issue.kicker,
        "city": issue.city,
        "date": issue.date.isoformat(),
        "published": iso_datetime(issue.published),
        "modified": iso_datetime(issue.modified),
        "publisher": {"name": publisher.name, "url": publisher.url},
        "to": issue.addressee,
        "from": [{"name": signatory.name, "title": signatory.title} for signatory in issue.sent_from],
        "picture": picture
        and {name: getattr(picture, name) for name in ("url", "width", "height", "alt", "caption", "credit")},
        "letter": issue.letter,
        "signature": list(issue.signature),
        "clippings": [clipping_data(clipping) for clipping in issue.clippings],
    }


def clipping_data(clipping: Clipping) -> dict:
    return {
        "position": clipping.position,
        "headline": clipping.headline,
        "byline": clipping.byline,
        "source": clipping.source,
        "date": clipping.date and clipping.date.isoformat(),
        "url": clipping.url,
        "excerpt": list(clipping.paragraphs),
        "countries": list(clipping.countries),
    }


def iso_datetime(when) -> str | None:
    """A moment in the site's own time zone, as every feed and file writes it."""
    return localtime(when).isoformat(timespec="seconds") if when else None
