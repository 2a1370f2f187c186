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
class Shared:
    """A page as others show it: a messenger, a search engine. Addresses are absolute; only a dated page has a day."""

    title: str
    summary: str
    url: str
    site_url: str  # the front page
    picture: str
    day: datetime.date | None = None
    modified: datetime.datetime | None = None

    @property
    def changed(self) -> datetime.datetime | None:
        """When it was last changed; nothing while that is before its day, as in an issue that is sent a day early."""
        is_early = self.day and self.modified and self.modified.date() < self.day
        return None if is_early else self.modified


def graph(nodes: Iterable[dict]) -> str:
    """The nodes as JSON that may stand in a <script> element of any page."""
    data = {"@context": "https://schema.org", "@graph": [said(node) for node in nodes]}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(IN_A_SCRIPT)


def said(value):
    """The value without keys that say nothing; days and moments as ISO 8601."""
    if isinstance(value, dict):
        return {key: said(part) for key, part in value.items() if part not in (None, "", [], {})}
    if isinstance(value, list):
        return [said(part) for part in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def month_of(printed: str) -> str:
    """ "June 1971" as "1971-06", "1971" as itself; nothing where it is printed in another way."""
    found = re.fullmatch(r"(?:([A-Z][a-z]+) )?(\d{4})", printed.strip())
    if not found or (found[1] and found[1] not in MONTHS):
        return ""
    return f"{found[2]}-{MONTHS[found[1]]:02}" if found[1] else found[2]


def by_id(node: dict) -> dict:
    """A node as others refer to it."""
    return {"@id": node["@id"]}


def organization(name: str, site_url: str, logo: str) -> dict:
    """The organization in brief: who publishes the page."""
    return {"@type": "NGO", "@id": f"{site_url}#organization", "name": name, "url": site_url, "logo": logo}


def other_names(name: str, short_name: str, eras: Iterable[tuple[str, str]]) -> list[str]:
    """The short name and the earlier ones, oldest first, each once. eras: (name, abbreviation)."""
    found = [short_name, *(printed for era in eras for printed in era)]
    return [other for other in dict.fromkeys(found) if other and other != name]


def postal_address(lines: list[str], city: str) -> dict:
    street = ", ".join(line for line in lines if line != city)
    return {"@type": "PostalAddress", "streetAddress": street, "addressLocality": city, "addressCountry": "US"}


def website(shared: Shared, publisher: dict, search: str) -> dict:
    """The site as a whole, said on its front page. search: the address of the search, to which a query is added."""
    return {
        "@type": "WebSite",
        "@id": f"{shared.site_url}#website",
        "url": shared.site_url,
        "name": publisher["name"],
        "description": shared.summary,
        "image": shared.picture,
        "publisher": by_id(publisher),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{query}}"},
            "query-input": "required name=query",
        },
    }


def described(kind: str, shared: Shared, publisher: dict) -> dict:
    """What is said of every page, whatever it is."""
    return {
        "@type": kind,
        "description": shared.summary,
        "image": shared.picture,
        "dateModified": shared.changed,
        "publisher": by_id(publisher),
    }


def web_page(kind: str, shared: Shared, publisher: dict) -> dict:
    return described(kind, shared, publisher) | {"url": shared.url, "name": shared.title}


def article(kind: str, shared: Shared, publisher: dict) -> dict:
    """Something that was published on a day."""
    return described(kind, shared, publisher) | {
        "mainEntityOfPage": shared.url,
        "headline": shared.title,
        "datePublished": shared.day,
        "author": by_id(publisher),
    }


def breadcrumbs(steps: Iterable[tuple[str, str]], title: str) -> dict:
    """The way from the front page to this one. steps: (label, absolute address) of the pages above it."""
    places = [{"name": label, "item": address} for label, address in steps] + [{"name": title}]
    items = [{"@type": "ListItem", "position": place, **said} for place, said in enumerate(places, start=1)]
    return {"@type": "BreadcrumbList", "itemListElement": items}
