"""Lines of the input and their links, in one form for plain text and HTML."""

import re
from dataclasses import dataclass, replace

# Control and format characters: the fillers of an email's preheader, marks of direction, byte order marks.
INVISIBLE = "\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
VISIBLE = re.compile(rf"[^\s{INVISIBLE}]")
INVISIBLE_CHARACTERS = "".join(char for char in map(chr, (*range(0x3001), 0xFEFF)) if not VISIBLE.match(char))

# Windows-1252 that was decoded as Latin-1, so that “ became a control character.
_windows = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
_controls = dict.fromkeys((*range(0x09), *range(0x0E, 0x1C), 0x1F, 0x7F), " ")
_surrogates = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
_REPLACEMENTS: dict[int, str] = _windows | _controls | _surrogates


@dataclass(frozen=True, slots=True)
class Link:
    """A URL, and the characters of its line that link to it, from `start` to before `end`."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of the input before anything is known of it.

    `position` is its number in the input, from 1. `dropped` is what was taken out of `text` because it only marks
    something: the "##" of a headline in Markdown, the bars of a table. `row` numbers the rows of HTML tables, from 1.
    """

    text: str
    links: tuple[Link, ...] = ()
    position: int = 0
    dropped: str = ""
    row: int = 0

    def part(self, start: int, end: int) -> "RawLine":
        """A part of the line with its links. A link belongs to the part that it ends in: it may begin with a space."""
        inside = (link for link in self.links if start < link.end <= end or (link.start < end < link.end))
        links = (Link(max(link.start, start) - start, min(link.end, end) - start, link.url) for link in inside)
        return RawLine(self.text[start:end], tuple(links), self.position, self.dropped if start == 0 else "", self.row)

    def drop(self, text: str) -> "RawLine":
        """The same line that has also dropped `text`."""
        return replace(self, dropped=f"{self.dropped} {text}".strip())


def number_lines(lines: list[RawLine]) -> list[RawLine]:
    return [replace(line, position=number) for number, line in enumerate(lines, 1)]


def replace_controls(text: str) -> str:
    """The text as PostgreSQL can store it: control characters become spaces, lone surrogates U+FFFD."""
    return text.translate(_REPLACEMENTS).removeprefix("\ufeff")


def is_blank(text: str) -> bool:
    return VISIBLE.search(text) is None


def collapse_whitespace(text: str) -> str:
    """The text on one line, with single spaces."""
    return " ".join(text.split())


def text_to_lines(text: str) -> list[RawLine]:
    return [RawLine(line) for line in replace_controls(text).splitlines()]
