"""Laying out text in the site's fonts for Pillow, which draws social images and icons with it. No Django here.

As in a browser, each letter comes from the first font file that has it, and Hebrew words run from right to left. Pillow
does no bidirectional layout without libraqm, so the runs of a line are put into visual order here.
"""

import re
import unicodedata
from contextlib import suppress
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageDraw, ImageFont

FONT_FOLDER = Path(__file__).parents[2] / "static" / "fonts"
HEBREW = "frank-ruhl-libre-hebrew"  # only drawn with, never sent to a visitor
FONT_FILES = [*(f"literata-{script}" for script in ("latin", "western", "eastern", "cyrillic")), HEBREW]
WEIGHT = 600
STROKE = {"literata-cyrillic": 0.009}  # in ems: the file has the regular weight only, a stroke makes it as bold

SPACE = re.compile("[\x00-\x20\x7f-\x9f\u2028\u2029]+")  # where a line may break
HEBREW_LETTER = re.compile("[\u0590-\u05ff]")
COMBINING = "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7"
# What keeps its order when a word is reversed: a number, or a letter with its combining marks (a grapheme cluster).
CLUSTER = re.compile(f"[0-9A-Za-z]+(?:[.,:/-][0-9]+)*|.[{COMBINING}]*")
MIRRORED = str.maketrans("()[]<>«»", ")(][><»«")
MEASURING_SIZE = 100  # pixels; widths are measured at this size, and are proportional to it


@cache
def load_font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A file of FONT_FOLDER at a size in pixels, in the headlines' weight where it has more than one weight."""
    font = ImageFont.truetype(FONT_FOLDER / f"{name}.woff2", size)
    with suppress(OSError):  # Cyrillic and Hebrew have one weight
        font.set_variation_by_axes([WEIGHT])
    return font


@lru_cache(maxsize=2000)
def find_font_file(letter: str) -> str | None:
    """The first font file that has a letter; None where none has, as its bitmap is that of the missing glyph."""
    for name in FONT_FILES:
        font = load_font(name, MEASURING_SIZE)
        glyph, missing = font.getmask(letter), font.getmask("\uffff")
        if (glyph.size, bytes(glyph)) != (missing.size, bytes(missing)):
            return name
    return None


def drawable(text: str) -> str:
    """The text in Unicode's form NFC and with single spaces, without the letters that no font file has."""
    text = SPACE.sub(" ", unicodedata.normalize("NFC", text))
    visible = (letter for letter in text if unicodedata.category(letter)[0] != "C" and find_font_file(letter))
    return re.sub(" +", " ", "".join(visible)).strip()


def has_hebrew(text: str) -> bool:
    return HEBREW_LETTER.search(text) is not None


def reverse_word(word: str) -> list[str]:
    """The clusters of a right-to-left word in visual order, from left to right, with mirrored brackets."""
    return [cluster.translate(MIRRORED) for cluster in reversed(CLUSTER.findall(word))]


def in_visual_order(line: str) -> list[str]:
    """The clusters and spaces of a drawable line from left to right."""
    spans: list[list[list[str]]] = []  # words of one direction, each as its clusters
    for is_hebrew, group in groupby(line.split(" "), has_hebrew):
        words = list(group)
        spans.append([reverse_word(word) for word in reversed(words)] if is_hebrew else [list(word) for word in words])
    if has_hebrew(line[:1]):
        spans.reverse()
    return [cluster for span in spans for word in span for cluster in [*word, " "]][:-1]


def font_runs(line: str) -> list[tuple[str, str]]:
    """The line as (font file, letters) from left to right, each run to be drawn in one call."""
    runs: list[tuple[str, str]] = []
    for cluster in in_visual_order(line):
        name = find_font_file(cluster[0]) or FONT_FILES[0]
        # Each Hebrew cluster is a run of its own, because libraqm would reverse longer ones again.
        if runs and runs[-1][0] == name != HEBREW:
            runs[-1] = (name, runs[-1][1] + cluster)
        else:
            runs.append((name, cluster))
    return runs


@lru_cache(maxsize=2000)
def line_width(line: str) -> float:
    """The width of a drawable line in ems."""
    return sum(load_font(name, MEASURING_SIZE).getlength(run) for name, run in font_runs(line)) / MEASURING_SIZE


def draw_line(pen: ImageDraw.ImageDraw, at: tuple[float, float], line: str, size: int, spacing: float = 0) -> None:
    """Draw a drawable line in white. at: the left end of its baseline; size and spacing after each letter: pixels."""
    x, y = at
    for name, run in font_runs(line):
        font = load_font(name, size)
        for part in run if spacing else [run]:
            pen.text((x, y), part, font=font, fill="white", anchor="ls", stroke_width=STROKE.get(name, 0) * size)
            x += font.getlength(part) + spacing


def break_lines(text: str, width: float) -> list[str]:
    """A drawable text in lines of at most `width` ems; a word that is longer has a line of its own."""
    lines: list[str] = []
    room = 0.0
    for word in text.split(" "):
        room -= line_width(word) + line_width(" ")
        if lines and room >= 0:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
            room = width - line_width(word)
    return lines
