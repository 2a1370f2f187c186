"""The page that the organization's settings put first for a word, whatever else a search finds."""

import re
from dataclasses import dataclass

from wagtail.models import Page

from pages.models import Organization
from pages.models.base import is_private

from .highlight import stems
from .wording import FILLERS

_FILLERS = stems(" ".join(FILLERS))


@dataclass(frozen=True, slots=True)
class Promotion:
    page: Page
    text: str  # a sentence; the page's summary where the settings have none


def find_promotion(query: str, organization: Organization) -> Promotion | None:
    """The first promotion that one of its phrases, separated by commas, leads to: see `is_asked_for()`.

    The EIN of the settings is understood as the word “EIN”; their short name, which many add to a search, is left out.
    None where the page is a draft or private. At most one query, for that page.
    """
    query = name_ein(query, organization.ein).casefold()
    wanted = stems(query) - stems(organization.short_name)
    for row in organization.promoted_pages.raw_data:  # which has the page's key, and so needs no query for it
        promoted = row["value"]
        if any(
            is_asked_for(phrase.strip(), query, wanted) for phrase in promoted.get("words", "").casefold().split(",")
        ):
            listed = Page.objects.live().exclude(is_private()).filter(pk=promoted.get("page")).first()
            return Promotion(listed, promoted.get("text") or listed.search_description) if listed else None
    return None


def is_asked_for(phrase: str, query: str, wanted: frozenset[str]) -> bool:
    """Whether a query contains a phrase, its words in any order. Both are case-folded; `wanted`: the query's stems.

    A phrase of a single word is asked for alone or beside one other, as in “press kit”: a longer question in which it
    occurs, such as “Belarus press freedom”, is about something else. Words that only put a question do not count.
    """
    if phrase == query:  # a stop word has no stem: “will” leads to the page on bequests
        return True
    words = stems(phrase)
    return bool(words) and words <= wanted and (len(words) > 1 or len(wanted - _FILLERS) <= 2)


def name_ein(query: str, ein: str) -> str:
    """The query with the word “EIN” for the number itself, with a hyphen, a space or nothing between its two parts."""
    first, _, second = ein.partition("-")
    return re.sub(rf"\b{re.escape(first)}[-\s]?{re.escape(second)}\b", "EIN", query) if ein else query
