"""Reads a date, or a date with a time, as an American types it; writes both as values of a field, and in words.

Rules: AP style and common use in the United States. The month comes before the day; every time is Eastern. What can be
read in two ways, or would mean another day tomorrow ("Friday", "today"), is refused.
"""

import datetime
import re
import unicodedata
from zoneinfo import ZoneInfo

EASTERN = ZoneInfo("America/New_York")
MAX_LENGTH = 100  # characters; no date is longer
YEARS_OF_TIMES = range(1900, 2200)  # what the rules for daylight time are known for
DAYS_NEAR = 180  # less than half a year: no other year has the day nearer
YEARS_AHEAD = 10  # two digits mean a year up to ten years ahead, else one of the last ninety

MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
RELATIVE_WORDS = {"today", "tonight", "tomorrow", "yesterday", "now", "next", "last", "this", "coming"}
OTHER_ZONES = {*"pt pst pdt mt mst mdt ct cst cdt utc gmt z cet cest eet eest msk".split()}  # noqa: SIM905

DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
TIME = re.compile(
    r"(?<![\w:./+-])"
    r"(?:(?:12(?::00)?\s)?(?P<word>noon|midnight)"
    r"|(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?\s?(?P<half>[ap])\.?\s?m?\b\.?"
    r"|(?P<hour24>[0-9]{1,2}):(?P<minute24>[0-9]{2})(?::(?P<second24>[0-9]{2}))?(?![\w:]))"
    r"(?:\s?\(?(?P<zone>et|est|edt|eastern(?: standard| daylight)?(?: time)?)\b\)?)?"
)
AMERICAN = re.compile(r"(?P<month>[0-9]{1,2})([/-])(?P<day>[0-9]{1,2})(?:\2(?P<year>[0-9]{4}|[0-9]{2}))?")
ISO = re.compile(r"(?P<year>[0-9]{4})([/-])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})")
MONTH_FIRST = re.compile(r"(?P<name>[a-z]+) (?:the )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: (?P<year>[0-9]{4}))?")
DAY_FIRST = re.compile(r"(?:the )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)? (?P<name>[a-z]+)(?: (?P<year>[0-9]{4}))?")


class NotUnderstoodError(ValueError):
    """The text is no date, or can be read in two ways. The message is for whoever typed it."""


def read_date(text: str, today: datetime.date) -> datetime.date:
    """The day that stands in the text. Raises NotUnderstoodError.

    today: the day to which a date without a year is nearest; and whose century one with two digits has.
    """
    rest, clocks = _split(text)
    if clocks:
        raise NotUnderstoodError(f"Only a day belongs here, without a time. {_how_to_write(today)}")
    return _read_day(rest, today)


def read_datetime(text: str, today: datetime.date) -> datetime.datetime:
    """The moment that stands in the text, in Eastern time. Raises NotUnderstoodError; see read_date()."""
    rest, clocks = _split(text)
    how = _how_to_write(today, "4:00 PM")
    if OTHER_ZONES & set(rest.split()):
        raise NotUnderstoodError(f"Every time here is Eastern. {how}")
    if not clocks:
        _read_day(rest, today, "4:00 PM")
        raise NotUnderstoodError(f"Add the time: “{' '.join(text.split())} 4:00 PM”.")
    if len(clocks) > 1:
        raise NotUnderstoodError(f"Two times stand here. {how}")
    if not rest:
        raise NotUnderstoodError(f"Add the day. {how}")
    day = _read_day(rest, today, "4:00 PM")
    if day.year not in YEARS_OF_TIMES:
        raise NotUnderstoodError(f"{day.year} cannot be the year. {how}")
    time = _read_clock(clocks[0], is_iso=ISO.search(rest) is not None)
    return _in_eastern_time(datetime.datetime.combine(day, time), clocks[0]["zone"] or "")


def date_in_words(day: datetime.date, today: datetime.date) -> str:
    """As in "Friday, December 4"; with the year, unless it is this one and read_date() would find the same day."""
    is_near = day.year == today.year and abs(day - today).days < DAYS_NEAR
    return f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}{'' if is_near else f', {day.year}'}"


