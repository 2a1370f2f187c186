"""What a page is, in the words of schema.org, for search engines. Values in, dictionaries out; no Django here.

A key whose value is empty says nothing and is left out when the graph is written. Within a page's graph its parts name
each other by `@id`.
"""

import calendar
import datetime
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

MONTHS = {name: number for number, name in enumerate(calendar.month_name) if name}
IN_A_SCRIPT = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})  # "</script>" in a headline ends nothing


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """A page as others show it: a messenger, a search engine. Addresses are absolute; only a dated page has a day."""

    title: str
    summary: str
    url: str
    site_url: str  # the front page
    image: str
    day: datetime.date | None = None
    modified: datetime.datetime | None = None

    @property
    def changed(self) -> datetime.datetime | None:
        """When it was last changed; nothing while that is before its day, as in an issue that is sent a day early."""
        is_early = self.day and self.modified and self.modified.date() < self.day
        return None if is_early else self.modified


def json_ld(nodes: Iterable[dict]) -> str:
    """The nodes as JSON that may stand in a <script> element of any page."""
    data = {"@context": "https://schema.org", "@graph": [drop_empty(node) for node in nodes]}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(IN_A_SCRIPT)


def drop_empty(value):
    """The value without keys that say nothing; days and moments as ISO 8601."""
    if isinstance(value, dict):
        return {key: drop_empty(part) for key, part in value.items() if part not in (None, "", [], {})}
    if isinstance(value, list):
        return [drop_empty(part) for part in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def iso_month(printed: str) -> str:
    """ "June 1971" as "1971-06", "1971" as itself; nothing where it is printed in another way."""
    found = re.fullmatch(r"(?:([A-Z][a-z]+) )?(\d{4})", printed.strip())
    if not found or (found[1] and found[1] not in MONTHS):
        return ""
    return f"{found[2]}-{MONTHS[found[1]]:02}" if found[1] else found[2]


def reference(node: dict) -> dict:
    """A node as others refer to it."""
    return {"@id": node["@id"]}


def organization(name: str, site_url: str, logo: str) -> dict:
    """The organization in brief: who publishes the page."""
    return {"@type": "NGO", "@id": f"{site_url}#organization", "name": name, "url": site_url, "logo": logo}


def alternate_names(name: str, short_name: str, eras: Iterable[tuple[str, str]]) -> list[str]:
    """The short name and the earlier ones, oldest first, each once. eras: (name, abbreviation)."""
    found = [short_name, *(printed for era in eras for printed in era)]
    return [other for other in dict.fromkeys(found) if other and other != name]


def postal_address(lines: list[str], city: str) -> dict:
    street = ", ".join(line for line in lines if line != city)
    return {"@type": "PostalAddress", "streetAddress": street, "addressLocality": city, "addressCountry": "US"}


def website(metadata: PageMetadata, publisher: dict, search: str) -> dict:
    """The site as a whole, said on its front page. search: the address of the search, to which a query is added."""
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


def creative_work(kind: str, metadata: PageMetadata, publisher: dict) -> dict:
    """What is said of every page, whatever it is."""
    return {
        "@type": kind,
        "description": metadata.summary,
        "image": metadata.image,
        "dateModified": metadata.changed,
        "publisher": reference(publisher),
    }


def web_page(kind: str, metadata: PageMetadata, publisher: dict) -> dict:
    return creative_work(kind, metadata, publisher) | {"url": metadata.url, "name": metadata.title}


def article(kind: str, metadata: PageMetadata, publisher: dict) -> dict:
    """Something that was published on a day."""
    return creative_work(kind, metadata, publisher) | {
        "mainEntityOfPage": metadata.url,
        "headline": metadata.title,
        "datePublished": metadata.day,
        "author": reference(publisher),
    }


def cited_article(position: int, headline: str, byline: str, source: str, date: datetime.date | None, url: str) -> dict:
    """An article that somebody else published; `position` keeps the order for readers who take a list as a set."""
    return {
        "@type": "NewsArticle",
        "position": position,
        "headline": headline,
        "author": byline and {"@type": "Person", "name": byline},
        "publisher": source and {"@type": "Organization", "name": source},
        "datePublished": date,
        "url": url,
    }


def correction(text: str, day: datetime.date | None) -> dict:
    return {"@type": "CorrectionComment", "text": text, "datePublished": day} if text else {}


def pdf(url: str, size: str, page_count: int | None) -> dict:
    """A PDF of our own and its pages. url: absolute; size as printed, "1.2 MB"."""
    file = {"@type": "MediaObject", "contentUrl": url, "encodingFormat": "application/pdf", "contentSize": size}
    pages = {"pageStart": 1, "pageEnd": page_count} if page_count else {}  # numberOfPages is said of books alone
    return {"encoding": file} | pages


def country(name: str, code: str, alternate_names: list[str]) -> dict:
    return {"@type": "Country", "name": name, "identifier": code, "alternateName": alternate_names}


def breadcrumbs(steps: Iterable[tuple[str, str]], title: str) -> dict:
    """The way from the front page to this one. steps: (label, absolute address) of the pages above it."""
    places = [{"name": label, "item": address} for label, address in steps] + [{"name": title}]
    items = [{"@type": "ListItem", "position": place, **said} for place, said in enumerate(places, start=1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}
