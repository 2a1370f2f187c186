"""Splits lines into tokens and classifies each by what it looks like on its own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from .boilerplate import ReadMore, find_read_more_start, is_caption, is_header_boilerplate, is_rule, parse_read_more
from .lines import INVISIBLE_CHARACTERS, Link, RawLine, collapse_whitespace, is_blank
from .source_lines import SourceLine, is_dateline, is_masthead, parse_source_line

NUMBER_BEFORE_URL = re.compile(r"^[0-9]{1,3}[.)]\s{1,4}(?=https?://|www\.)", re.IGNORECASE)


class TokenKind(Enum):
    TEXT = auto()
    SOURCE = auto()  # "Source, Month D, YYYY"
    SECOND_SOURCE = auto()  # a source line directly below another one of the same clipping
    READ_MORE = auto()  # "Read the full article here.", or a URL
    RULE = auto()  # "-----"
    DATE = auto()  # a date above the headline whose clipping it belongs to
    CAPTION = auto()  # "Above: …"
    BOILERPLATE = auto()  # masthead, TO, FROM, salutation: no clipping extends across it


@dataclass(slots=True)
class Token:
    """A line, or a part of it. `text` is unchanged input; `words` is the same with collapsed white space.

    `position` is the line in the input, from 1; `gap` counts the blank lines above.
    """

    position: int
    gap: int
    text: str
    words: str
    links: tuple[Link, ...]
    kind: TokenKind
    source: SourceLine | None = None
    read_more: ReadMore | None = None
    dropped: str = ""  # marks that were taken out of its text, see RawLine
    begins_head: bool = False  # the headline that was on one line with its source
    ends_paragraph: bool = False  # a URL after the last sentence of a paragraph, on the same line

    @property
    def url(self) -> str:
        """The last URL that it links to, or an empty string."""
        return self.links[-1].url if self.links else ""

    @property
    def is_bare_url(self) -> bool:
        return self.kind is TokenKind.READ_MORE and self.read_more is not None and self.read_more.is_bare_url

    @property
    def is_mostly_link(self) -> bool:
        return bool(self.links) and sum(link.end - link.start for link in self.links) * 5 >= len(self.words) * 4


def tokenize(lines: Iterable[RawLine]) -> Iterator[Token]:
    """The tokens of all lines that have visible characters, in order."""
    gap = 0
    for line in lines:
        if is_blank(line.text):
            gap += 1
            continue
        for number, part in enumerate(_split(line)):
            token = _classify(gap, part)
            token.dropped = "" if number else line.dropped
            token.ends_paragraph = number > 0 and token.is_bare_url
            yield token
            gap = 0


def _split(line: RawLine) -> list[RawLine]:
    """A paragraph, and the "Read the full article here." that it may end with; invisible characters are stripped."""
    end = len(line.text.rstrip(INVISIBLE_CHARACTERS))
    start = len(line.text) - len(line.text.lstrip(INVISIBLE_CHARACTERS))
    read_more_start = find_read_more_start(line.text[:end], line.links)
    if read_more_start > start:
        return [line.part(start, read_more_start), line.part(read_more_start, end)]
    return [line.part(start, end)]


def _classify(gap: int, part: RawLine) -> Token:
    text = part.text
    token = Token(part.position, gap, text, collapse_whitespace(text), part.links, TokenKind.TEXT)
    if is_rule(text):
        token.kind = TokenKind.RULE
    elif is_caption(text):
        token.kind = TokenKind.CAPTION
    elif is_header_boilerplate(text) or is_dateline(text) or is_masthead(text):
        token.kind = TokenKind.BOILERPLATE
    elif source := parse_source_line(text):
        token.kind, token.source = TokenKind.SOURCE, source
    elif read_more := parse_read_more(NUMBER_BEFORE_URL.sub("", text), part.links):
        token.kind, token.read_more = TokenKind.READ_MORE, read_more
    return token
