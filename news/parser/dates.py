"""Parses a date at the end of a line, in any notation: "December 28, 2018", "Deceber 07", "Fri., 28 Dec. 2018"."""

import datetime
import re
from dataclasses import dataclass

from .doubts import Doubt
from .word_lists import word_list

MONTHS = word_list("month")
WEEKDAYS = word_list("weekday")
MAX_DATE_LENGTH = 80  # characters from the end of a line; no date is longer

_month = "(?P<month>[A-Za-z\u00c0-\u024f\ufffd]{3,12})"
_day = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_year = "(?P<year>(?:19|20)[0-9]{2})"
DATE_FORMATS = [
    re.compile(rf"(?<![^\W_]){notation}(?P<end>)[\s.]{{0,3}}$", re.IGNORECASE)
    for notation in (
        rf"{_month}[\s.,]{{0,4}}{_day}(?:[\s.,]{{1,4}}{_year})?",
        rf"{_day}[\s.]{{0,3}}(?:of\s)?{_month}(?:[\s.,]{{1,4}}{_year})?",
        rf"{_month}[\s.,]{{1,4}}{_year}",
        rf"{_year}-(?P<number>[0-9]{{2}})-{_day}",
        rf"(?P<first>[0-9]{{1,2}})(?P<separator>[/.])(?P<second>[0-9]{{1,2}})(?P=separator){_year}",
    )
]
WEEKDAY_BEFORE = re.compile(r"(?:^|[,|;–—-]\s{0,3})([A-Za-z]{3,10})\.?,?\s{0,3}$")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it was written. `text` includes the weekday; `start` is its offset in the line.

    What is not written is None. Month and day may be impossible, as in February 30.
    """

    start: int
    text: str
    year: int | None
    month: int | None
    day: int | None
    doubts: tuple[Doubt, ...] = ()

    def resolve(self, near: datetime.date | None) -> datetime.date | None:
        """The date that is meant; without a year, the one nearest to `near`. None if it cannot be known."""
        if self.year is not None:
            return _make_date(self.year, self.month, self.day)
        if near is None:
            return None
        candidates = [_make_date(year, self.month, self.day) for year in (near.year - 1, near.year, near.year + 1)]
        return min((day for day in candidates if day), key=lambda day: abs(day - near), default=None)


@dataclass(frozen=True, slots=True)
class _DateParts:
    year: int | None
    month: int | None
    day: int | None
    doubts: tuple[Doubt, ...] = ()


def parse_date_at_end(text: str) -> WrittenDate | None:
    offset = max(0, len(text) - MAX_DATE_LENGTH)
    window = text[offset:]
    for date_format in DATE_FORMATS:
        match = date_format.search(window)
        parts = _read_parts(match.groupdict()) if match else None
        if match and parts:
            start = _start_with_weekday(window, match.start())
            written = window[start : match.start("end")]
            return WrittenDate(offset + start, written, parts.year, parts.month, parts.day, parts.doubts)
    return None


def month_number(word: str) -> int | None:
    """The number of a month from its name, abbreviated or misspelt ("December", "dec", "Deceber" → 12); else None.

    A misspelling keeps the first letter and is close to one month only.
    """
    word = word.lower()
    starting = [name for name in MONTHS if name.startswith(word)] if len(word) >= 3 else []
    if len(starting) == 1 or word == "sept":
        return MONTHS.index(starting[0]) + 1
    near = sorted(
        (distance, name)
        for name in MONTHS
        if len(word) > 3
        and name[0] == word[0]
        and (distance := edit_distance(word, name)) <= (1 if len(name) < 6 else 2)
    )
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return MONTHS.index(near[0][1]) + 1


def edit_distance(word: str, other: str) -> int:
    """The Damerau-Levenshtein distance (optimal string alignment): letters left out, added, replaced or swapped."""
    two_above: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == wanted:
                cost = min(cost, two_above[j - 2] + 1)
            row.append(cost)
        two_above, above = above, row
    return above[-1]


def _read_parts(groups: dict[str, str | None]) -> _DateParts | None:
    """What a date format matched; None if the word in the place of the month is no month."""
    year, day = (int(value) if (value := groups.get(key)) else None for key in ("year", "day"))
    if number := groups.get("number"):
        return _DateParts(year, int(number), day)
    first, second = groups.get("first"), groups.get("second")
    if first and second:
        return _read_numeric(year, int(first), int(second), is_european=groups["separator"] == ".")
    name = (groups.get("month") or "").lower()
    month = month_number(name)
    if month is None:
        return None
    is_misspelt = not MONTHS[month - 1].startswith(name) and name != "sept"
    return _DateParts(year, month, day, (Doubt.MISSPELT_MONTH,) if is_misspelt else ())


def _read_numeric(year: int | None, first: int, second: int, is_european: bool) -> _DateParts:
    """12/28/2018 as Americans write it, 28.12.2018 as Europeans do."""
    month, day = (second, first) if is_european or first > 12 else (first, second)
    is_ambiguous = not is_european and first <= 12 and second <= 12 and first != second
    return _DateParts(year, month, day, (Doubt.DAY_OR_MONTH,) if is_ambiguous else ())


def _start_with_weekday(window: str, start: int) -> int:
    """A weekday follows a separator; without one it is part of a name, as in "Baltimore Sun, May 5"."""
    before = window[max(0, start - 20) : start]
    match = WEEKDAY_BEFORE.search(before)
    if match and _is_weekday(match[1].lower()):
        return start - len(before) + match.start(1)
    return start


def _is_weekday(word: str) -> bool:
    return any(name.startswith(word) or (len(word) > 5 and edit_distance(word, name) == 1) for name in WEEKDAYS)


def _make_date(year: int, month: int | None, day: int | None) -> datetime.date | None:
    if month is None or day is None:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:  # February 30
        return None
