"""A page as a browser and a screen reader meet it."""

import json
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

from bs4 import BeautifulSoup

from pages import stylesheet

# What a browser fetches without being asked; a link in an <a> is only followed when somebody follows it.
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
NOT_LOADED = {"canonical", "alternate", "next", "prev", "license", "author", "me"}  # a <link> that is only a statement


def parse(response):
    return BeautifulSoup(response.content, "html.parser")


def parse_xml(response):
    """The root of a feed or a sitemap."""
    return ElementTree.fromstring(response.content)  # noqa: S314 — our own words


def text(element):
    return " ".join(element.get_text(" ").split())


def loaded_addresses(soup):
    """Every address the page makes a browser fetch."""
    for tag in soup.find_all(list(LOADED)):
        if tag.name == "link" and set(tag.get("rel", [])) & NOT_LOADED:
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
    return sorted({host for address in loaded_addresses(soup) if (host := urlsplit(address).netloc)})


def headings(soup, level=1):
    return [text(heading) for heading in soup.find_all(f"h{level}")]


def shared_tags(soup):
    """Property → content of the tags a messenger reads. None is there twice."""
    found = soup.select("meta[property], meta[name^='twitter:']")
    names = [tag.get("property") or tag["name"] for tag in found]
    assert len(set(names)) == len(names)
    return dict(zip(names, (tag["content"] for tag in found), strict=True))


def linked_data(soup):
    (script,) = soup.find_all("script", type="application/ld+json")
    return json.loads(script.string)


def classes(css) -> set[str]:
    """The classes that its selectors name."""
    return set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", "", css)))


def unstyled(soup) -> set[str]:
    """The classes of a page that are styled only by components which the page does not carry."""
    used = {name for tag in soup.find_all(class_=True) for name in tag["class"]}
    carried = "".join(style.string or "" for style in soup.head.find_all("style"))
    here, elsewhere = classes(stylesheet.build_stylesheet()), set()
    for file in stylesheet.FOLDER.glob("components-*.css"):
        css = stylesheet.minify(file.read_text(encoding="utf-8"))
        (here if css in carried else elsewhere).update(classes(css))
    return used & elsewhere - here
