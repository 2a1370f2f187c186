"""How sure the parser is of a clipping, and why.

A clipping with headline, source, date, address and excerpt, each where the grammar has it, has confidence 1. Every
doubt costs what stands beside it; the rest, never below 0, is the confidence. So from 0.9 there was one small thing to
guess or to do without; at 0.5 and below there is no headline, or several other things are missing.
"""

from enum import Enum


class Doubt(Enum):
    NO_HEADLINE = 0.5, "No headline was found above the source."
    NO_DATE = 0.3, "The date could not be read."
    UNUSUAL_SOURCE = 0.2, "The line with the source is not written as usual."
    NO_EXCERPT = 0.2, "There is no text below the source."
    LONG_HEADLINE = 0.2, "The headline reads like a paragraph."
    NO_URL = 0.1, "No address of the article was found."
    GUESSED_URL = 0.1, "The address was taken from a link that does not say it leads to the article."
    GUESSED_BYLINE = 0.1, "The line below the headline was taken for the author’s name."
    GUESSED_YEAR = 0.1, "The year was taken from the dates around it."
    DAY_OR_MONTH = 0.1, "Day and month could be the other way round."
    BROKEN_HEADLINE = 0.05, "The headline was put together from more than one line."
    MISSPELT_MONTH = 0.05, "The month is misspelt."

    @property
    def cost(self) -> float:
        return self.value[0]

    @property
    def message(self) -> str:
        return self.value[1]


def confidence(doubts) -> float:
    return round(max(0.0, 1.0 - sum(doubt.cost for doubt in doubts)), 2)
