"""How a line ends, which tells a paragraph from a headline."""

import re

SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]»]{0,3}$")
PROSE_END = re.compile(r"[.…][\"'”’)\]»]{0,3}$")
ABBREVIATION_END = re.compile(r"(?:(?:\b[^\W\d_]\.){2,}|\b(?:Jr|Sr|Inc|Co|St|Ltd|Corp|No)\.|\s[A-Z]\.)$")


def ends_sentence(text: str) -> bool:
    return SENTENCE_END.search(text.rstrip()[-10:]) is not None


def ends_like_prose(text: str) -> bool:
    """Whether the text ends with a full stop that belongs to no abbreviation, as headlines and names do not."""
    text = text.rstrip()[-20:]
    return PROSE_END.search(text) is not None and ABBREVIATION_END.search(text) is None