def datetime_in_words(moment: datetime.datetime, today: datetime.date) -> str:
    """As in "Friday, December 4, 4:00 PM ET"; "EDT" or "EST" in the hour that comes twice in the fall."""
    local = moment.astimezone(EASTERN)
    seconds = f":{local.second:02}" if local.second else ""
    clock = f"{(local.hour - 1) % 12 + 1}:{local.minute:02}{seconds} {'AM' if local.hour < 12 else 'PM'}"
    return f"{date_in_words(local.date(), today)}, {clock} {_zone_to_write(local) or 'ET'}"


def datetime_as_value(moment: datetime.datetime) -> str:
    """As in "2026-12-04 16:00", as the calendar writes it. It names the zone in the hour that comes twice."""
    local = moment.astimezone(EASTERN)
    seconds = f":{local.second:02}" if local.second else ""
    return f"{local.date()} {local.hour:02}:{local.minute:02}{seconds} {_zone_to_write(local)}".rstrip()


def _split(text: str) -> tuple[str, list[re.Match[str]]]:
    """The text without its times, in small letters with single spaces; and what stands there of times."""
    if len(text) > MAX_LENGTH:
        raise NotUnderstoodError("This is too long for a date.")
    visible = "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter)[0] != "C")
    small = " ".join(visible.translate(DASHES).lower().split())
    small = re.sub(r"(?<=[0-9])t(?=[0-9])", " ", small)  # ISO 8601
    clocks = list(TIME.finditer(small))
    for clock in reversed(clocks):
        before = re.sub(r"[\s,;@-]*(?:\bat)?[\s@]*$", "", small[: clock.start()])
        after = re.sub(r"^[\s,;-]*(?:on\b)?\s*", "", small[clock.end() :])
        small = f"{before} {after}"
    small = re.sub(r"(?<=[a-z])\.|,", " ", small)
    small = re.sub(r"(?<=[a-z])-(?=[0-9])|(?<=[0-9])-(?=[a-z])", " ", small)
    return " ".join(re.sub(r"\s*/\s*", "/", small).split()), clocks


def _read_day(rest: str, today: datetime.date, clock: str = "") -> datetime.date:
    how = _how_to_write(today, clock)
    words = rest.split()
    if relative := next((word for word in words if word in RELATIVE_WORDS), None):
        raise NotUnderstoodError(f"“{relative.capitalize()}” means another day later. {how}")
    weekdays = [number for word in words if (number := _weekday_number(word)) is not None]
    dated = " ".join(word for word in words if _weekday_number(word) is None)
    if weekdays and not dated:
        raise NotUnderstoodError(f"Which {WEEKDAYS[weekdays[0]]}? {how}")
    match = next(filter(None, (form.fullmatch(dated) for form in (AMERICAN, ISO, MONTH_FIRST, DAY_FIRST))), None)
    if match is None or len(weekdays) > 1:
        raise NotUnderstoodError(f"This is not understood. {how}")
    parts = match.groupdict()
    month = int(parts["month"]) if "month" in parts else _month_number(parts["name"])
    day = int(parts["day"])
    if month is None:
        raise NotUnderstoodError(f"“{parts['name'].capitalize()}” is no month. {how}")
    if not 1 <= month <= 12:
        swapped = f" The month comes first: {day}/{month}." if match.re is AMERICAN and month > 12 >= day else ""
        raise NotUnderstoodError(f"There is no month {month}.{swapped or f' {how}'}")
    return _make_date(_read_year(parts["year"], today), month, day, weekdays, today)


