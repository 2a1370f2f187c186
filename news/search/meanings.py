"""Finds what is more than its words in a query: dates, periods and bills. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ..bills import BILL_KINDS, LAST_CONGRESS, Mention, bill_word, find_mentions
from ..records.folding import fold
from .dates import find_dates
from .periods import find_periods
from .words import Phrase, fold_words

# What re.IGNORECASE takes for English letters, one for one; no list of kinds, months or seasons has them.
PLAIN_LETTERS = str.maketrans("ıİſ\N{KELVIN SIGN}", "iIsK")
YEARS = range(1960, 2100)  # “bills 2025” is no number
FIRST_CONGRESS = 90  # that one is asked for: a lower number behind a bill is another number

_BILL_IN_WORDS = re.compile(
    r"\b(?P<chamber>house|senate)\s+(?P<both>joint\s+|concurrent\s+)?(?P<what>bill|resolution)\s+(?:no\.?\s+)?"
    r"(?P<number>[1-9][0-9]{0,4})\b",
    re.IGNORECASE,
)
_BILL_KEY = re.compile(
    rf"\b(?:(?P<congress>[0-9]{{2,3}})-)?(?P<kind>{'|'.join(BILL_KINDS)})-(?P<number>[1-9][0-9]{{0,4}})\b",
    re.IGNORECASE,
)
_LOOSE_SENATE_BILL = re.compile(r"(?<![\w.])s\s?(?P<number>[1-9][0-9]{0,3})\b", re.IGNORECASE)
_BILL_OF_ANY_KIND = re.compile(
    r"\b(?:bill|resolution)\s+(?:(?:no\.?|number)\s+|#\s?)?(?P<number>[1-9][0-9]{1,4})\b", re.IGNORECASE
)
_CONGRESS = re.compile(r"[\s,(]{0,3}(?P<congress>[0-9]{2,3})(?:st|nd|rd|th)?(?:\s+congress)?\b\)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What stands at a place of the query. alternatives: words or phrases, one of which a result has."""

    start: int
    end: int
    alternatives: tuple[Phrase, ...]


def find(text: str, today: date) -> list[Meaning]:
    """The dates and bills of a text, in its order; none overlaps another."""
    text = text.translate(PLAIN_LETTERS)
    dated = (Meaning(*found) for found in (*find_dates(text, today), *find_periods(text, today)))
    bills = (_mean_bill(text, mention) for mention in find_cited(text))
    found = sorted([*bills, *dated], key=lambda meaning: (meaning.start, -meaning.end))
    kept: list[Meaning] = []
    for meaning in found:
        if kept and (meaning.start, meaning.end) == (kept[-1].start, kept[-1].end):  # a bill of one kind or another
            kept[-1] = replace(meaning, alternatives=tuple(dict.fromkeys(kept[-1].alternatives + meaning.alternatives)))
        elif not kept or meaning.start >= kept[-1].end:
            kept.append(meaning)
    return kept


def find_cited(text: str) -> Iterator[Mention]:
    """The bills that are asked for in any writing, those of each writing in its order."""
    text = text.translate(PLAIN_LETTERS)
    for mention in find_mentions(text):
        yield _with_congress(text, mention.kind, mention.number, mention.congress, mention.start, mention.end)
    for match in _BILL_IN_WORDS.finditer(text):
        yield _with_congress(text, _kind_in_words(match), int(match["number"]), None, *match.span())
    for match in _BILL_KEY.finditer(text):
        congress = int(match["congress"]) if match["congress"] else None
        yield _with_congress(text, match["kind"].lower(), int(match["number"]), congress, *match.span())
    for match in _LOOSE_SENATE_BILL.finditer(text):
        yield _with_congress(text, "s", int(match["number"]), None, *match.span())
    for match in _BILL_OF_ANY_KIND.finditer(text):
        if int(match["number"]) not in YEARS:
            yield from (Mention(kind, int(match["number"]), None, *match.span()) for kind in BILL_KINDS)


def _with_congress(text: str, kind: str, number: int, congress: int | None, start: int, end: int) -> Mention:
    """A bill, with the Congress that stands behind it."""
    behind = _CONGRESS.match(text, end)
    if congress is None and behind and FIRST_CONGRESS <= int(behind["congress"]) <= LAST_CONGRESS:
        congress, end = int(behind["congress"]), behind.end()
    return Mention(kind, number, congress, start, end)


def _kind_in_words(match: re.Match[str]) -> str:
    chamber = "hr" if match["chamber"].lower() == "house" else "s"
    if match["what"].lower() == "bill":
        return chamber
    both = {"j": "j", "c": "con"}.get((match["both"] or " ")[0].lower(), "")
    return f"{chamber[0]}{both}res"


def _mean_bill(text: str, mention: Mention) -> Meaning:
    """Without its Congress, the number of a bill is looked for as it is printed, too."""
    start, end, kind, number = mention.start, mention.end, mention.kind, mention.number
    if mention.congress:
        return Meaning(start, end, (Phrase(bill_word(kind, number, mention.congress)),))
    cited = fold(f"{BILL_KINDS[kind][0]} {number}")
    written = " ".join(fold_words(text[start:end]))
    return Meaning(start, end, tuple(map(Phrase, dict.fromkeys([cited, bill_word(kind, number), written]))))
