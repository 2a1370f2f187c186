"""The readable text of a source as lines of text and links; nothing of its markup reaches a browser."""

from dataclasses import dataclass
from itertools import islice

from news.parser.html_lines import html_to_lines, looks_like_html
from news.parser.lines import RawLine, text_to_lines
from news.parser.urls import find_urls, get_host

MAX_LINES = 2_000  # shown; the longest real issue has about 600


@dataclass(frozen=True, slots=True)
class ShownLine:
    """`parts`: pairs of a text and the http or https address to which it links, or an empty one."""

    parts: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ShownText:
    lines: list[ShownLine]
    is_cut: bool


def read_lines(text: str) -> ShownText:
    """The lines of plain text or HTML that have something in them."""
    raw = html_to_lines(text) if looks_like_html(text) else text_to_lines(text)
    filled = (line for line in raw if line.text.strip())
    lines = [ShownLine(split_links(line)) for line in islice(filled, MAX_LINES + 1)]
    return ShownText(lines[:MAX_LINES], len(lines) > MAX_LINES)


def split_links(line: RawLine) -> list[tuple[str, str]]:
    """Its text parted at its links, and at addresses that are written out."""
    written = (
        []
        if line.links
        else [(each.start, each.end, line.text[each.start : each.end]) for each in find_urls(line.text)]
    )
    links = [(each.start, each.end, each.url) for each in line.links] or written
    parts, position = [], 0
    for start, end, url in links:
        if start < position or not get_host(url):
            continue
        parts += [(line.text[position:start], ""), (line.text[start:end], url)]
        position = end
    return [(text, url) for text, url in [*parts, (line.text[position:], "")] if text]
