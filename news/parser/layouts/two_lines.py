"""Brings source and date onto one line where they stand on two, and the headline off the line of its source.

Example Wire                November 24, 2026           Headline of it (JTA, Nov 24)
November 24, 2026           Example Wire
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from ..boilerplate import is_header_boilerplate
from ..bylines import parse_byline
from ..dates import is_date
from ..lines import Link, RawLine, is_blank
from ..publishers import is_publisher
from ..sentences import ends_like_prose
from ..source_lines import looks_like_source, parse_source_line
from ..times import HOUR

MAX_NAME_LENGTH = 60  # characters of a publisher's name
MAX_HEADLINE_LENGTH = 250
LABEL = re.compile(r"\s*(?:(?:last\s)?(?:published|posted|updated)|date)(?:\son)?\s?:?\s", re.IGNORECASE)
NAMED = re.compile(
    r"(?P<source>[^:()]{2,60}):\s(?P<headline>[^\n]{3,250}?)\s[(](?P<date>[^()]{3,40})[)][\s:–—-]{1,4}(?P<url>https?://\S+)\s*",
    re.IGNORECASE,
)
SOURCE_IN_BRACKETS = re.compile(r"\s+(\([^()]{4,80}\)|\[[^\[\]]{4,80}\])\s*$")


def arrange_sources(lines: list[RawLine]) -> list[RawLine]:
    return _join(_split_brackets(lines))


def _split_brackets(lines: list[RawLine]) -> list[RawLine]:
    """Headlines that end with their source in brackets, or are a link before it, are split before it."""
    arranged: list[RawLine] = []
    for line in lines:
        if end := _end_of_linked_headline(line):
            arranged += [line.part(0, end), line.part(end, len(line.text))]
            continue
        match = SOURCE_IN_BRACKETS.search(line.text[-90:]) if line.text.rstrip().endswith((")", "]")) else None
        start = len(line.text) - len(line.text[-90:]) + match.start() if match else 0
        is_linked = len(line.links) == 1 and (line.links[0].start, line.links[0].end) == (0, start)
        is_headline = (
            (start > 15 or is_linked) and start <= MAX_HEADLINE_LENGTH and not ends_like_prose(line.text[:start])
        )
        if match and is_headline and parse_source_line(match[1]) and not parse_source_line(line.text):
            arranged += [line.part(0, start), line.part(start, len(line.text))]
        else:
            arranged.append(line)
    return arranged


def split_named(lines: list[RawLine]) -> list[RawLine]:
    """The lines, of which those that name source, headline, date and address in this order become three."""
    return [part for line in lines for part in (_split_named(line) if "://" in line.text else [line])]


def _split_named(line: RawLine) -> list[RawLine]:
    """The parts of "Sample Daily: Headline (May 5, 2018) https://…" in the grammar's order; other lines as they are."""
    match = NAMED.fullmatch(line.text) if len(line.text) <= 4 * MAX_HEADLINE_LENGTH and not line.links else None
    if match is None or not is_publisher(match["source"].strip()) or not is_date(match["date"]):
        return [line]
    source = replace(line, text=f"{match['source'].strip()}\n{match['date'].strip()}", dropped=": ()")
    return [
        replace(line, text="", dropped=""),
        replace(line, text=match["headline"]),
        source,
        replace(line, text=match["url"], dropped=""),
    ]


def _end_of_linked_headline(line: RawLine) -> int:
    """Where the link ends in "Headline — Source, Month D, YYYY" or "• Headline, Source, …"; 0 where there is none."""
    if len(line.links) != 1 or len(line.text) > 2 * MAX_HEADLINE_LENGTH:
        return 0
    link, rest = line.links[0], line.text[line.links[0].end :]
    is_headline = len(line.text[link.start : link.end].split()) >= 3 and not line.text[: link.start].strip(" •·*+–—-")
    return link.end if is_headline and parse_source_line(rest.lstrip(" ,.|\xa0")) else 0


def _join(lines: Sequence[RawLine]) -> list[RawLine]:
    """Pairs of lines below a headline, of which one is a date and the other a publisher's name, become one line."""
    arranged: list[RawLine] = []
    written = [line for line in lines if not is_blank(line.text)]
    next_written = {id(upper): lower for upper, lower in itertools.pairwise(written)}
    joined: set[int] = set()
    for line in lines:
        if id(line) in joined:
            continue
        lower = next_written.get(id(line))
        if lower is not None and _is_pair(line, lower) and _has_headline_above(arranged):
            joined.add(id(lower))
            arranged.append(_join_pair(line, lower))
        else:
            arranged.append(line)
    return arranged


def _is_pair(line: RawLine, lower: RawLine) -> bool:
    """Whether the lines are a publisher and a date, in either order, with one empty line between them at most."""
    if lower.position - line.position > 2 or len(line.text) > MAX_NAME_LENGTH or len(lower.text) > MAX_NAME_LENGTH:
        return False
    if _is_dated(lower.text):
        return _is_name(line.text) and (not HOUR.search(lower.text) or is_publisher(line.text.strip()))
    return _is_dated(line.text) and lower.position - line.position <= 1 and is_publisher(lower.text.strip())


def _is_dated(text: str) -> bool:
    text = text.strip()
    label = LABEL.match(text)
    return is_date(text[label.end() :] if label else text, with_hour=True)


def _is_name(text: str) -> bool:
    text = text.strip()
    return (
        looks_like_source(text)
        and not is_header_boilerplate(text)
        and not parse_byline(text)
        and not parse_source_line(text)
        and not ends_like_prose(text)
        and not is_date(text)
    )


def _has_headline_above(lines: Sequence[RawLine]) -> bool:
    """Whether what stands above may be a headline or a byline: text, and no paragraph, source line or boilerplate."""
    for line in reversed(lines[-3:]):
        if not is_blank(line.text):
            text = line.text.strip()
            is_other = is_header_boilerplate(text) or ends_like_prose(text) or text.endswith((":", ";"))
            is_line_of_head = parse_source_line(text) is not None and not is_date(text)
            return len(text) <= MAX_HEADLINE_LENGTH and not is_other and not is_line_of_head and "://" not in text
    return False


def _join_pair(line: RawLine, lower: RawLine) -> RawLine:
    upper_text, lower_text = line.text.strip(), lower.text.strip()
    dropped = [line.dropped, lower.dropped]
    texts = []
    for text in (upper_text, lower_text):
        label = LABEL.match(text)
        if label and _is_dated(text):
            dropped.append(text[: label.end()].strip())
            text = text[label.end() :]
        texts.append(text)
    offset = len(texts[0]) + 1
    links = (*line.links, *(Link(link.start + offset, link.end + offset, link.url) for link in lower.links))
    return replace(line, text="\n".join(texts), links=links, dropped=" ".join(filter(None, dropped)))
