"""What the parser hands back. Frozen, so that the admin, the command and the importer can pass it around."""

import datetime
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """Text that stands in no clipping. `position` counts the lines of the input from 1; `url` is a link on the line."""

    position: int
    text: str
    url: str = ""

    def as_dict(self) -> dict:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ParsedClipping:
    """One article as it was understood. What was not found is empty, or None for the date.

    `position` is its place among the clippings, from 1; `line` is the line of the input it begins on. `excerpt` holds
    paragraphs parted by an empty line. `confidence` is 1 less the cost of each doubt (see doubts.py), never below 0.
    """

    headline: str
    byline: str
    source: str
    date: datetime.date | None
    url: str
    excerpt: str
    position: int
    confidence: float
    line: int
    doubts: tuple[str, ...] = ()  # sentences for the editor

    def as_dict(self) -> dict:
        return asdict(self) | {"date": self.date and self.date.isoformat(), "doubts": list(self.doubts)}


@dataclass(frozen=True, slots=True)
class ParseResult:
    """Every visible character of the input is in a headline, byline, source or excerpt, unplaced, or a signpost.

    Signposts are what shows the way and is then left out: the date and the address as they were written, “By”, “Read
    the full article here.”, the comma or bar before a date, a line of dashes, the number before a headline.
    """

    clippings: tuple[ParsedClipping, ...]
    unplaced: tuple[Line, ...]
    boilerplate: tuple[Line, ...] = ()

    def as_dict(self) -> dict:
        """As JSON takes it; the signposts stay behind, since nothing is to be done about them."""
        return {
            "clippings": [clipping.as_dict() for clipping in self.clippings],
            "unplaced": [line.as_dict() for line in self.unplaced],
        }
