"""Parses a date at the end or beginning of a line, in any notation.

"December 28, 2018", "Deceber 07", "Fri., 28 Dec. 2018", "11/24/26", "5 Jun 06", "28 декабря 2018 г.", "28 בדצמבר 2018".
A time beside it belongs to it, see times.py.
"""

import datetime
import re
from dataclasses import dataclass, replace

from .doubts import Doubt
from .times import end_with_time, find_time_at_end, start_with_time
from .word_lists import word_list, word_lists, word_set

MONTHS = word_list("month")
FOREIGN_MONTHS = {name: number for language in word_lists("month_in_") for number, name in enumerate(language, 1)}
WEEKDAYS = word_list("weekday")
FOREIGN_WEEKDAYS = word_set("weekday_in_other_languages")
DIGIT = re.compile("[0-9]")
MAX_DATE_LENGTH = 80  # characters from the end of a line; no date is longer
PIVOT = 70  # "06" is 2006, "98" is 1998

_month = r"(?P<month>(?:[^\W\d_]|\ufffd){3,12})"
_day = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er)?"
_year = r"(?P<year>(?:19|20)[0-9]{2}|20[0-9]\s[0-9])"  # a PDF breaks it: "201 6"
_short_year = "['’]?(?P<short_year>[0-9]{2})"
_word_year = r"(?:\s?(?:г|года|р|року|r|roku)\b)?"
_any_year = f"(?:{_year}|{_short_year})"
_notations = (
    rf"(?:ב-?)?{_day}[\s.]{{1,3}}{_month}[\s.,]{{1,4}}{_any_year}{_word_year}",
    rf"{_month}(?P<odd_comma>,[\s.]{{1,3}}|)[\s.,]{{0,4}}{_day}(?:[\s.,]{{1,4}}(?:{_year}|(?=['’]){_short_year}))?",
    rf"(?:ב-?)?{_day}[\s.]{{0,3}}(?:of\s)?{_month}(?:[\s.,]{{1,4}}{_year}{_word_year})?",
    rf"{_day}-{_month}-{_any_year}",
    rf"{_month}[\s.,]{{1,4}}{_year}",
    rf"{_year}(?P<dash>[-/.])(?P<number>[0-9]{{1,2}})(?P=dash){_day}",
    rf"(?P<first>[0-9]{{1,2}})(?P<separator>[/.-])(?P<second>[0-9]{{1,2}})(?P=separator){_any_year}",
)
DATE_FORMATS = [re.compile(rf"(?<![^\W_]){notation}(?P<end>)[\s.]{{0,3}}$", re.IGNORECASE) for notation in _notations]
LEADING_DATE_FORMATS = [
    re.compile(
        rf"\s{{0,3}}(?P<weekday>[^\W\d_]{{3,11}}\.?,?\s{{1,3}})?{notation}(?P<end>)"
        r"(?=T[0-9]{2}:|(?![^\W_]|[.,]?[0-9]))",
        re.IGNORECASE,
    )
    for notation in _notations
]
WEEKDAY_BEFORE = re.compile(r"(?:^|[,|;:\n–—-]\s{0,3}|ed\son\s)((?:יום\s)?[^\W\d_]{3,11})\.?,?\s{0,3}$")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it was written. `text` includes weekday and time; `start` is its offset in the line.

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
        if self.month is None:
            return None
        candidates = [_make_date(year, self.month, self.day) for year in (near.year - 1, near.year, near.year + 1)]
        return min((day for day in candidates if day), key=lambda day: abs(day - near), default=None)


UNDATED = WrittenDate(0, "", None, None, None)


@dataclass(frozen=True, slots=True)
class _DateParts:
    year: int | None
    month: int | None
    day: int | None
    doubts: tuple[Doubt, ...] = ()


def parse_date_at_end(text: str, with_hour: bool = False) -> WrittenDate | None:
    """The date that a line ends with. `with_hour`: an hour without minutes may stand behind it."""
    offset = max(0, len(text) - MAX_DATE_LENGTH)
    window = text[offset:]
    if not DIGIT.search(window):
        return None
    time = None if (date := _find_date_at_end(window, offset)) else find_time_at_end(window, with_hour)
    if time and (date := _find_date_at_end(window[: time[0]], offset)):
        return replace(date, text=window[date.start - offset : time[1]])
    return date


def _find_date_at_end(window: str, offset: int) -> WrittenDate | None:
    for date_format in DATE_FORMATS:
        match = date_format.search(window)
        parts = _read_parts(match.groupdict()) if match else None
        if match and parts:
            start = _start_with_weekday(window, match.start())
            start = start_with_time(window, start) if ":" in window[:start] else start
            written = window[start : match.start("end")]
            return WrittenDate(offset + start, written, parts.year, parts.month, parts.day, parts.doubts)
    return None


def parse_date_at_start(text: str, with_hour: bool = False) -> WrittenDate | None:
    """The date that a line begins with, weekday included; None if it begins with something else."""
    window = text[:MAX_DATE_LENGTH]
    if not DIGIT.search(window):
        return None
    for date_format in LEADING_DATE_FORMATS:
        match = date_format.match(window)
        parts = _read_parts(match.groupdict()) if match else None
        if match and parts and (not match["weekday"] or _is_weekday(match["weekday"].strip(" \xa0.,").lower())):
            end = end_with_time(window, match.end("end"), with_hour)
            return WrittenDate(0, window[:end], parts.year, parts.month, parts.day, parts.doubts)
    return None


def is_date(text: str, with_hour: bool = False) -> bool:
    """Whether the text is one date with its day and month and nothing else."""
    date = parse_date_at_end(text.strip(), with_hour) if len(text) <= MAX_DATE_LENGTH else None
    return date is not None and date.start == 0 and date.day is not None


def month_number(word: str) -> int | None:
    """The number of a month from its name, abbreviated or misspelt ("December", "dec", "Deceber" → 12); else None.

    A misspelling keeps the first letter and is close to one month only.
    """
    word = word.lower()
    if word in FOREIGN_MONTHS:
        return FOREIGN_MONTHS[word]
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
    year, day, short = (
        int(re.sub(r"\s", "", value)) if (value := groups.get(key)) else None for key in ("year", "day", "short_year")
    )
    if short is not None:
        year = short + (2000 if short < PIVOT else 1900)
    if number := groups.get("number"):
        return _DateParts(year, int(number), day)
    first, second = groups.get("first"), groups.get("second")
    if first and second:
        return _read_numeric(year, int(first), int(second), is_european=groups["separator"] == ".")
    name = (groups.get("month") or "").lower()
    month = month_number(name)
    if month is None:
        return None
    doubts = [Doubt.ODD_DATE] if groups.get("odd_comma") else []
    is_misspelt = not MONTHS[month - 1].startswith(name) and name != "sept" and name not in FOREIGN_MONTHS
    return _DateParts(year, month, day, tuple([*doubts, Doubt.MISSPELT_MONTH] if is_misspelt else doubts))


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
    if word.removeprefix("יום ") in FOREIGN_WEEKDAYS:
        return True
    return any(name.startswith(word) or (len(word) > 5 and edit_distance(word, name) == 1) for name in WEEKDAYS)


def _make_date(year: int, month: int | None, day: int | None) -> datetime.date | None:
    if month is None or day is None:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:  # February 30
        return None
