"""Days between two dates, or as seen from today: “since 2024”, “last month”, “week of May 5”, “spring 2026”. Pure.

Only what has one meaning is read. “Early 2025”, “the holidays” or “around Passover” are words.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pages.dates.typed import MONTHS, NotUnderstoodError

from .dates import FORMS, MONTH, YEAR, Found, month_number, read_span, span_of_month, words_of_days
from .words import Phrase

FIRST_DAY = date(1900, 1, 1)  # of what is “before 2020”
DAYS_OF_UNIT = {"day": 1, "week": 7, "month": 30, "year": 365}

_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBER = rf"[1-9][0-9]?|{'|'.join(_NUMBERS)}"
_ORDINALS = ("first", "second", "third", "fourth")
_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}  # the first month of each

_FORMS = {name: FORMS[name] for name in ("day", "dotted", "month", "anniversary", "year")} | {"name": MONTH}
_A_DATE = rf"(?:{'|'.join(_FORMS.values())})(?![\w/]|[-.]\w)"
_A_DAY = rf"(?:{FORMS['day']}|{FORMS['dotted']}|{FORMS['anniversary']})(?![\w/]|[-.]\w)"
_ENDPOINTS = {name: re.compile(form, re.IGNORECASE) for name, form in _FORMS.items()}
_NAMES = "|".join([*_SEASONS, *_WEEKDAYS, *(month.lower() for month in MONTHS)])
_PATTERNS = {
    "between": rf"(?:between\s+(?P<a>{_A_DATE})\s+and|from\s+(?P<b>{_A_DATE})\s+(?:to|until|till|through)"
    rf"|(?P<c>{YEAR})\s+(?:to|through))\s+(?P<last>{_A_DATE})",
    "since": rf"(?:since|starting(?:\s+in)?)\s+(?P<a>{_A_DATE})"
    rf"|(?:from\s+)?(?P<b>{_A_DATE})\s+(?:on\b(?!\s+\w)|onwards?\b|to\s+(?:now|today|(?:the\s+)?present)\b)",
    "after": rf"(?:after|later\s+than)\s+(?P<a>{_A_DATE})",
    "before": rf"(?:before|prior\s+to|earlier\s+than)\s+(?P<a>{_A_DATE})",
    "until": rf"(?:until|till|up\s+to|through)\s+(?P<a>{_A_DATE})",
    "week_of": rf"week\s+of\s+(?:the\s+)?(?P<a>{_A_DAY})",
    "week": rf"(?P<a>{YEAR})-?w(?P<b>[0-5][0-9])\b",
    "week_number": rf"week\s+(?P<b>[0-5]?[0-9])(?:,|\s+of)?\s+(?P<a>{YEAR})\b",
    "quarter": rf"(?:q(?P<a>[1-4])|(?P<b>{'|'.join(_ORDINALS)})\s+quarter)(?:\s+of)?[\s/-]+(?P<year>{YEAR})\b",
    "season": rf"(?P<a>{'|'.join(_SEASONS)})(?:\s+of)?,?\s+(?P<year>{YEAR})\b",
    "decade": r"(?:the\s+)?(?P<a>(?:19|20)[0-9]0)['’]?s\b",
    "last_units": rf"(?:the\s+)?(?:last|past)\s+(?P<a>{_NUMBER})\s+(?P<b>day|week|month|year)s?\b",
    "unit": r"(?P<a>this|last|past|previous)\s+(?P<b>week|month|year)(?:['’]s)?\b",
    "last_name": rf"(?:last|past)\s+(?P<a>{_NAMES})(?:['’]s)?\b",
    "yesterday": r"yesterday(?:['’]s)?\b",
}
_PERIODS = {name: re.compile(rf"(?<![\w-]){pattern}", re.IGNORECASE) for name, pattern in _PATTERNS.items()}

Span = tuple[date, date]


def find_periods(text: str, today: date) -> Iterator[Found]:
    """The periods of a text, those of each form in its order."""
    for name, pattern in _PERIODS.items():
        for match in pattern.finditer(text):
            try:
                words = words_of_days(*_READERS[name](match, today))
            except (NotUnderstoodError, ValueError):
                continue  # “since February 30”: words
            if words:
                yield match.start(), match.end(), words + _as_printed(name, match)


def _as_printed(name: str, match: re.Match[str]) -> tuple[Phrase, ...]:
    """A decade is found in texts as well, which say “in the 1990s”."""
    return (Phrase(f"{match['a']}s"),) if name == "decade" else ()


def _given(match: re.Match[str]) -> str:
    return next(value for name in "abc" if (value := match.groupdict().get(name)))


def _form(written: str) -> str:
    """Raises NotUnderstoodError for what is in none of the forms, such as a year before 1900."""
    for name, pattern in _ENDPOINTS.items():
        if pattern.fullmatch(written):
            return name
    raise NotUnderstoodError(written)


def _read_endpoint(written: str, today: date) -> Span:
    return read_span(_form(written), written, today)


def _between(match: re.Match[str], today: date) -> Span:
    """Of “between November and January 2025” the first is of the year before."""
    first, last = _given(match), _read_endpoint(match["last"], today)
    if _form(first) in ("name", "anniversary"):
        year = last[0].year
        begun = _read_endpoint(f"{first} {year}", today)
        if begun[0] > last[1]:
            begun = _read_endpoint(f"{first} {year - 1}", today)
        return begun[0], last[1]
    spans = sorted([_read_endpoint(first, today), last])
    return spans[0][0], spans[1][1]


def _since(match: re.Match[str], today: date) -> Span:
    return _read_endpoint(_given(match), today)[0], date(today.year, 12, 31)


def _after(match: re.Match[str], today: date) -> Span:
    return _read_endpoint(match["a"], today)[1] + timedelta(days=1), date(today.year, 12, 31)


def _before(match: re.Match[str], today: date) -> Span:
    return FIRST_DAY, _read_endpoint(match["a"], today)[0] - timedelta(days=1)


def _until(match: re.Match[str], today: date) -> Span:
    return FIRST_DAY, _read_endpoint(match["a"], today)[1]


def _week_of(match: re.Match[str], today: date) -> Span:
    """Monday to Sunday, or what a Sunday begins."""
    day = _read_endpoint(match["a"], today)[0]
    first = day if day.weekday() == 6 else day - timedelta(days=day.weekday())
    return first, first + timedelta(days=6)


def _week(match: re.Match[str], today: date) -> Span:
    """Of ISO 8601."""
    first = date.fromisocalendar(int(match["a"]), int(match["b"]), 1)
    return first, first + timedelta(days=6)


def _quarter(match: re.Match[str], today: date) -> Span:
    number = int(match["a"]) if match["a"] else _ORDINALS.index(match["b"].lower()) + 1
    return _months(3 * number - 2, int(match["year"]))


def _season(match: re.Match[str], today: date) -> Span:
    """Of the north, by whole months. Winter 2026 begins in December 2025."""
    name, year = match["a"].lower(), int(match["year"])
    return _months(_SEASONS[name], year - (name == "winter"))


def _months(first: int, year: int) -> Span:
    """Three months."""
    last = first + 2
    return date(year, first, 1), span_of_month((last - 1) % 12 + 1, year + (last > 12))[1]


def _decade(match: re.Match[str], today: date) -> Span:
    return date(int(match["a"]), 1, 1), date(int(match["a"]) + 9, 12, 31)


def _last_units(match: re.Match[str], today: date) -> Span:
    """As many days as that is, up to today."""
    written = match["a"].lower()
    number = int(written) if written.isdigit() else _NUMBERS.index(written) + 1
    return today - timedelta(days=number * DAYS_OF_UNIT[match["b"].lower()]), today


def _unit(match: re.Match[str], today: date) -> Span:
    """“This week” and “past week” are the days up to today; other months, years and weeks those of the calendar."""
    which, unit = match["a"].lower(), match["b"].lower()
    is_this = which == "this"
    if which == "past" or (is_this and unit == "week"):
        return today - timedelta(days=DAYS_OF_UNIT[unit]), today
    if unit == "week":
        first = today - timedelta(days=today.weekday() + 7)
        return first, first + timedelta(days=6)
    if unit == "year":
        year = today.year - (not is_this)
        return date(year, 1, 1), date(year, 12, 31)
    day = today if is_this else today.replace(day=1) - timedelta(days=1)
    return span_of_month(day.month, day.year)


def _last_name(match: re.Match[str], today: date) -> Span:
    """The last month, day of the week or season of this name that is over."""
    name = match["a"].lower()
    if name in _WEEKDAYS:
        day = today - timedelta(days=(today.weekday() - _WEEKDAYS.index(name) - 1) % 7 + 1)
        return day, day
    if name in _SEASONS:
        return next(span for year in (0, 1, 2) if (span := _months(_SEASONS[name], today.year - year))[1] < today)
    number = month_number(name)
    return span_of_month(number, today.year - (number >= today.month))


def _yesterday(match: re.Match[str], today: date) -> Span:
    return today - timedelta(days=1), today - timedelta(days=1)


_READERS = {
    "between": _between,
    "since": _since,
    "after": _after,
    "before": _before,
    "until": _until,
    "week_of": _week_of,
    "week": _week,
    "week_number": _week,
    "quarter": _quarter,
    "season": _season,
    "decade": _decade,
    "last_units": _last_units,
    "unit": _unit,
    "last_name": _last_name,
    "yesterday": _yesterday,
}
