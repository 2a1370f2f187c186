"""Each line, or each part of a line that says two things, with what it looks like on its own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from .lines import UNSEEN, Link, RawLine, is_blank, squash
from .signposts import Closer, is_caption, is_furniture, is_rule, read_closer, start_of_closer
from .source_lines import SourceLine, is_dateline, read_source_line


class Kind(Enum):
    TEXT = auto()
    SOURCE = auto()  # "Source, Month D, YYYY"
    CLOSER = auto()  # "Read the full article here.", or an address
    RULE = auto()  # "-----"
    CAPTION = auto()  # "Above: …"
    FURNITURE = auto()  # masthead, TO, FROM, salutation: no article reaches over it


@dataclass(slots=True)
class Piece:
    """`gap` counts the blank lines above it. `text` is as it stands, double spaces and all; `words` has single ones."""

    position: int
    gap: int
    text: str
    words: str
    links: tuple[Link, ...]
    kind: Kind
    source: SourceLine | None = None
    closer: Closer | None = None
    ends_paragraph: bool = False  # an address behind the last sentence of a paragraph, on the same line

    @property
    def url(self) -> str:
        """The last address it links to."""
        return self.links[-1].url if self.links else ""

    @property
    def is_one_link(self) -> bool:
        return bool(self.links) and sum(link.end - link.start for link in self.links) * 5 >= len(self.words) * 4


def pieces_of(lines: Iterable[RawLine]) -> Iterator[Piece]:
    gap = 0
    for position, line in enumerate(lines, 1):
        if is_blank(line.text):
            gap += 1
            continue
        for part, (text, links) in enumerate(_parts(line)):
            piece = _piece(position, gap, text, links)
            piece.ends_paragraph = part > 0 and piece.closer is not None and piece.closer.is_bare_address
            yield piece
            gap = 0


def _parts(line):
    """A paragraph, and the "Read the full article here." it ends with; without what cannot be seen at the edges."""
    end = len(line.text.rstrip(UNSEEN))
    start = len(line.text) - len(line.text.lstrip(UNSEEN))
    divide = start_of_closer(line.text[:end], line.links)
    if divide > start:
        return [_part(line, start, divide), _part(line, divide, end)]
    return [_part(line, start, end)]


def _part(line, start, end):
    """A link belongs to the part it ends in, since it may begin with the space before it."""
    inside = (link for link in line.links if start < link.end <= end or (link.start < end < link.end))
    links = (Link(max(link.start, start) - start, min(link.end, end) - start, link.url) for link in inside)
    return line.text[start:end], tuple(links)


def _piece(position, gap, text, links):
    piece = Piece(position, gap, text, squash(text), links, Kind.TEXT)
    if is_rule(text):
        piece.kind = Kind.RULE
    elif is_caption(text):
        piece.kind = Kind.CAPTION
    elif is_furniture(text) or is_dateline(text):
        piece.kind = Kind.FURNITURE
    elif source := read_source_line(text):
        piece.kind, piece.source = Kind.SOURCE, source
    elif closer := read_closer(text, links):
        piece.kind, piece.closer = Kind.CLOSER, closer
    return piece
