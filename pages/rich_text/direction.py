"""The direction of a text in which scripts of both directions are mixed. No Django here."""

import re
import unicodedata
from html import unescape

RIGHT_TO_LEFT = {"R", "AL"}  # Unicode bidi classes
RIGHT_TO_LEFT_LETTER = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# All that may have one of those classes, and more; most texts have none, which is known without asking for each letter.
POSSIBLY_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# What type.css aligns by its first letter, and its content up to the next block within or after it.
BLOCKS = "h[1-3]|p|li|dd|figcaption|blockquote"
BLOCK = re.compile(
    rf"<(?P<tag>{BLOCKS})\b(?![^<>]*\sdir=)(?P<attributes>[^<>]*)>"
    rf"(?P<content>(?:[^<]|<(?!/?(?:{BLOCKS}|dl|ul|ol|div)\b))*)"
)
ISOLATED = re.compile(r"<(bdi|\w+(?=[^<>]*\sdir=))\b[^<>]*>.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")


def direction(text: str) -> str:
    """ "rtl" for a text whose strong characters (Unicode bidi classes) are mostly right-to-left, otherwise ""."""
    if not POSSIBLY_RIGHT_TO_LEFT.search(text):
        return ""
    kinds = [unicodedata.bidirectional(character) for character in text]
    right = sum(kind in RIGHT_TO_LEFT for kind in kinds)
    return "rtl" if right > kinds.count("L") else ""


def first_direction(text: str) -> str:
    """The direction of the first strong character, by which a browser aligns a block without `dir`; "" without one."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    strong = next((kind for kind in kinds if kind == "L" or kind in RIGHT_TO_LEFT), None)
    return {None: "", "L": "ltr"}.get(strong, "rtl")


def set_directions(html: str) -> str:
    """HTML with a `dir` on each block whose first letter tells another direction than most of its letters.

    Parts that are isolated do not count: elements with a `dir` of their own, and bdi.
    """
    if not RIGHT_TO_LEFT_LETTER.search(html):
        return html
    return BLOCK.sub(set_direction, html)


def set_direction(block: re.Match) -> str:
    text = unescape(TAG.sub("", ISOLATED.sub("", block["content"])))
    if not RIGHT_TO_LEFT_LETTER.search(text):
        return block[0]
    most = direction(text) or "ltr"
    if most == first_direction(text):
        return block[0]
    return f'<{block["tag"]}{block["attributes"]} dir="{most}">{block["content"]}'
