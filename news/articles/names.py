"""Publishers' names: what a page calls itself, what the table of sources says, and when two texts say the same."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from ..parser.publishers import name_matches_url
from ..parser.sources import WORD, Sources, letters
from ..parser.urls import get_host
from .article import Doubt, Origin
from .json_ld import Node, as_list, as_text, resolve
from .markup import squeeze
from .page import Page
from .word_lists import phrases

TAG = re.compile(r"</?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
SEPARATOR = re.compile(r"\s+[|–—·•»›]\s+|\s+-{1,2}\s+|\s*::\s*|\s\|\|\s|\s/\s")
LOOKS_LIKE_HOST = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+/?", re.IGNORECASE)
HOST_ALONE = re.compile(r"^https?://|/$")
MAX_LINKS = 200  # of a page that are looked at
MAX_PUBLISHERS = 5  # of an article that are looked at
MAX_TEXT = 20_000  # characters of a text that are read
MAX_NAME = 60  # characters of a publisher's name
NO_NAMES, PROGRAMS = frozenset(phrases("no_site_name")), frozenset(phrases("program"))


def clean(text: str) -> str:
    """A text of a page's metadata as it is meant: without tags, and without entities that were escaped twice."""
    text = text[:MAX_TEXT]
    for _ in range(2):
        if "&" in text:
            text = html.unescape(text)
    return squeeze(TAG.sub("", text).replace("\u200b", "").replace("\n", " "))


def words(text: str) -> list[str]:
    """The words of a text as two are compared."""
    return WORD.findall(text.casefold())


def is_alike(text: str, other: str) -> bool:
    """Whether two headlines are one: most words of the shorter one are in the other, or it is the same few."""
    one, two = set(words(text)), set(words(other))
    fewer = min(len(one), len(two))
    if fewer < 3:
        return bool(fewer) and letters(text) == letters(other)
    return len(one & two) >= 0.6 * fewer


def publisher_names(page: Page, nodes: list[Node]) -> Iterator[tuple[str, Origin]]:
    """What the page calls its publisher, the most telling first. Headlines and programs may be among them."""
    for name in page.meta("og:site_name"):
        yield clean(name), Origin.OPEN_GRAPH
    for node in nodes:
        for publisher in as_list(node.get("publisher"))[:MAX_PUBLISHERS]:
            yield clean(as_text(resolve(publisher, page.json_ld))), Origin.JSON_LD
    for node in page.json_ld:
        if {"WebSite", "NewsMediaOrganization"} & set(_types(node)):
            yield clean(as_text(node.get("name"))), Origin.JSON_LD
    for name in page.meta("dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name",
                          "apple-mobile-web-app-title", "cre", "copyright"):  # fmt: skip
        yield clean(name), Origin.META
    for name in home_links(page):
        yield clean(name), Origin.TEXT
    parts = SEPARATOR.split(page.title)
    for part in dict.fromkeys((page.title.partition(": ")[0], parts[-1], parts[0])):
        yield clean(part), Origin.TITLE


def home_links(page: Page) -> Iterator[str]:
    """The texts of the page's first links to its own front page, one of which is mostly the publisher's name."""
    host = get_host(page.url)
    links = (link for link in islice(page.root.elements("a"), MAX_LINKS) if link.get("href").strip())
    for link in links:
        href = link.get("href").strip()
        if href == "/" or HOST_ALONE.sub("", href.lower()).removeprefix("www.") == host.removeprefix("www."):
            yield link.text_up_to(MAX_NAME)


def _types(node: Node) -> list[str]:
    return [kind for kind in as_list(node.get("@type")) if isinstance(kind, str)]


