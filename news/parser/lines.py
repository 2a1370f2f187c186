"""Text as lines that can be seen, whether it came as text or as HTML."""

import re
from dataclasses import dataclass

# Neither ink nor meaning: what mail programs fill a preview line with, marks of direction, byte order marks.
INVISIBLE = "\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
VISIBLE = re.compile(rf"[^\s{INVISIBLE}]")
UNSEEN = "".join(letter for letter in map(chr, (*range(0x3001), 0xFEFF)) if not VISIBLE.match(letter))

# Letters of Windows-1252 that were read as Latin-1, so that “ became a control character.
_windows = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}
_controls = dict.fromkeys((*range(0x09), *range(0x0E, 0x1C), 0x1F, 0x7F), " ")
_halves = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")  # half a character cannot be stored
_CLEANED = _windows | _controls | _halves


@dataclass(frozen=True, slots=True)
class Link:
    """An address, and the part of its line that leads there."""

    start: int
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class RawLine:
    text: str
    links: tuple[Link, ...] = ()


def clean(text: str) -> str:
    """Without what no database stores: controls become spaces, halves of characters become U+FFFD."""
    return text.translate(_CLEANED).removeprefix("\ufeff")


def is_blank(text: str) -> bool:
    return VISIBLE.search(text) is None


def squash(text: str) -> str:
    """On one line, with single spaces."""
    return " ".join(text.split())


def lines_of_text(text: str) -> list[RawLine]:
    return [RawLine(line) for line in clean(text).splitlines()]