def _make_date(year: int | None, month: int, day: int, weekdays: list[int], today: datetime.date) -> datetime.date:
    """The date; without a year, the nearest to today. A weekday that is named must be its own."""
    dates = []
    for candidate in [year] if year is not None else range(today.year - 1, today.year + 2):
        try:
            dates.append(datetime.date(candidate, month, day))
        except ValueError:
            continue  # February 29; the year 0
    if not dates:
        in_year = f" in {year}" if year is not None else " near today: add the year" if (month, day) == (2, 29) else ""
        raise NotUnderstoodError(f"There is no {MONTHS[month - 1]} {day}{in_year}.")
    found = min(dates, key=lambda date: abs(date - today))
    if weekdays and found.weekday() != weekdays[0]:
        named = f"{MONTHS[month - 1]} {day}, {found.year}"
        raise NotUnderstoodError(f"{named}, is a {WEEKDAYS[found.weekday()]}, not a {WEEKDAYS[weekdays[0]]}.")
    return found


def _read_year(digits: str | None, today: datetime.date) -> int | None:
    if digits is None or len(digits) == 4:
        return int(digits) if digits else None
    year = today.year - today.year % 100 + int(digits)
    return year - 100 if year > today.year + YEARS_AHEAD else year


def _month_number(word: str) -> int | None:
    found = _find_name(word, MONTHS)
    return None if found is None else found + 1


def _weekday_number(word: str) -> int | None:
    return _find_name(word, WEEKDAYS)


def _find_name(word: str, names: tuple[str, ...]) -> int | None:
    """The place of a name in the list, from its first three letters or more; None for another word."""
    found = [place for place, name in enumerate(names) if name.lower().startswith(word)]
    return found[0] if found and len(word) >= 3 else None


def _read_clock(match: re.Match[str], is_iso: bool) -> datetime.time:
    if match["word"]:
        return datetime.time(12 if match["word"] == "noon" else 0)
    hour, minute, second = (int(match[name] or match[f"{name}24"] or 0) for name in ("hour", "minute", "second"))
    written = match[0].strip()
    if match["half"]:
        if not 1 <= hour <= 12:
            raise NotUnderstoodError(f"“{written}” is no time. Write 4:00 PM, or 16:00.")
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    elif 1 <= hour <= 12 and not (is_iso and len(match["hour24"]) == 2):
        raise NotUnderstoodError(f"Is {hour}:{minute:02} in the morning or in the afternoon? Add AM or PM.")
    try:
        return datetime.time(hour, minute, second)
    except ValueError:
        raise NotUnderstoodError(f"“{written}” is no time. Write 4:00 PM, or 16:00.") from None


def _in_eastern_time(local: datetime.datetime, zone: str) -> datetime.datetime:
    """The moment. zone: as it was typed, or empty. The hour that is skipped in spring is refused."""
    moments = [local.replace(tzinfo=EASTERN, fold=fold) for fold in (0, 1)]
    clock = f"{(local.hour - 1) % 12 + 1}:{local.minute:02} {'AM' if local.hour < 12 else 'PM'}"
    day = f"{MONTHS[local.month - 1]} {local.day}"
    if moments[0].astimezone(datetime.UTC).astimezone(EASTERN).replace(tzinfo=None) != local:
        raise NotUnderstoodError(f"There is no {clock} on {day}: the clocks go from 2:00 to 3:00 AM.")
    wanted = {"est": "EST", "edt": "EDT", "eastern standard": "EST", "eastern daylight": "EDT"}.get(
        zone.removesuffix(" time")
    )
    fitting = [moment for moment in moments if wanted in (None, moment.tzname())]
    if not fitting:
        raise NotUnderstoodError(f"{day} is in {moments[0].tzname()}, not {wanted}. Write ET.")
    if len({moment.utcoffset() for moment in fitting}) > 1:
        raise NotUnderstoodError(f"{clock} comes twice on {day}. Write {clock} EDT for the first, EST for the second.")
    return fitting[0]


def _zone_to_write(local: datetime.datetime) -> str:
    """EDT or EST in the hour that comes twice, else empty."""
    is_double = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return local.tzname() or "" if is_double else ""


def _how_to_write(today: datetime.date, clock: str = "") -> str:
    numbers, words = f"{today.month}/{today.day}/{today.year}", f"{MONTHS[today.month - 1]} {today.day}, {today.year}"
    return f"Write {numbers} {clock}".rstrip() + f", or {words}{f', {clock}' if clock else ''}."
