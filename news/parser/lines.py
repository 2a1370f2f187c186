"""Lines of the input and their links, in one form for plain text and HTML."""

import re
from dataclasses import dataclass

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
    """A line of the input before anything is known of it."""

    text: str
    links: tuple[Link, ...] = ()


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
