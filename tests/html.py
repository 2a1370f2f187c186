"""Parsing a response: text, headings, loaded URLs, meta tags, JSON-LD, and classes without styles."""

import json
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

from bs4 import BeautifulSoup

from pages import stylesheet

# The attributes whose URLs a browser loads with the page, by element.
LOADED = {
    "img": ["src", "srcset"],
    "source": ["src", "srcset"],
    "script": ["src"],
    "iframe": ["src"],
    "embed": ["src"],
    "object": ["data"],
    "video": ["src", "poster"],
    "audio": ["src"],
    "link": ["href"],
    "use": ["href", "xlink:href"],
    "image": ["href", "xlink:href"],
    "input": ["src"],
}
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NOT_LOADED_RELS = {"canonical", "alternate", "next", "prev", "license", "author", "me"}  # a <link> that loads nothing


def parse(response):
    return BeautifulSoup(response.content, "html.parser")


def parse_xml(response):
    """The root of a feed or a sitemap."""
    return ElementTree.fromstring(response.content)  # noqa: S314 — our own XML


def read_sitemap(client):
    """URL → `lastmod`, None where it has none, of all parts of the sitemap."""
    parts = [urlsplit(part.text).path for part in parse_xml(client.get("/sitemap.xml")).iter(f"{SITEMAP}loc")]
    entries = [entry for part in parts for entry in parse_xml(client.get(part))]
    return {entry.findtext(f"{SITEMAP}loc"): entry.findtext(f"{SITEMAP}lastmod") for entry in entries}


def text(element):
    return " ".join(element.get_text(" ").split())


def loaded_urls(soup):
    """Yields the URL of everything that a browser loads with the page."""
    for tag in soup.find_all(list(LOADED)):
        if tag.name == "link" and set(tag.get("rel", [])) & NOT_LOADED_RELS:
            continue
        for attribute in LOADED[tag.name]:
            value = tag.get(attribute)
            if value:
                parts = value.split(",") if attribute == "srcset" else [value]
                yield from (part.split()[0] for part in parts)
    for style in [*soup.find_all("style"), *soup.find_all(style=True)]:
        css = style.string or style.get("style") or ""
        yield from (part.split(")")[0].strip("'\" ") for part in css.split("url(")[1:])
        yield from (part.split(";")[0].strip("'\" ") for part in css.split("@import")[1:])


def other_hosts(soup):
    """The other hosts from which the page loads something, sorted."""
    return sorted({host for url in loaded_urls(soup) if (host := urlsplit(url).netloc)})


def headings(soup, level=1):
    return [text(heading) for heading in soup.find_all(f"h{level}")]


def open_graph_tags(soup):
    """Property → content of the Open Graph and Twitter meta tags, none of which is duplicated."""
    found = soup.select("meta[property], meta[name^='twitter:']")
    names = [tag.get("property") or tag["name"] for tag in found]
    assert len(set(names)) == len(names)
    return dict(zip(names, (tag["content"] for tag in found), strict=True))


def json_ld(soup):
    """The content of the page's one JSON-LD script."""
    (script,) = soup.find_all("script", type="application/ld+json")
    return json.loads(script.string)


def css_classes(css) -> set[str]:
    """The class names in the selectors of a stylesheet."""
    return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", "", css)))


def unstyled_classes(soup) -> set[str]:
    """The classes of a page that only components style which its inlined stylesheet lacks."""
    used = {name for tag in soup.find_all(class_=True) for name in tag["class"]}
    inlined = "".join(style.string or "" for style in soup.head.find_all("style"))
    included, missing = css_classes(stylesheet.build_layers()), set()
    for file in stylesheet.FOLDER.glob("components-*.css"):
        css = stylesheet.minify(file.read_text(encoding="utf-8"))
        (included if css in inlined else missing).update(css_classes(css))
    return used & missing - included
