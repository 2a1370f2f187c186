"""A date at the end of a line, however it is written: "December 28, 2018", "Deceber 07", "Fri., 28 Dec. 2018"."""

import datetime
import re
from dataclasses import dataclass

from .doubts import Doubt
from .words import in_order

MONTHS = in_order("month")
WEEKDAYS = in_order("weekday")
MAX_DATE_LENGTH = 80  # characters from the end of a line; no date is longer

_month = "(?P<month>[A-Za-z\u00c0-\u024f\ufffd]{3,12})"
_day = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_year = "(?P<year>(?:19|20)[0-9]{2})"
FORMS = [
    re.compile(rf"(?<![^\W_]){form}(?P<end>)[\s.]{{0,3}}$", re.IGNORECASE)
    for form in (
        rf"{_month}[\s.,]{{0,4}}{_day}(?:[\s.,]{{1,4}}{_year})?",
        rf"{_day}[\s.]{{0,3}}(?:of\s)?{_month}(?:[\s.,]{{1,4}}{_year})?",
        rf"{_month}[\s.,]{{1,4}}{_year}",
        rf"{_year}-(?P<number>[0-9]{{2}})-{_day}",
        rf"(?P<first>[0-9]{{1,2}})(?P<mark>[/.])(?P<second>[0-9]{{1,2}})(?P=mark){_year}",
    )
]
WEEKDAY_BEFORE = re.compile(r"(?:^|[,|;–—-]\s{0,3})([A-Za-z]{3,10})\.?,?\s{0,3}$")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """As it stands in its line: from `start`, weekday and all. Whatever is not written is None."""

    start: int
    text: str
    year: int | None
    month: int | None
    day: int | None
    doubts: tuple[Doubt, ...] = ()

    def as_date(self, near: datetime.date | None) -> datetime.date | None:
        """The day meant; where no year is written, the one that brings it nearest to `near`."""
        if self.year is not None:
            return _date(self.year, self.month, self.day)
        if near is None:
            return None
        days = [_date(year, self.month, self.day) for year in (near.year - 1, near.year, near.year + 1)]
        return min(filter(None, days), key=lambda day: abs(day - near), default=None)


def date_at_end(text: str) -> WrittenDate | None:
    offset = max(0, len(text) - MAX_DATE_LENGTH)
    window = text[offset:]
    for form in FORMS:
        found = form.search(window)
        written = found and _read(found.groupdict())
        if written:
            year, month, day, doubts = written
            start = _start_with_weekday(window, found.start())
            return WrittenDate(offset + start, window[start : found.start("end")], year, month, day, doubts)
    return None


def month_number(word: str) -> int | None:
    """ "December", "dec", "Deceber" → 12. A misspelling has the right first letter, and is near to one month only."""
    word = word.lower()
    starting = [name for name in MONTHS if name.startswith(word)] if len(word) >= 3 else []
    if len(starting) == 1 or word == "sept":
        return MONTHS.index(starting[0]) + 1
    near = sorted(
        (distance, name)
        for name in MONTHS
        if len(word) > 3 and name[0] == word[0] and (distance := edits(word, name)) <= (1 if len(name) < 6 else 2)
    )
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return MONTHS.index(near[0][1]) + 1


def edits(word: str, name: str) -> int:
    """How many letters were left out, put in, mistaken or swapped with their neighbour to make one of the other."""
    two_above, above = [], list(range(len(name) + 1))
    for i, letter in enumerate(word, 1):
        row = [i]
        for j, wanted in enumerate(name, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == name[j - 2] and word[i - 2] == wanted:
                cost = min(cost, two_above[j - 2] + 1)
            row.append(cost)
        two_above, above = above, row
    return above[-1]


def _read(parts):
    """(year, month, day, doubts) of what a form found, or None if the word is no month's name."""
    year, day = (int(parts[key]) if parts.get(key) else None for key in ("year", "day"))
    if parts.get("number"):
        return year, int(parts["number"]), day, ()
    if parts.get("first"):
        return _read_numbers(year, int(parts["first"]), int(parts["second"]), parts["mark"])
    month = month_number(parts["month"])
    if month is None:
        return None
    misspelt = not MONTHS[month - 1].startswith(parts["month"].lower()) and parts["month"].lower() != "sept"
    return year, month, day, (Doubt.MISSPELT_MONTH,) if misspelt else ()


def _read_numbers(year, first, second, mark):
    """12/28/2018 as Americans write it, 28.12.2018 as Europeans do."""
    month, day = (second, first) if mark == "." or first > 12 else (first, second)
    ambiguous = mark == "/" and first <= 12 and second <= 12 and first != second
    return year, month, day, (Doubt.DAY_OR_MONTH,) if ambiguous else ()


def _start_with_weekday(window, start):
    """A weekday stands behind a mark; without one, as in "Baltimore Sun, May 5", it is part of a name."""
    head = window[max(0, start - 20) : start]
    found = WEEKDAY_BEFORE.search(head)
    if found and _is_weekday(found[1].lower()):
        return start - len(head) + found.start(1)
    return start


def _is_weekday(word):
    return any(name.startswith(word) or (len(word) > 5 and edits(word, name) == 1) for name in WEEKDAYS)


def _date(year, month, day):
    try:
        return datetime.date(year, month, day)
    except (TypeError, ValueError):  # no day written, or February 30
        return None
