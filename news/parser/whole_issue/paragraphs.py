"""Joins the lines of a letter that a mail program or PDF broke."""

import itertools
from collections.abc import Sequence

from ..sentences import ends_sentence
from .parts import Part

MIN_WIDTH, MAX_WIDTH = 50, 130  # characters at which lines are broken


def join_paragraphs(parts: Sequence[Part]) -> list[str]:
    """The paragraphs: lines of one width that follow each other without an empty line are one."""
    width = _find_width(parts)
    paragraphs: list[str] = []
    above = ""
    for part in parts:
        first_word = part.text.split(" ", 1)[0]
        did_not_fit = len(above) + 1 + len(first_word) > width
        goes_on = first_word[0].islower() and not ends_sentence(above)
        if paragraphs and width and part.gap == 0 and (did_not_fit or goes_on):
            paragraphs[-1] += f" {part.text}"
        else:
            paragraphs.append(part.text)
        above = part.text
    return paragraphs


def _find_width(parts: Sequence[Part]) -> int:
    """The width that lines are broken at; 0 if each line is a whole paragraph."""
    longest = max((len(part.text) for part in parts), default=0)
    broken = sum(
        len(upper.text) > longest - 20 and lower.gap == 0 and not ends_sentence(upper.text)
        for upper, lower in itertools.pairwise(parts)
    )
    return longest - 8 if MIN_WIDTH <= longest <= MAX_WIDTH and broken else 0
