"""How a line ends, which tells a paragraph from a headline."""

import re

SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]»]{0,3}$")
PROSE_END = re.compile(r"[.…][\"'”’)\]»]{0,3}$")
ABBREVIATION_END = re.compile(r"(?:(?:\b[^\W\d_]\.){2,}|\b(?:Jr|Sr|Inc|Co|St|Ltd|Corp|No)\.|\s[A-Z]\.)$")


def ends_sentence(text: str) -> bool:
    return SENTENCE_END.search(text.rstrip()[-10:]) is not None


def ends_like_prose(text: str) -> bool:
    """With a full stop that is not part of a word, as no headline and no name does."""
    text = text.rstrip()[-20:]
    return PROSE_END.search(text) is not None and ABBREVIATION_END.search(text) is None
