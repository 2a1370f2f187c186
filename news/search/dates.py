"""Dates as people write them, first of all Americans, and the words by which records of these days are found. Pure."""

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from pages.dates.typed import MONTHS, NotUnderstoodError, read_date

from ..records.folding import day_word, fold, month_word, year_word
from .words import Phrase

YEARS_OF_A_DAY = 20  # in which a day without a year is looked for
MAX_YEARS = 12  # of a range, to find each of them in a text, too

# Russian, Ukrainian and Hebrew, in the forms that a date has. Belarusian and Yiddish months are not read.
FOREIGN_MONTHS = tuple(
    re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    for pattern in (
        "январ[ьяе]|січ(?:ень|ня|ні)|ב?ינואר",
        "феврал[ьяе]|лют(?:ий|ого|ому)|ב?פברואר",
        "март[ае]?|берез(?:ень|ня|ні)|ב?(?:מרץ|מרס)",
        "апрел[ьяе]|квіт(?:ень|ня|ні)|ב?אפריל",
        "ма[йяе]|трав(?:ень|ня|ні)|ב?מאי",
        "июн[ьяе]|черв(?:ень|ня|ні)|ב?יוני",
        "июл[ьяе]|лип(?:ень|ня|ні)|ב?יולי",
        "август[ае]?|серп(?:ень|ня|ні)|ב?אוגוסט",
        "сентябр[ьяе]|верес(?:ень|ня|ні)|ב?ספטמבר",
        "октябр[ьяе]|жовт(?:ень|ня|ні)|ב?אוקטובר",
        "ноябр[ьяе]|листопад[аі]?|ב?נובמבר",
        "декабр[ьяе]|груд(?:ень|ня|ні)|ב?דצמבר",
    )
)
MONTH = (
    r"(?:(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?|" + "|".join(pattern.pattern for pattern in FOREIGN_MONTHS) + ")"
)
YEAR = r"(?:19|20)[0-9]{2}"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
# Each form by its name, the longest first: "May 5, 2025" is not "May" and "2025".
FORMS = {
    "day": rf"{YEAR}[-/][0-9]{{1,2}}[-/][0-9]{{1,2}}|[0-9]{{1,2}}[-/][0-9]{{1,2}}[-/](?:{YEAR}|[0-9]{{2}})"
    rf"|{_WEEKDAY}{MONTH}\s+(?:the\s+)?{_DAY},?\s+{YEAR}"
    rf"|{_WEEKDAY}(?:the\s+)?{_DAY}[\s-]+(?:of\s+)?{MONTH},?[\s-]+{YEAR}",
    "dotted": rf"[0-9]{{1,2}}\.[0-9]{{1,2}}\.(?:{YEAR}|[0-9]{{2}})",
    "month": rf"{MONTH},?\s+(?:of\s+)?{YEAR}|{YEAR},?\s+{MONTH}|(?:0?[1-9]|1[0-2])/{YEAR}|{YEAR}-(?:0[1-9]|1[0-2])",
    "anniversary": rf"{MONTH}\s+(?:the\s+)?{_DAY}|(?:the\s+)?{_DAY}\s+(?:of\s+)?{MONTH}",
    "years": rf"{YEAR}\s?[-–—]\s?(?:{YEAR}|[0-9]{{2}})",
    "year": YEAR,
}
_DATE = re.compile(
    rf"(?<![\w/.-])(?:{'|'.join(f'(?P<{name}>{form})' for name, form in FORMS.items())})(?![\w/]|[-.]\w)", re.IGNORECASE
)

Found = tuple[int, int, tuple[Phrase, ...]]  # start and end in the text; words or phrases, one of which a result has


def find_dates(text: str, today: date) -> Iterator[Found]:
    """The dates of a text, in its order."""
    for match in _DATE.finditer(text):
        try:
            alternatives = _READERS[match.lastgroup or ""](match[0], today)
        except NotUnderstoodError:
            continue  # February 30 is what it says: words
        phrases = (word if isinstance(word, Phrase) else Phrase(word) for word in alternatives)
        yield match.start(), match.end(), tuple(dict.fromkeys(phrases))


def read_span(form: str, written: str, today: date) -> tuple[date, date]:
    """The first and last day of what is written in one of the FORMS, or of the month that it names.

    A day or month without a year is the last one that has begun. Raises NotUnderstoodError.
    """
    if form == "year":
        return date(int(written), 1, 1), date(int(written), 12, 31)
    if form == "month":
        return span_of_month(*_month_and_year(written))
    if form == "dotted":
        day = _dotted_day(written, today)
    elif form == "anniversary":
        month, number = month_number(written), int(re.sub(r"\D", "", written))
        day = read_date(f"{month}/{number}/{today.year - ((month, number) > (today.month, today.day))}", today)
    elif form == "day":
        day = read_date(_in_english(written), today)
    else:
        month = month_number(written)
        return span_of_month(month, today.year - (month > today.month))
    return day, day


