"""Each line, or each part of a line that says two things, with what it looks like on its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from .boilerplate import ReadMore, is_caption, is_header_boilerplate, is_rule, parse_read_more, start_of_read_more
from .lines import UNSEEN, Link, RawLine, is_blank, squash
from .source_lines import SourceLine, is_dateline, read_source_line


class Kind(Enum):
    TEXT = auto()
    SOURCE = auto()  # "Source, Month D, YYYY"
    READ_MORE = auto()  # "Read the full article here.", or an address
    RULE = auto()  # "-----"
    CAPTION = auto()  # "Above: …"
    BOILERPLATE = auto()  # masthead, TO, FROM, salutation: no article reaches over it


@dataclass(slots=True)
class Token:
    """`gap` counts the blank lines above it. `text` is as it stands, double spaces and all; `words` has single ones."""

    position: int
    gap: int
    text: str
    words: str
    links: tuple[Link, ...]
    kind: Kind
    source: SourceLine | None = None
    read_more: ReadMore | None = None
    ends_paragraph: bool = False  # an address behind the last sentence of a paragraph, on the same line

    @property
    def url(self) -> str:
        """The last address it links to."""
        return self.links[-1].url if self.links else ""

    @property
    def is_one_link(self) -> bool:
        return bool(self.links) and sum(link.end - link.start for link in self.links) * 5 >= len(self.words) * 4


def tokenize(lines: Iterable[RawLine]) -> Iterator[Token]:
    gap = 0
    for position, line in enumerate(lines, 1):
        if is_blank(line.text):
            gap += 1
            continue
        for part, (text, links) in enumerate(_parts(line)):
            token = _token(position, gap, text, links)
            token.ends_paragraph = part > 0 and token.read_more is not None and token.read_more.is_bare_url
            yield token
            gap = 0


def _parts(line):
    """A paragraph, and the "Read the full article here." it ends with; without what cannot be seen at the edges."""
    end = len(line.text.rstrip(UNSEEN))
    start = len(line.text) - len(line.text.lstrip(UNSEEN))
    divide = start_of_read_more(line.text[:end], line.links)
    if divide > start:
        return [_part(line, start, divide), _part(line, divide, end)]
    return [_part(line, start, end)]


def _part(line, start, end):
    """A link belongs to the part it ends in, since it may begin with the space before it."""
    inside = (link for link in line.links if start < link.end <= end or (link.start < end < link.end))
    links = (Link(max(link.start, start) - start, min(link.end, end) - start, link.url) for link in inside)
    return line.text[start:end], tuple(links)


def _token(position, gap, text, links):
    token = Token(position, gap, text, squash(text), links, Kind.TEXT)
    if is_rule(text):
        token.kind = Kind.RULE
    elif is_caption(text):
        token.kind = Kind.CAPTION
    elif is_header_boilerplate(text) or is_dateline(text):
        token.kind = Kind.BOILERPLATE
    elif source := read_source_line(text):
        token.kind, token.source = Kind.SOURCE, source
    elif read_more := parse_read_more(text, links):
        token.kind, token.read_more = Kind.READ_MORE, read_more
    return token
