"""What the parser returns. Frozen, so that the admin and the management command can pass it around safely."""

import datetime
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """Text that is part of no clipping. `position` is its line in the input, from 1; `url` is a link on the line."""

    position: int
    text: str
    url: str = ""

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ParsedClipping:
    """One article as the parser understood it. What was not found is empty, or None for the date.

    `position` counts the clippings from 1; `line` is the line of the input that the clipping begins on, from 1.
    `excerpt` holds paragraphs separated by an empty line. `confidence` is between 0 and 1, see doubts.py.
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

    def as_dict(self) -> dict[str, object]:
        return asdict(self) | {"date": self.date and self.date.isoformat(), "doubts": list(self.doubts)}


@dataclass(frozen=True, slots=True)
class ParseResult:
    """Every visible character of the input is in a headline, byline, source or excerpt, in `unplaced` or `boilerplate`.

    Here `boilerplate` is what carries meaning only by its place: the date and the URL as they were written, “By”, “Read
    the full article here.”, the comma or bar before a date, a line of dashes, the number before a headline.
    """

    clippings: tuple[ParsedClipping, ...]
    unplaced: tuple[Line, ...]
    boilerplate: tuple[Line, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """For JSON. The boilerplate is left out, because an editor has nothing to do about it."""
        return {
            "clippings": [clipping.as_dict() for clipping in self.clippings],
            "unplaced": [line.as_dict() for line in self.unplaced],
        }
