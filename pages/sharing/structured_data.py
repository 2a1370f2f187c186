"""A page's structured data: JSON-LD in the vocabulary of schema.org, for search engines. No Django here.

Functions named after a type of schema.org make its node, a dictionary. Keys with empty values are dropped when the
graph is serialized. Nodes of a graph refer to each other by `@id`.
"""

import calendar
import datetime
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
SCRIPT_ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})  # no "</script>" in a headline

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What messengers and search engines are given of a page. URLs are absolute; only a dated page has a `day`."""

    title: str
    summary: str
    url: str
    site_url: str  # of the front page
    image: str  # URL of the social image
    day: datetime.date | None = None
    modified: datetime.datetime | None = None

    @property
    def changed(self) -> datetime.datetime | None:
        """When it was last changed; None where that is before `day`, as in an update published a day early."""
        is_early = self.day and self.modified and self.modified.date() < self.day
        return None if is_early else self.modified


def json_ld(nodes: Iterable[Node]) -> str:
    """The graph of these nodes as JSON-LD that is safe in a <script> element."""
    data = {"@context": "https://schema.org", "@graph": [drop_empty(node) for node in nodes]}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(SCRIPT_ESCAPES)


def drop_empty(value: Any) -> Any:
    """The value without keys whose values are empty, at any depth; dates and times as ISO 8601."""
    if isinstance(value, dict):
        return {key: drop_empty(part) for key, part in value.items() if part not in (None, "", [], {})}
    if isinstance(value, list):
        return [drop_empty(part) for part in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def iso_month(printed: str) -> str:
    """ "June 1971" as "1971-06", "1971" as itself; empty where the text has another form."""
    found = re.fullmatch(r"(?:([A-Z][a-z]+) )?(\d{4})", printed.strip())
    if not found or (found[1] and found[1] not in MONTHS):
        return ""
    return f"{found[2]}-{MONTHS[found[1]]:02}" if found[1] else found[2]


def reference(node: Node) -> Node:
    """A reference to a node that stands elsewhere in the graph."""
    return {"@id": node["@id"]}


def publisher_organization(name: str, site_url: str, logo: str) -> Node:
    """The organization as the publisher of a page: without the details that some pages add. logo: URL."""
    return {"@type": "NGO", "@id": f"{site_url}#organization", "name": name, "url": site_url, "logo": logo}


def alternate_names(name: str, short_name: str, eras: Iterable[tuple[str, str]]) -> list[str]:
    """The short name and the earlier names, oldest first, without duplicates. eras: (name, abbreviation) pairs."""
    found = [short_name, *(printed for era in eras for printed in era)]
    return [other for other in dict.fromkeys(found) if other and other != name]


def postal_address(lines: list[str], city: str) -> Node:
    street = ", ".join(line for line in lines if line != city)
    return {"@type": "PostalAddress", "streetAddress": street, "addressLocality": city, "addressCountry": "US"}


def website(metadata: PageMetadata, publisher: Node, search: str) -> Node:
    """The site as a whole, for its front page. search: URL of the search page without a query string."""
    return {
        "@type": "WebSite",
        "@id": f"{metadata.site_url}#website",
        "url": metadata.site_url,
        "name": publisher["name"],
        "description": metadata.summary,
        "image": metadata.image,
        "publisher": reference(publisher),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{query}}"},
            "query-input": "required name=query",
        },
    }


def creative_work(kind: str, metadata: PageMetadata, publisher: Node) -> Node:
    """The properties that every page has. kind: a subtype of CreativeWork."""
    return {
        "@type": kind,
        "description": metadata.summary,
        "image": metadata.image,
        "dateModified": metadata.changed,
        "publisher": reference(publisher),
    }


def web_page(kind: str, metadata: PageMetadata, publisher: Node) -> Node:
    return creative_work(kind, metadata, publisher) | {"url": metadata.url, "name": metadata.title}


def article(kind: str, metadata: PageMetadata, publisher: Node) -> Node:
    """A page that was published on a day. kind: a subtype of Article."""
    return creative_work(kind, metadata, publisher) | {
        "mainEntityOfPage": metadata.url,
        "headline": metadata.title,
        "datePublished": metadata.day,
        "author": reference(publisher),
    }


def cited_article(position: int, headline: str, byline: str, source: str, date: datetime.date | None, url: str) -> Node:
    """An article that somebody else published. `position` keeps the order, since JSON-LD arrays are unordered."""
    return {
        "@type": "NewsArticle",
        "position": position,
        "headline": headline,
        "author": byline and {"@type": "Person", "name": byline},
        "publisher": source and {"@type": "Organization", "name": source},
        "datePublished": date,
        "url": url,
    }


def correction(text: str, day: datetime.date | None) -> Node:
    return {"@type": "CorrectionComment", "text": text, "datePublished": day} if text else {}


def pdf(url: str, size: str, page_count: int | None) -> Node:
    """The `encoding` of a report that is a PDF, and its pages. url: absolute; size: as printed, "1.2 MB"."""
    file = {"@type": "MediaObject", "contentUrl": url, "encodingFormat": "application/pdf", "contentSize": size}
    pages = {"pageStart": 1, "pageEnd": page_count} if page_count else {}  # numberOfPages is a property of Book only
    return {"encoding": file} | pages


def country(name: str, code: str, alternate_names: list[str]) -> Node:
    return {"@type": "Country", "name": name, "identifier": code, "alternateName": alternate_names}


def breadcrumb_list(ancestors: Iterable[tuple[str, str]], title: str) -> Node:
    """The breadcrumbs of a page. ancestors: (label, absolute URL) pairs from the front page down; title: its own."""
    steps = [{"name": label, "item": url} for label, url in ancestors] + [{"name": title}]
    items = [{"@type": "ListItem", "position": position, **step} for position, step in enumerate(steps, start=1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}
