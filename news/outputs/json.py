"""The weekly update and the statement as JSON.

Each always has all of its keys, in this order; a missing value is an empty string, an empty list or null:

    type        "weekly-update"
    version     1; raised when a key changes its meaning or is removed
    url         the web page; a clipping's own anchor is "#clipping-" and its position
    title, summary, kicker, city
    date        the date of the issue, "2025-02-21"
    published   the first publication, and
    modified    the last one, with the time zone: "2025-02-21T16:00:00-05:00"
    publisher   {name, url}
    to          a string
    from        [{name, title}]
    picture     {url, width, height, alt, caption, credit} or null
    correction  {text, date} or null; what was corrected after publication
    letter      HTML: p, ul, ol, li, blockquote, strong, em, a (absolute URLs), br, span; with lang and dir
    signature   [line]
    clippings   in order of importance: [{position, headline, byline, source, date, url, excerpt, countries}],
                where excerpt is [paragraph] and countries are ISO 3166-1 codes of two letters; one that was
                withdrawn has withdrawn: true besides, and says nothing else

    type        "statement"
    version     1
    url, title, summary
    kind        "statement", "press-release", "letter", "testimony", "action-alert", "op-ed"
    date, published, modified, publisher, correction: as above
    text        HTML, as the letter is, and h2, h3
    bills       [{citation, congress, url}], for example {"H.R. 1911", 118, "https://www.congress.gov/…"}
"""

import json

from django.utils.timezone import localtime

from ..bills import NO_BREAK_SPACE
from .issue import Clipping, Corrected, Issue, Publisher
from .statement import StatementText

VERSION = 1


def render_json(issue: Issue, publisher: Publisher) -> str:
    return dump(build_data(issue, publisher))


def render_statement(statement: StatementText, publisher: Publisher) -> str:
    return dump(build_statement_data(statement, publisher))


def dump(data: dict) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def build_data(issue: Issue, publisher: Publisher) -> dict:
    image = issue.lead_image
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
        "publisher": build_publisher_data(publisher),
        "to": issue.addressee,
        "from": [{"name": signatory.name, "title": signatory.title} for signatory in issue.sent_from],
        "picture": image
        and {name: getattr(image, name) for name in ("url", "width", "height", "alt", "caption", "credit")},
        "correction": build_correction_data(issue),
        "letter": issue.letter,
        "signature": list(issue.signature),
        "clippings": [build_clipping_data(clipping) for clipping in issue.clippings],
    }


def build_statement_data(statement: StatementText, publisher: Publisher) -> dict:
    return {
        "type": "statement",
        "version": VERSION,
        "url": statement.url,
        "title": statement.title,
        "summary": statement.summary,
        "kind": statement.kind,
        "date": statement.date and statement.date.isoformat(),
        "published": iso_datetime(statement.published),
        "modified": iso_datetime(statement.modified),
        "publisher": build_publisher_data(publisher),
        "correction": build_correction_data(statement),
        "text": statement.body,
        "bills": [
            {"citation": bill.citation.replace(NO_BREAK_SPACE, " "), "congress": bill.congress, "url": bill.url}
            for bill in statement.bills
        ],
    }


def build_publisher_data(publisher: Publisher) -> dict:
    return {"name": publisher.name, "url": publisher.url}


def build_correction_data(text: Corrected) -> dict | None:
    if not text.correction:
        return None
    return {"text": text.correction, "date": text.corrected_on and text.corrected_on.isoformat()}


def build_clipping_data(clipping: Clipping) -> dict:
    return {
        "position": clipping.position,
        "headline": clipping.headline,
        "byline": clipping.byline,
        "source": clipping.source,
        "date": clipping.date and clipping.date.isoformat(),
        "url": clipping.url,
        "excerpt": list(clipping.paragraphs),
        "countries": list(clipping.countries),
    } | ({"withdrawn": True} if clipping.is_withdrawn else {})


def iso_datetime(value) -> str | None:
    """An aware datetime in ISO 8601, in the site's time zone; None for None."""
    return localtime(value).isoformat(timespec="seconds") if value else None