def name_source(page: Page, nodes: list[Node], sources: Sources) -> tuple[str, Origin, tuple[Doubt, ...]]:
    """The publisher's name, where it was found, and doubts of it.

    The host decides, if the table knows it. Then a name of the page's that the table knows; then the one that fits the
    host or that two places have; else the host itself.
    """
    host = get_host(page.url).removeprefix("www.")
    if known := sources.find_host(host):
        return known, Origin.SOURCES, ()
    called = ((_without_slogan(name, host), origin) for name, origin in publisher_names(page, nodes))
    found = [(name, origin) for name, origin in called if _may_be_name(name, page, host)]
    fitting = [pair for pair in found if pair[1] != Origin.TEXT and fits_host(pair[0], host)]
    for name, _ in fitting or found:
        if known := sources.find_name(name):
            return known, Origin.SOURCES, ()
    spelled_out = [(name, origin) for name, origin in fitting if not LOOKS_LIKE_HOST.fullmatch(name)]
    for name, origin in spelled_out:
        return name, origin, ()
    counts = Counter(name for name, _ in {(letters(name), origin) for name, origin in found})
    for name, origin in found:
        if counts[letters(name)] > 1 and not LOOKS_LIKE_HOST.fullmatch(name):
            return name, origin, ()
    telling = [pair for pair in found if pair[1] in (Origin.JSON_LD, Origin.OPEN_GRAPH)]
    for name, origin in sorted(telling, key=lambda pair: bool(LOOKS_LIKE_HOST.fullmatch(pair[0]))):
        return name, origin, ()
    return (host, Origin.URL, (Doubt.SOURCE_IS_HOST,)) if host else ("", Origin.URL, ())


def _may_be_name(name: str, page: Page, host: str) -> bool:
    """Whether a text may be a publisher's name, and not a program's, a template's or the headline."""
    if not 2 <= len(name) <= MAX_NAME or name.casefold() in NO_NAMES or "©" in name or "http" in name:
        return False
    same = letters(name)
    is_other = name.casefold() in PROGRAMS or same in map(letters, page.meta("og:title", "twitter:title"))
    return bool(same) and (not is_other or fits_host(name, host))


def _without_slogan(name: str, host: str) -> str:
    """The part of a name that fits the host, if it has several: “Breaking news - 9News” → “9News”."""
    parts = SEPARATOR.split(name)
    return next((part for part in parts if fits_host(part, host)), parts[0])


def fits_host(name: str, host: str) -> bool:
    """Whether a name and a host are of one publisher: the host has its letters, its first letters, or the other way."""
    labels = [letters(label) for label in host.split(".")[:-1] if label not in ("www", "co", "com", "org", "net")]
    joined, initials = letters(name), "".join(word[0] for word in words(name))
    short = "".join(word[0] for word in words(name) if word not in ("the", "of", "and", "for"))
    return any(
        len(label) >= 2 and (label in joined or (len(joined) >= 3 and joined in label) or label in (initials, short))
        for label in labels
    )


def site_names(page: Page, nodes: list[Node], source: str) -> list[str]:
    """What may stand before or behind a headline in a title: all names of the publisher, and its host."""
    host = get_host(page.url).removeprefix("www.")
    names = [
        name
        for name, origin in publisher_names(page, nodes)
        if origin not in (Origin.TITLE, Origin.TEXT) and len(name) <= MAX_NAME
    ]
    return [*names, source, host, host.rpartition(".")[0]]


def without_site(title: str, names: list[str]) -> str:
    """A title without the publisher's name before or behind it: “Headline | JTA” → “Headline”."""
    known = {letters(name) for name in names if letters(name)}
    while separators := list(SEPARATOR.finditer(title)):
        head, tail = title[: separators[0].start()], title[separators[-1].end() :]
        if _is_site(tail, known):
            title = title[: separators[-1].start()].strip()
        elif _is_site(head, known):
            title = title[separators[0].end() :].strip()
        else:
            break
    return title


def without_publisher(title: str, url: str, sources: Sources) -> str:
    """A browser's title of an article without what it ends with: the publisher's name, by the table or by the host.

    The page itself is not known. What stands before another separator stays: it may be half of the headline.
    """
    separators = list(SEPARATOR.finditer(title[:MAX_TEXT]))
    if not separators:
        return title
    tail = title[separators[-1].end() :].strip()
    is_publisher = len(tail) <= MAX_NAME and (sources.find_name(tail) or name_matches_url(tail, url))
    return title[: separators[-1].start()].strip() if is_publisher else title


def _is_site(part: str, known: set[str]) -> bool:
    text = letters(part)
    return not text or any(text == name or (len(name) >= 4 and text.startswith(name)) for name in known)