def span_of_month(month: int, year: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def words_of_days(first: date, last: date) -> tuple[Phrase, ...]:
    """The fewest words by which whatever is dated in these days is found: decades, years, months, days, and the
    beginnings of months and days. Of all days that can be written, from 1900 to 2099, there are fewer than 80.
    """
    words: list[Phrase] = []
    while first <= last:
        word, end = next((word, end) for word, end in _blocks(first) if end <= last)
        words.append(word)
        first = end + timedelta(days=1)
    return tuple(words)


def _blocks(first: date) -> Iterator[tuple[Phrase, date]]:
    """What begins on a day, and the last day of it: the largest first."""
    year, month, day = first.year, first.month, first.day
    last_of_month = span_of_month(month, year)[1]
    if (month, day) == (1, 1):
        if year % 10 == 0:
            yield Phrase(year_word(year)[:-1], is_prefix=True), date(year + 9, 12, 31)
        yield Phrase(year_word(year)), date(year, 12, 31)
    if day == 1:
        if month in (1, 10):  # 01 to 09, 10 to 12
            end_of_part = date(year, 9, 30) if month == 1 else date(year, 12, 31)
            yield Phrase(month_word(year, month)[:-1], is_prefix=True), end_of_part
        yield Phrase(month_word(year, month)), last_of_month
    if day in (1, 10, 20, 30):  # 01 to 09, 10 to 19, 20 to 29, 30 to 31
        end = min(day - day % 10 + 9, last_of_month.day)
        yield Phrase(day_word(first)[:-1], is_prefix=True), first.replace(day=end)
    yield Phrase(day_word(first)), first


def _in_english(written: str) -> str:
    for pattern, month in zip(FOREIGN_MONTHS, MONTHS, strict=True):
        written = pattern.sub(month, written)
    return written


def _read_day(written: str, today: date) -> tuple[str, ...]:
    return _words_of_day(read_date(_in_english(written), today), written)


def _words_of_day(day: date, written: str) -> tuple[str, ...]:
    return (fold(f"{MONTHS[day.month - 1]} {day.day} {day.year}"), day_word(day), *_as_printed(written))


def _as_printed(written: str) -> tuple[str, ...]:
    """A date with a foreign month, as a text in that language may have it."""
    return () if written.isascii() else (fold(written),)


def _dotted_day(written: str, today: date) -> date:
    """As in Europe, where the day comes first."""
    day, month, year = written.split(".")
    return read_date(f"{month}/{day}/{year}", today)


def _read_dotted(written: str, today: date) -> tuple[str, ...]:
    return _words_of_day(_dotted_day(written, today), "")


def _month_and_year(written: str) -> tuple[int, int]:
    """ "February 2025", "2025 Feb.", "2/2025", "2025-02"."""
    year = int(re.search(YEAR, written)[0])  # type: ignore[index]  # each of its forms has a year
    has_name = re.search(r"[^\W\d_]{3}", written)
    return month_number(written) if has_name else int(re.sub(rf"{YEAR}|[-/]", "", written)), year


def _read_month(written: str, today: date) -> tuple[str, ...]:
    month, year = _month_and_year(written)
    return (fold(f"{MONTHS[month - 1]} {year}"), month_word(year, month), *_as_printed(written))


def month_number(written: str) -> int:
    """The month that is named, in any language."""
    name = re.search("[a-z]{3}", re.sub(r"\bof\b|\bthe\b|(?<=\d)[a-z]+", "", _in_english(written).lower()))[0]  # type: ignore[index]
    return next(number for number, month in enumerate(MONTHS, start=1) if month.lower().startswith(name))


def _read_anniversary(written: str, today: date) -> tuple[str, ...]:
    """A day in any of the last years."""
    day = read_date(_in_english(written), today)
    years = range(today.year, today.year - YEARS_OF_A_DAY, -1)
    words = (f"d{year:04}{day:%m%d}" for year in years)
    return (fold(f"{MONTHS[day.month - 1]} {day.day}"), *words, *_as_printed(written))


def _read_years(written: str, today: date) -> tuple[str | Phrase, ...]:
    """A long range is found in texts as it is printed; a short one by each of its years as well."""
    first, last = re.findall("[0-9]+", written)
    last = first[: -len(last)] + last
    years = range(int(first), int(last) + 1)
    if len(years) < 2:
        raise NotUnderstoodError(written)
    if len(years) > MAX_YEARS:
        return (f"{first} {last}", *words_of_days(date(years[0], 1, 1), date(years[-1], 12, 31)))
    return tuple(word for year in years for word in _read_year(str(year), today))


def _read_year(written: str, today: date) -> tuple[str, ...]:
    return (written, year_word(int(written)))


_READERS: dict[str, Callable[[str, date], tuple[str | Phrase, ...]]] = {
    "day": _read_day,
    "dotted": _read_dotted,
    "month": _read_month,
    "anniversary": _read_anniversary,
    "years": _read_years,
    "year": _read_year,
}
