"""The site's type as Pillow draws it: for social images and icons. No Django here.

As in a browser, each letter comes from the first file that has it; words in Hebrew run from right to left.
"""

import re
import unicodedata
from contextlib import suppress
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageDraw, ImageFont

FOLDER = Path(__file__).parents[2] / "static" / "fonts"
HEBREW = "frank-ruhl-libre-hebrew"  # drawn with, never sent to a visitor
FILES = [*(f"literata-{letters}" for letters in ("latin", "western", "eastern", "cyrillic")), HEBREW]
WEIGHT = 600
STROKE = {"literata-cyrillic": 0.009}  # of the size: this file has the regular weight alone, and is made as bold

SPACE = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029]+")  # where a line may break
RIGHT_TO_LEFT = re.compile("[\u0590-\u05ff]")
MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7"
PIECE = re.compile(f"[0-9A-Za-z]+(?:[.,:/-][0-9]+)*|.[{MARKS}]*")  # a number, or a letter with its marks
MIRRORED = str.maketrans("()[]<>«»", ")(][><»«")
MEASURED_AT = 100  # pixels; lengths are measured at this size, and grow with it


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A file of the folder at a size in pixels; in the headlines' weight where it has more than one."""
    face = ImageFont.truetype(FOLDER / f"{name}.woff2", size)
    with suppress(OSError):  # Cyrillic and Hebrew have one weight
        face.set_variation_by_axes([WEIGHT])
    return face


@lru_cache(maxsize=2000)
def file_of(letter: str) -> str | None:
    """The first file that has a letter. One that has not draws what it draws for a letter that nobody has."""
    for name in FILES:
        face = font(name, MEASURED_AT)
        drawn, missing = face.getmask(letter), face.getmask("\uffff")
        if (drawn.size, bytes(drawn)) != (missing.size, bytes(missing)):
            return name
    return None


def drawable(text: str) -> str:
    """The text as far as there are letters for it, composed, and with single spaces."""
    text = SPACE.sub(" ", unicodedata.normalize("NFC", text))
    visible = (letter for letter in text if unicodedata.category(letter)[0] != "C" and file_of(letter))
    return re.sub(" +", " ", "".join(visible)).strip()


def is_hebrew(text: str) -> bool:
    return RIGHT_TO_LEFT.search(text) is not None


def turned(word: str) -> list[str]:
    """A word that is read from right to left, as pieces from left to right; a number in it keeps its order."""
    return [piece.translate(MIRRORED) for piece in reversed(PIECE.findall(word))]


def runs(line: str) -> list[tuple[str, str]]:
    """The line as (file, letters) from left to right, each to be drawn in one go."""
    passages = []
    for hebrew, words in groupby(line.split(" "), is_hebrew):
        words = list(words)
        passages.append([turned(word) for word in reversed(words)] if hebrew else [list(word) for word in words])
    if is_hebrew(line[:1]):
        passages.reverse()
    pieces = [piece for passage in passages for word in passage for piece in [*word, " "]][:-1]
    found = []
    for piece in pieces:
        name = file_of(piece[0]) or FILES[0]
        if found and found[-1][0] == name != HEBREW:  # Hebrew stands as it is, or it would be turned once more
            found[-1] = (name, found[-1][1] + piece)
        else:
            found.append((name, piece))
    return found


@lru_cache(maxsize=2000)
def length(line: str) -> float:
    """How long a drawable line is, in parts of its size."""
    return sum(font(name, MEASURED_AT).getlength(part) for name, part in runs(line)) / MEASURED_AT


def write(pen: ImageDraw.ImageDraw, at: tuple[float, float], line: str, size: int, spacing: float = 0) -> None:
    """Draw a drawable line in white. at: where its baseline begins, on the left; spacing: pixels after each letter."""
    x, y = at
    for name, part in runs(line):
        face = font(name, size)
        for piece in part if spacing else [part]:
            pen.text((x, y), piece, font=face, fill="white", anchor="ls", stroke_width=STROKE.get(name, 0) * size)
            x += face.getlength(piece) + spacing


def break_lines(text: str, width: float) -> list[str]:
    """A drawable text in lines no longer than `width`, in parts of its size; a word that is longer stands alone."""
    lines, room = [], 0.0
    for word in text.split(" "):
        room -= length(word) + length(" ")
        if lines and room >= 0:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
            room = width - length(word)
    return lines
