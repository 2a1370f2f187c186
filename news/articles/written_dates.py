"""Days as pages write them: for machines ("2026-11-24T23:30:00-05:00") and for people ("24 ноября 2026 г.")."""

import datetime
import email.utils
import re
from collections.abc import Iterator
from dataclasses import dataclass

from .word_lists import phrases, word_set

MONTHS = {name: number for number, names in enumerate(phrases("month"), start=1) for name in names.split()}
UPDATED = word_set("updated")
WEST, EAST = 8, 5  # hours by which clocks are behind UTC, and before it
CENTURY = 2000  # of a year with two digits
EARLIEST_YEAR = 1990  # of an article on the web
MAX_TEXT = 400  # characters of a text in which a date is looked for

MACHINE = re.compile(
    r"\s*(?P<year>[0-9]{4})[-/.]?(?P<month>[0-9]{2})[-/.]?(?P<day>[0-9]{2})(?![0-9])"
    r"(?:[T\s,]+(?P<clock>[0-9]{1,2}:?[0-9]{2}(?::?[0-9]{2})?)(?:[.,][0-9]{1,9})?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}|[+-][0-9]{2})?",
    re.IGNORECASE,
)
_day = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|-го|\.|º|er)?"
_name = r"(?:[בל-]\s?)?(?P<name>[^\W\d_]{3,14})"
_year = r"(?P<year>(?:19|20)[0-9]{2})"
WRITTEN = [
    re.compile(rf"(?<![\w]){notation}(?![0-9])", re.IGNORECASE)
    for notation in (
        rf"{_name}[.]?\s{{1,3}}{_day},?\s{{1,3}}(?:at\s)?{_year}",
        rf"{_day}(?:\s{{1,3}}|-)(?:of\s|de\s)?{_name}[.]?,?(?:\s{{1,3}}|-)(?:de\s)?{_year}",
        rf"{_year}\.?\s{{1,3}}(?:m\.\s|gada\s)?{_name}\s{{1,3}}{_day}",
        rf"{_year}(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})(?P=mark)(?P<day>[0-9]{{1,2}})",
        r"(?P<first>[0-9]{1,2})(?P<mark>\.\s|[./-])(?P<second>[0-9]{1,2})(?P=mark)(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})",
    )
]
URL_DATE = re.compile(
    r"/(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-/_]?)(?P<month>[0-9]{2}|[a-z]{3})(?P=mark)(?P<day>[0-9]{2})(?=[-/_.]|$)"
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, with the time as far as it is known.

    instant: in UTC, if both clock and zone are written. `is_utc`: the zone is UTC, which says nothing of the place.
    """

    day: datetime.date
    instant: datetime.datetime | None = None
    is_utc: bool = False

    @property
    def is_near_midnight(self) -> bool:
        """Whether the day is another one somewhere in Europe or America. Just midnight is a day without a time."""
        clock = self.instant.time() if self.instant and self.is_utc else datetime.time(0)
        return clock != datetime.time(0) and (clock.hour < WEST or clock.hour >= 24 - EAST)

    def may_be_on(self, day: datetime.date) -> bool:
        """Whether a time in UTC is on that day somewhere between the Pacific coast and Kazakhstan."""
        hour = self.instant.hour if self.instant else 12
        return (day - self.day).days == (-1 if hour < WEST else 1 if hour >= 24 - EAST else 0)


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day in a text for people, and where it stands. `is_ambiguous`: day and month may be the other way round."""

    day: datetime.date
    start: int
    end: int
    is_ambiguous: bool = False
    is_update: bool = False

    is_month_first: bool = False  # as it was read

    @property
    def month_first(self) -> datetime.date:
        """Of an ambiguous day: as Americans mean it."""
        return self.day if self.is_month_first else self._swapped

    @property
    def day_first(self) -> datetime.date:
        """Of an ambiguous day: as everybody else means it."""
        return self._swapped if self.is_month_first else self.day

    @property
    def _swapped(self) -> datetime.date:
        return self.day.replace(month=self.day.day, day=self.day.month)


def read_moment(text: str) -> Moment | None:
    """A time in ISO 8601 or RFC 5322, or something like it; None for anything else."""
    text = text.strip()[:80]
    match = MACHINE.match(text)
    if not match:
        return _read_rfc(text)
    day = make_date(int(match["year"]), int(match["month"]), int(match["day"]))
    if day is None:
        return None
    digits = (match["clock"] or "").replace(":", "")
    zone = (match["zone"] or "").upper()
    if len(digits) < 3 or not zone:
        return Moment(day)
    digits = digits.zfill(len(digits) + len(digits) % 2).ljust(6, "0")
    try:
        clock = datetime.time(int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
        offset = _read_offset(zone)
        instant = (datetime.datetime.combine(day, clock) - offset).replace(tzinfo=datetime.UTC)
    except (ValueError, OverflowError):
        return Moment(day)
    return Moment(day, instant, is_utc=not offset)


def _read_offset(zone: str) -> datetime.timedelta:
    if zone in ("Z", "UTC", "GMT"):
        return datetime.timedelta()
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return datetime.timedelta(hours=int(digits[:2]), minutes=int(digits[2:])) * (-1 if zone[0] == "-" else 1)


def _read_rfc(text: str) -> Moment | None:
    parts = email.utils.parsedate_tz(text) if re.match(r"[A-Za-z]{3},\s", text) else None
    if not parts:
        return None
    day = make_date(*parts[:3])
    offset = parts[9]
    if day is None or offset is None:
        return Moment(day) if day else None
    try:
        clock = datetime.datetime(*parts[:6], tzinfo=datetime.UTC)
        return Moment(day, clock - datetime.timedelta(seconds=offset), is_utc=not offset)
    except (ValueError, OverflowError):
        return Moment(day)


def make_date(year: int, month: int, day: int) -> datetime.date | None:
    """The day; None if there is none, or no article of it."""
    try:
        return datetime.date(year, month, day) if year >= EARLIEST_YEAR else None
    except ValueError:
        return None


def find_days(text: str) -> Iterator[WrittenDay]:
    """The days written out in a text with their year, in its order; an update's is marked."""
    text = text[:MAX_TEXT]
    found: list[WrittenDay] = []
    for pattern in WRITTEN:
        for match in pattern.finditer(text):
            day = _read_match(match)
            if day and not any(other.start < match.end() and match.start() < other.end for other in found):
                found.append(day)
    yield from sorted(found, key=lambda day: day.start)


def _read_match(match: re.Match[str]) -> WrittenDay | None:
    parts = match.groupdict()
    is_ambiguous = is_european = False
    if first := parts.get("first"):
        month, number = int(first), int(parts["second"])
        is_european = parts["mark"] != "/" or month > 12
        is_ambiguous = parts["mark"][0] != "." and month <= 12 and number <= 12 and month != number
        month, number = (number, month) if is_european else (month, number)
    else:
        month = int(parts["month"]) if parts.get("month") else MONTHS.get(parts["name"].lower(), 0)
        number = int(parts["day"])
    year = int(parts["year"])
    day = make_date(year if year > 99 else CENTURY + year, month, number)
    if day is None:
        return None
    before = re.findall(r"[^\W\d_]+", match.string[max(0, match.start() - 30) : match.start()].lower())
    is_update = not UPDATED.isdisjoint(before[-3:])
    return WrittenDay(day, match.start(), match.end(), is_ambiguous, is_update, is_ambiguous and not is_european)


def day_in_url(path: str) -> datetime.date | None:
    """The day that a URL's path has: "/2026/11/24/…", "/2026-11-24/…", "/20261124-…", "/2026/nov/24/…"."""
    for match in URL_DATE.finditer(path.lower()):
        month = match["month"]
        number = int(month) if month.isdigit() else MONTHS.get(month, 0)
        if day := make_date(int(match["year"]), number, int(match["day"])):
            return day
    return None
