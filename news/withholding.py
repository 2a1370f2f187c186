"""Takes names out of a text, however it writes them. No Django here."""

import re
import unicodedata
from collections.abc import Iterable

NAME_WITHHELD = "[name withheld]"

_APOSTROPHES = "'’‘‛ʼʻʹ`´′"
_PARTING = rf"\s.{_APOSTROPHES}\-\u058a\u05be\u2010-\u2015\u2212"  # dots, hyphens and dashes as well
_INSIDE = "\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff"  # a word: hyphenation, stress marks, joiners
_LETTER = f"[^\\W_{_APOSTROPHES}]"  # some apostrophes count as letters in Unicode
JOINED = re.compile(f"[{_PARTING}{_INSIDE}]*")  # what may stand between the words of one name


def withhold_names(text: str, names: Iterable[str]) -> str:
    """A text with NAME_WITHHELD for each of the names, as whole words, in capitals or not.

    Apostrophes, hyphens, dots and space between the words of a name make no difference: “O'Brien” is “O’Brien”, and
    “Mark Levin” is “Mark-Levin”. Where a name was in it, the text is in Unicode's composed form (NFC).
    """
    patterns = list(filter(None, (_name_pattern(name) for name in sorted(names, key=len, reverse=True))))
    if not patterns:
        return text
    anywhere = rf"(?<!{_LETTER})(?:{'|'.join(patterns)})[{_INSIDE}]*(?!{_LETTER})"
    shown, count = re.subn(anywhere, NAME_WITHHELD, unicodedata.normalize("NFC", text), flags=re.IGNORECASE)
    return shown if count else text


def _name_pattern(name: str) -> str:
    """A name as a regular expression, with JOINED between its words; empty for one without words."""
    composed = re.sub(f"[{_INSIDE}]", "", unicodedata.normalize("NFC", name))
    words = list(filter(None, re.split(f"[{_PARTING}]", composed)))
    return JOINED.pattern.join(f"[{_INSIDE}]*".join(map(re.escape, word)) for word in words)
