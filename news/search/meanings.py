"""Finds what is more than its words in a query: dates, first of all as an American writes them, and bills. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pages.dates.typed import MONTHS, NotUnderstoodError, read_date

from ..bills import BILL_KINDS, LAST_CONGRESS, bill_word, find_mentions
from ..records.folding import day_word, fold, month_word, year_word
from .words import fold_words

YEARS_OF_A_DAY = 20  # in which a day without a year is looked for
MAX_YEARS = 12  # of a range
FIRST_CONGRESS = 90  # that one is asked for: a lower number behind a bill is another number

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)[0-9]{2}"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_DATE = re.compile(
    r"(?<![\w/.-])(?:"
    rf"(?P<day>{_YEAR}[-/][0-9]{{1,2}}[-/][0-9]{{1,2}}|[0-9]{{1,2}}[-/][0-9]{{1,2}}[-/](?:{_YEAR}|[0-9]{{2}})"
    rf"|{_WEEKDAY}{_MONTH}\s+(?:the\s+)?{_DAY},?\s+{_YEAR}|{_WEEKDAY}(?:the\s+)?{_DAY}[\s-]+(?:of\s+)?{_MONTH},?[\s-]+{_YEAR})"
    rf"|(?P<dotted>[0-9]{{1,2}}\.[0-9]{{1,2}}\.{_YEAR})"
    rf"|(?P<month>{_MONTH},?\s+(?:of\s+)?{_YEAR}|{_YEAR},?\s+{_MONTH}|(?:0?[1-9]|1[0-2])/{_YEAR}|{_YEAR}-(?:0[1-9]|1[0-2]))"
    rf"|(?P<anniversary>{_MONTH}\s+(?:the\s+)?{_DAY}|(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH})"
    rf"|(?P<years>{_YEAR}\s?[-–—]\s?(?:{_YEAR}|[0-9]{{2}}))"
    rf"|(?P<year>{_YEAR})"
    r")(?![\w/]|[-.]\w)",
    re.IGNORECASE,
)
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
_CONGRESS = re.compile(r"[\s,(]{0,3}(?P<congress>[0-9]{2,3})(?:st|nd|rd|th)?(?:\s+congress)?\b\)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What stands at a place of the query. alternatives: folded words or phrases, one of which a result has."""

    start: int
    end: int
    alternatives: tuple[str, ...]


def find(text: str, today: date) -> list[Meaning]:
    """The dates and bills of a text, in its order; none overlaps another."""
    found = sorted([*_find_bills(text), *_find_dates(text, today)], key=lambda meaning: (meaning.start, -meaning.end))
    kept: list[Meaning] = []
    for meaning in found:
        if not kept or meaning.start >= kept[-1].end:
            kept.append(meaning)
    return kept


def _find_dates(text: str, today: date) -> Iterator[Meaning]:
    for match in _DATE.finditer(text):
        try:
            alternatives = _READERS[match.lastgroup or ""](match[0], today)
        except NotUnderstoodError:
            continue  # February 30 is what it says: words
        yield Meaning(match.start(), match.end(), alternatives)


def _read_day(written: str, today: date) -> tuple[str, ...]:
    day = read_date(written, today)
    return (fold(f"{MONTHS[day.month - 1]} {day.day} {day.year}"), day_word(day))


def _read_dotted(written: str, today: date) -> tuple[str, ...]:
    """As in Europe, where the day comes first."""
    day, month, year = written.split(".")
    return _read_day(f"{year}-{month}-{day}", today)


def _read_month(written: str, today: date) -> tuple[str, ...]:
    """ "February 2025", "2025 Feb.", "2/2025", "2025-02"."""
    year = int(re.search(_YEAR, written)[0])  # type: ignore[index]  # each of its forms has a year
    name = re.search("[a-z]{3}", written.lower().replace("of ", ""))
    month = _month_number(name[0]) if name else int(re.sub(rf"{_YEAR}|[-/]", "", written))
    return (fold(f"{MONTHS[month - 1]} {year}"), month_word(year, month))


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, start=1) if month.lower().startswith(name))


def _read_anniversary(written: str, today: date) -> tuple[str, ...]:
    """A day in any of the last years."""
    day = read_date(written, today)
    years = range(today.year, today.year - YEARS_OF_A_DAY, -1)
    return (fold(f"{MONTHS[day.month - 1]} {day.day}"), *(f"d{year:04}{day:%m%d}" for year in years))


def _read_years(written: str, today: date) -> tuple[str, ...]:
    first, last = re.findall("[0-9]+", written)
    years = range(int(first), int(first[: -len(last)] + last) + 1)
    if not 1 < len(years) <= MAX_YEARS:
        raise NotUnderstoodError(written)
    return tuple(word for year in years for word in _read_year(str(year), today))


def _read_year(written: str, today: date) -> tuple[str, ...]:
    return (written, year_word(int(written)))


_READERS = {
    "day": _read_day,
    "dotted": _read_dotted,
    "month": _read_month,
    "anniversary": _read_anniversary,
    "years": _read_years,
    "year": _read_year,
}


def _find_bills(text: str) -> Iterator[Meaning]:
    for mention in find_mentions(text):
        yield _bill(text, mention.start, mention.end, mention.kind, mention.number, mention.congress)
    for match in _BILL_IN_WORDS.finditer(text):
        yield _bill(text, match.start(), match.end(), _kind_in_words(match), int(match["number"]))
    for match in _BILL_KEY.finditer(text):
        congress = int(match["congress"]) if match["congress"] else None
        yield _bill(text, match.start(), match.end(), match["kind"].lower(), int(match["number"]), congress)
    for match in _LOOSE_SENATE_BILL.finditer(text):
        yield _bill(text, match.start(), match.end(), "s", int(match["number"]))


def _kind_in_words(match: re.Match[str]) -> str:
    chamber = "hr" if match["chamber"].lower() == "house" else "s"
    if match["what"].lower() == "bill":
        return chamber
    both = {"j": "j", "c": "con"}.get((match["both"] or " ")[0].lower(), "")
    return f"{chamber[0]}{both}res"


def _bill(text: str, start: int, end: int, kind: str, number: int, congress: int | None = None) -> Meaning:
    """A bill, with the Congress that stands behind it; without one, its number is looked for as it is printed, too."""
    behind = _CONGRESS.match(text, end)
    if congress is None and behind and FIRST_CONGRESS <= int(behind["congress"]) <= LAST_CONGRESS:
        congress, end = int(behind["congress"]), behind.end()
    if congress:
        return Meaning(start, end, (bill_word(kind, number, congress),))
    cited = fold(f"{BILL_KINDS[kind][0]} {number}")
    written = " ".join(fold_words(text[start:end]))
    return Meaning(start, end, tuple(dict.fromkeys([cited, bill_word(kind, number), written])))
