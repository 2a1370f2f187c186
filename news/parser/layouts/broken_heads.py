"""Makes heads whole that a PDF has run together on one line and then broken at the width of its page.

Envoys Meet in Kyiv By An Author The New                Envoys Meet in Kyiv By An Author Kyiv Post, May 5,
York Times, May 5, 2018 https://…                       2018 https://…
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..dates import parse_date_at_end
from ..lines import Link, RawLine, is_blank
from ..publishers import is_publisher, name_matches_url
from ..sentences import ends_sentence
from ..urls import find_urls
from .run_together import holds_headline_and_source

MIN_LENGTH, MAX_WIDTH = 50, 200  # characters of a line that is as wide as the page
MAX_BEFORE_URL = 90  # of what a broken head has left for its last line
MAX_LENGTH = 4000  # of a line, up to the end of its address
HAS_URL = re.compile(r"https?://|www\.", re.IGNORECASE)
MAX_NAME_WORDS = 6  # of a publisher's name that stand on the line above
MAX_HEADLINE_LINES = 2  # above the line on which the source begins


def join_broken_heads(lines: list[RawLine]) -> list[RawLine]:
    """The lines, of which the last one of a broken head is joined with those above it."""
    joined: list[RawLine] = []
    for line in lines:
        count = _count_lines_above(joined, line)
        for _ in range(count):
            line = _join(joined.pop(), line)
        joined.append(line)
    return joined


def _count_lines_above(lines: Sequence[RawLine], line: RawLine) -> int:
    """How many lines at the end of those above belong to the head whose address the line has."""
    above = lines[-1] if lines else None
    start = line.text[:MAX_BEFORE_URL]
    if ("://" not in start and "www." not in start) or above is None or is_blank(above.text):
        return 0
    if _is_broken_head(above, line):
        return 1 + _count_headline_lines(lines, 1)
    is_last_of_three = len(lines) > 1 and len(above.text) < MIN_LENGTH and HAS_URL.match(line.text.lstrip())
    if is_last_of_three and _is_broken_head(lines[-2], _join(above, line)):
        return 2 + _count_headline_lines(lines, 2)
    return 0


def _is_broken_head(above: RawLine, line: RawLine) -> bool:
    """Whether the line has an address, and what stands directly before it is not whole without the line above."""
    link = next(find_urls(line.text[:MAX_LENGTH]), None) if _is_full(above) else None
    if link is None or link.start > MAX_BEFORE_URL:
        return False
    before = line.text[: link.start].rstrip(" ,;:|(<–—-")
    date = parse_date_at_end(f"{above.text.rstrip()} {before}".rstrip())
    if date is None or date.day is None:
        return False
    if is_blank(before):
        return holds_headline_and_source(above.text)
    if date.start <= len(above.text.rstrip()):
        return True
    return _begins_on_line_above(above.text, before[: len(before) - len(date.text)].rstrip(" ,|"), link.url)


def _begins_on_line_above(above: str, source: str, url: str) -> bool:
    """Whether a publisher's name is known, by itself or by the address, only with words of the line above."""
    if not source:
        return above.rstrip().endswith((",", "|"))
    if above.split()[-1] == "The":
        return True
    if name_matches_url(source, url):
        return False
    words = above.split()[-MAX_NAME_WORDS:]
    names = [f"{' '.join(words[-count:])} {source}" for count in range(1, len(words) + 1)]
    if any(name_matches_url(name, url) for name in names):
        return True
    return not is_publisher(source) and any(map(is_publisher, names))


def _count_headline_lines(lines: Sequence[RawLine], below: int) -> int:
    """How many lines hold the beginning of a headline: those below the end of a sentence or an empty line.

    `below`: how many lines at the end are joined anyway.
    """
    for count in range(MAX_HEADLINE_LINES + 1):
        place = len(lines) - below - count - 1
        if place < 0 or is_blank(lines[place].text) or ends_sentence(lines[place].text):
            return count
        if not _is_full(lines[place]) or "://" in lines[place].text:
            break
    return 0


def _is_full(line: RawLine) -> bool:
    return MIN_LENGTH <= len(line.text) <= MAX_WIDTH and not line.links and not ends_sentence(line.text)


def _join(above: RawLine, line: RawLine) -> RawLine:
    text = above.text.rstrip()
    offset = len(text) + 1
    links = tuple(Link(link.start + offset, link.end + offset, link.url) for link in line.links)
    return replace(above, text=f"{text} {line.text}", links=links).drop(line.dropped)
