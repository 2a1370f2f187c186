"""Whether a line is an author's name: with "By" or, in the other grammar, bare."""

import re

from .sentences import ends_like_prose
from .words import words

MAX_LENGTH = 120
MAX_BARE_LENGTH = 60

# "By the Numbers" goes on with a headline; "By The Associated Press" names somebody.
BY = re.compile(r"\s*((?:By|BY|by|Written by|Author)\s?:?\s)\s*(?!(?:the|a|an)\s)(?=[^\W\d_])(\S.*)", re.DOTALL)
FUSED_BY = re.compile(r"(\s{2,}|\t|\s[|–—-]\s)\s*(By:?\s|BY:?\s|by:?\s)\s*(?!(?:the|a|an)\s)(?=[^\W\d_])")
BETWEEN_NAMES = re.compile(r"\s*(?:,|;|/|&|\band\b)\s*")
NAME_WORD = re.compile(r"(?:[^\W\d_]|\ufffd)+(?:[.'’‑-](?:[^\W\d_]|\ufffd)+)*\.?")
PARTICLES, OFFICES = words("particle"), words("office")
GOES_ON, PREPOSITIONS = words("goes_on"), words("preposition")


def read_byline(text: str) -> tuple[str, str] | None:
    """("By ", "Author") of a line that says "By Author"."""
    found = BY.fullmatch(text) if len(text) <= MAX_LENGTH else None
    if found and not _is_sentence(found[2]):
        return found[1], found[2]
    return None


def split_fused_byline(text: str) -> tuple[str, str, str] | None:
    """("Headline", "  By ", "Author") where two spaces and "By" stand between them."""
    for found in FUSED_BY.finditer(text, max(0, len(text) - MAX_LENGTH)):
        name = text[found.end() :]
        if text[: found.start()].strip() and _is_name(name) and not _is_sentence(name):
            return text[: found.start()], found[0], name
    return None


def could_be_name(text: str, common_words: frozenset[str], stands_apart: bool) -> bool:
    """A bare line that reads like one or more names.

    It may be the second line of a headline instead, unless it stands apart from the first: then its words, the last
    above all, occur in small letters elsewhere in the text, among the `common_words`.
    """
    parts = text.split()
    if len(text) > MAX_BARE_LENGTH or not parts or parts[0].lower() in PREPOSITIONS:
        return False
    if parts[-1].lower().strip(".") in OFFICES and len(parts) <= 6:
        return parts[0][:1].isupper()
    if len(parts) == 1:
        return parts[0].isalpha() and parts[0].isupper() and len(parts[0]) <= 6  # AFP
    said = [part.lower().strip(".,") for part in parts]
    return _is_name(text) and not common_words.issuperset(said if stands_apart else said[-1:])


def goes_on(headline: str) -> bool:
    """Whether a line plainly is not the end of its headline."""
    last = headline.lower().split()[-1]
    return last in GOES_ON or last.endswith(tuple(",-–—&:"))


def _is_name(text):
    parts = [part.split() for part in BETWEEN_NAMES.split(text.strip())]
    return 1 <= len(parts) <= 5 and all(1 <= len(part) <= 5 and _is_capitalized(part) for part in parts)


def _is_capitalized(parts):
    """Every word begins with a capital, or with a letter of a script that has none; particles do not have to."""
    return all(NAME_WORD.fullmatch(part) and (not part[0].islower() or part in PARTICLES) for part in parts)


def _is_sentence(text):
    length = len(text.split())
    return length > 12 or (length > 5 and (ends_like_prose(text) or text.rstrip().endswith(("?", "!"))))
