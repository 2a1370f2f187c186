"""Puts the pages of a PDF together. A page may end in the middle of a sentence, or between a headline and its author.

An empty line that only stands where the page ends would part what belongs together.
"""

import re
from collections.abc import Sequence

from news.parser.boilerplate import is_caption, is_header_boilerplate
from news.parser.bylines import looks_like_name, parse_byline
from news.parser.layouts.page_numbers import is_page_number
from news.parser.lines import is_blank
from news.parser.sentences import ends_sentence
from news.parser.source_lines import is_dateline, parse_source_line

MIN_HEADLINE_WORDS = 4  # of a line that may be a headline rather than a name
MAX_HEADLINE_LENGTH = 250
URL = re.compile(r"https?://|www\.", re.IGNORECASE)


def join_pages(pages: Sequence[str]) -> str:
    """The text of all pages: without an empty line where what ends a page goes on in the next one."""
    joined: list[str] = []
    for page in pages:
        lines = page.split("\n")
        if joined and _goes_on(joined, lines):
            joined, lines = _without_empty_end(joined), _without_empty_end(lines[::-1])[::-1]
        joined += lines
    return "\n".join(joined)


def _goes_on(above: Sequence[str], below: Sequence[str]) -> bool:
    last = next((line.strip() for line in reversed(above) if _is_text(line)), "")
    first, second = (*[line.strip() for line in below if _is_text(line)][:2], "", "")[:2]
    if not last or not first or ends_sentence(last) or URL.search(last):
        return False
    return first[0].islower() or (_may_be_headline(last) and _ends_head(first, second))


def _may_be_headline(line: str) -> bool:
    is_other = is_caption(line) or is_header_boilerplate(line) or is_dateline(line) or parse_source_line(line)
    return not is_other and len(line.split()) >= MIN_HEADLINE_WORDS and len(line) <= MAX_HEADLINE_LENGTH


def _ends_head(first: str, second: str) -> bool:
    """Whether it is an author above a source line."""
    is_author = looks_like_name(first, frozenset(), is_separate=False) or parse_byline(first)
    return bool(is_author) and parse_source_line(second) is not None


def _is_text(line: str) -> bool:
    return not is_blank(line) and not is_page_number(line)


def _without_empty_end(lines: Sequence[str]) -> list[str]:
    """The lines without the empty ones at their end, on both sides of a page number."""
    kept = list(lines)
    numbers: list[str] = []
    while kept and not _is_text(kept[-1]):
        line = kept.pop()
        numbers += [] if is_blank(line) else [line]
    return [*kept, *reversed(numbers)]
