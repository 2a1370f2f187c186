"""How sure the parser is of a clipping, and why.

A clipping with headline, source, date, URL and excerpt, each where the grammar has it, has confidence 1. Every doubt
subtracts its cost; the result is never below 0. At 0.9 or more, one small thing at most was guessed or is missing; at
0.5 or less there is no headline, or several other things are missing.
"""

from collections.abc import Iterable
from enum import Enum


class CostedDoubt(Enum):
    """A reason to look again: what it costs in confidence, and the sentence that the editor reads."""

    def __init__(self, cost: float, message: str) -> None:
        self.cost = cost
        self.message = message


class Doubt(CostedDoubt):
    """A reason to look at a clipping again: what it costs in confidence, and the sentence that the editor reads."""

    NO_HEADLINE = 0.5, "No headline was found above the source."
    NO_DATE = 0.3, "The date could not be read."
    BYLINE_AS_HEADLINE = 0.3, "The headline reads like the author’s line."
    UNDATED = 0.3, "No date stands beside the source."
    SOURCE_FROM_URL = 0.2, "The source was taken from the address."
    GUESSED_SOURCE = 0.2, "Where the headline ends and the source begins is a guess."
    UNUSUAL_SOURCE = 0.2, "The line with the source is not written as usual."
    NO_EXCERPT = 0.2, "There is no text below the source."
    LONG_HEADLINE = 0.2, "The headline reads like a paragraph."
    NO_URL = 0.1, "No address of the article was found."
    GUESSED_URL = 0.1, "The address was taken from a link that does not say it leads to the article."
    HIDDEN_URL = 0.1, "The address is that of a mail service, which does not show where it leads."
    TWO_SOURCES = 0.1, "Two lines name a source and a date; the first was taken."
    SUBHEADING = 0.1, "The line below the headline was taken for a subheading."
    GUESSED_BYLINE = 0.1, "The line below the headline was taken for the author’s name."
    GUESSED_YEAR = 0.1, "The year was taken from the dates around it."
    DAY_OR_MONTH = 0.1, "Day and month could be the other way round."
    BROKEN_HEADLINE = 0.05, "The headline was put together from more than one line."
    ODD_DATE = 0.05, "The comma of the date stands in another place."
    MISSPELT_MONTH = 0.05, "The month is misspelt."


ABOUT_ADDRESS = frozenset({Doubt.NO_URL, Doubt.HIDDEN_URL})
BY_MESSAGE = {doubt.message: doubt for doubt in Doubt}


def confidence(doubts: Iterable[CostedDoubt]) -> float:
    """Between 0 and 1, rounded to hundredths."""
    return round(max(0.0, 1.0 - sum(doubt.cost for doubt in doubts)), 2)
