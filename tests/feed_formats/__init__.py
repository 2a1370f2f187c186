"""What the specifications ask of feeds: of JSON Feed by a schema, of RSS 2.0 by its rules.

No package for JSON Schema is among the project's; `schema_faults()` knows the words that json_feed.json uses.
"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

JSON_FEED = json.loads((Path(__file__).parent / "json_feed.json").read_text(encoding="utf-8"))
TYPES = {"object": dict, "array": list, "string": str, "integer": int}

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
CHANNEL_ONCE = {"title", "link", "description", "language", "lastBuildDate"}
ITEM_ONCE = {"title", "link", "description", "guid", "pubDate", "enclosure"}
DATE = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} ([+-]\d{4}|GMT)")


def is_http_url(value: str) -> bool:
    """An absolute URL of ASCII characters without white space, as RFC 3986 has it."""
    parts = urlsplit(value)
    return (
        parts.scheme in {"http", "https"} and bool(parts.netloc) and bool(re.fullmatch(r"[!#-;=?-Z_a-z~\[\]]+", value))
    )


def is_date_time(value: str) -> bool:
    """As RFC 3339 has it: with seconds and a time zone."""
    try:
        return datetime.fromisoformat(value).tzinfo is not None and value[10] == "T"
    except ValueError:
        return False


FORMATS = {"url": is_http_url, "date-time": is_date_time}


def json_feed_faults(text: str) -> list[str]:
    """What is wrong with a JSON Feed."""
    return list(schema_faults(json.loads(text), JSON_FEED))


def schema_faults(value, schema, where="feed") -> Iterator[str]:
    """What in a value does not follow a JSON Schema. It is one of this project's own."""
    if "$ref" in schema:
        schema = JSON_FEED["definitions"][schema["$ref"].removeprefix("#/definitions/")]
    if "const" in schema and value != schema["const"]:
        yield f"{where} is not {schema['const']}"
    if "type" in schema and type(value) is not TYPES[schema["type"]]:
        yield f"{where} is no {schema['type']}"
    elif isinstance(value, str):
        if len(value) < schema.get("minLength", 0):
            yield f"{where} is empty"
        if "pattern" in schema and not re.search(schema["pattern"], value):
            yield f"{where} does not match {schema['pattern']}"
        if "format" in schema and not FORMATS[schema["format"]](value):
            yield f"{where} is no {schema['format']}: {value}"
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from schema_faults(item, schema["items"], f"{where}[{number}]")
        name = schema.get("uniqueItems")
        if name and len({item.get(name) for item in value}) < len(value):
            yield f"{where} has two of one {name}"
    elif isinstance(value, dict):
        yield from (f"{where} has no {name}" for name in schema.get("required", ()) if name not in value)
        if len(value) < schema.get("minProperties", 0):
            yield f"{where} is empty"
        for name, part in value.items():
            if name not in schema["properties"]:
                yield f"{where} has an unknown {name}"
            else:
                yield from schema_faults(part, schema["properties"][name], f"{where}.{name}")


def rss_faults(content: bytes) -> list[str]:
    """What is wrong with an RSS 2.0 feed, by https://www.rssboard.org/rss-specification and the RSS Best Practices
    Profile, https://www.rssboard.org/rss-profile
    """
    root = ElementTree.fromstring(content)  # noqa: S314 — our own XML
    channels = root.findall("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(channels) != 1:
        return ["this is no RSS 2.0 with one channel"]
    return [*channel_faults(channels[0]), *(fault for item in channels[0].iter("item") for fault in item_faults(item))]


def channel_faults(channel) -> Iterator[str]:
    yield from repeated(channel, CHANNEL_ONCE, "the channel")
    yield from (f"the channel has no {name}" for name in ("title", "link", "description") if not channel.findtext(name))
    if not is_http_url(channel.findtext("link") or ""):
        yield "the channel's link is no URL"
    (own,) = channel.findall(f"{ATOM}link[@rel='self']")
    if not is_http_url(own.get("href")):
        yield "the channel does not say its own URL"
    yield from date_faults(channel, "lastBuildDate")
    ids = [guid.text for guid in channel.iter("guid")]
    if len(set(ids)) < len(ids):
        yield "two items have one guid"


def item_faults(item) -> Iterator[str]:
    title = item.findtext("title") or ""
    yield from repeated(item, ITEM_ONCE, title)
    if not title and not item.findtext("description"):
        yield "an item has neither title nor description"
    if not is_http_url(item.findtext("link") or ""):
        yield f"{title}: its link is no URL"
    guid = item.find("guid")
    if guid is None or not guid.text:
        yield f"{title}: it has no guid"
    elif guid.get("isPermaLink", "true") == "true" and not is_http_url(guid.text):
        yield f"{title}: its guid is said to be a URL and is none"
    yield from date_faults(item, "pubDate")
    for enclosure in item.iter("enclosure"):
        if not (is_http_url(enclosure.get("url")) and enclosure.get("length").isdigit() and enclosure.get("type")):
            yield f"{title}: its enclosure lacks a URL, a length or a type"
    if item.find("author") is not None and "@" not in item.findtext("author"):
        yield f"{title}: its author is no email address"
    yield from (f"{title}: an empty category" for category in item.iter("category") if not category.text)
    for html in (item.findtext("description") or "", item.findtext(f"{CONTENT}encoded") or ""):
        relative = re.findall(r'(?:href|src)="(?!https?://|mailto:|tel:)([^"]*)"', html)
        yield from (f"{title}: a relative link {link}" for link in relative)
        if re.search(r"<(?:script|style|iframe|form|object|embed)\b", html):
            yield f"{title}: an element that no feed may have"


def repeated(element, names: set[str], where: str) -> Iterator[str]:
    yield from (f"{where} has two of {name}" for name in sorted(names) if len(element.findall(name)) > 1)


def date_faults(element, name: str) -> Iterator[str]:
    text = element.findtext(name)
    if text is not None and not (DATE.fullmatch(text) and parsedate_to_datetime(text)):
        yield f"{name} is no date of RFC 822: {text}"
