"""A page as its readers and as machines see it: its blocks of text, its meta tags, its nodes."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from urllib.parse import unquote, urljoin, urlsplit

from ..parser.urls import get_host, normalize_url
from .json_ld import Node, read_json_ld, read_microdata
from .markup import INLINE, Element, parse_html, squeeze
from .noise import find_noise

MAX_META = 2000  # characters of a meta tag or title that are read
MAX_HEADINGS = 50
MAX_BLOCKS = 20_000  # of a page that are read
LINE_ENDS = re.compile(r"\n\s*\n")
BLANK = re.compile(r"[ \t\r\f\xa0\u200b\u200e\u200f\ufeff]+")


@dataclass(slots=True, eq=False)
class Block:
    """Text that a browser shows as a block. `lines` are those that <br> makes; `linked` characters are in links."""

    owner: Element
    lines: list[str]
    linked: int
    is_noise: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def link_density(self) -> float:
        return self.linked / max(1, sum(map(len, self.lines)))


@dataclass(slots=True)
class _OpenBlock:
    owner: Element
    parts: list[str] = field(default_factory=list)
    linked: int = 0

    def close(self) -> Iterator[Block]:
        text = "".join(self.parts)
        if not text.strip():
            return
        length = len(text)
        for part in LINE_ENDS.split(text):
            lines = [line for raw in part.split("\n") if (line := BLANK.sub(" ", raw).strip())]
            if lines:
                yield Block(self.owner, lines, self.linked * len(part) // length)


class Page:
    """url: where the page is, without redirects and tracking."""

    def __init__(self, text: str, url: str) -> None:
        self.root = parse_html(text)
        self.url = url

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """The contents of the meta tags by name or property, in lower case. Those of microdata are not among them."""
        found: dict[str, list[str]] = defaultdict(list)
        for meta in self.root.elements("meta"):
            content = squeeze(meta.get("content")[:MAX_META])
            names = f"{meta.get('property')} {meta.get('name')}".lower().split()
            for name in dict.fromkeys(names):
                if content:
                    found[name].append(content)
        return dict(found)

    def meta(self, *names: str) -> Iterator[str]:
        """The contents of these meta tags, in the order of the names."""
        return (content for name in names for content in self.metas.get(name, []))

    @cached_property
    def title(self) -> str:
        """The title of the page; those of drawings are not meant."""
        titles = self.root.elements("title")
        return next(
            (squeeze(title.source[:MAX_META]) for title in titles if title.parent and title.parent.tag != "svg"), ""
        )

    @cached_property
    def json_ld(self) -> list[Node]:
        return read_json_ld(self.root)

    @cached_property
    def microdata(self) -> list[Node]:
        return read_microdata(self.root)

    @cached_property
    def canonical_url(self) -> str:
        """What the page calls its own URL, if that is on the same host; else where it was found."""
        links = (link.get("href") for link in self.root.elements("link") if link.get("rel").lower() == "canonical")
        for written in (*islice(links, 5), *islice(self.meta("og:url"), 5)):
            url = self.absolute(written)
            if url and is_same_site(get_host(url), get_host(self.url)):
                return url
        return self.url

    def absolute(self, url: str) -> str:
        """A URL that the page has written, as an absolute one; empty if it is none of the web."""
        try:
            return normalize_url(urljoin(self.url, url.strip()))
        except ValueError:
            return ""

    @cached_property
    def blocks(self) -> list[Block]:
        """All that is shown, in the order of the page."""
        blocks = list(islice(_read_blocks(self.root), MAX_BLOCKS))
        noise = find_noise(blocks)
        for block in blocks:
            block.is_noise = block.owner in noise
        return blocks

    @cached_property
    def headings(self) -> list[Block]:
        """The first headings of the highest rank, in the order of the page."""
        return [block for block in self.blocks if _is_headline_element(block.owner)][:MAX_HEADINGS]


def is_same_site(host: str, other: str) -> bool:
    """Whether two hosts belong together: "www.jta.org" and "jta.org", "m.example.org" and "www.example.org"."""
    return host.split(".")[-2:] == other.split(".")[-2:]


def path_words(url: str) -> list[str]:
    """The parts of a URL's path that are not empty."""
    return [part for part in unquote(urlsplit(url).path).split("/") if part]


def _is_headline_element(owner: Element) -> bool:
    if not any(element.tag == "h1" for element in (owner, *islice(owner.ancestors(), 2))):
        return False
    return not any(element.tag in ("nav", "footer", "aside") for element in owner.ancestors())


def _read_blocks(root: Element) -> Iterator[Block]:
    """Walks the tree; `None` on the stack stands for the end of a block, "a" for that of a link."""
    current = _OpenBlock(root)
    stack: list[Element | str | tuple[str, Element]] = list(reversed(root.children))
    links = 0
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            text = item.replace("\n", " ")
            current.parts.append(text)
            current.linked += len(text.strip()) if links else 0
        elif isinstance(item, tuple):
            if item[0] == "link":
                links -= 1
            else:
                yield from current.close()
                current = _OpenBlock(item[1])
        elif item.tag == "br":
            current.parts.append("\n")
        elif not item.is_hidden:
            if item.tag not in INLINE:
                yield from current.close()
                stack.append(("block", current.owner))
                current = _OpenBlock(item)
            elif item.tag == "a":
                links += 1
                stack.append(("link", item))
            stack.extend(reversed(item.children))
    yield from current.close()


def first(values: Iterable[str]) -> str:
    """The first that is not empty; empty if there is none."""
    return next((value for value in values if value), "")
