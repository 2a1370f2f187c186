"""The time of day beside a date, as news sites show it: "10:15 AM EST", "at 09:05", "à 10h15", "T10:15:00+02:00".

It belongs to the date and is left out with it. An hour without minutes ("4 pm") is more often that of an invitation: it
is looked for only where that is asked for.
"""

import re

_clock = (
    r"[0-2]?[0-9][:.h][0-5][0-9](?:[:.][0-5][0-9](?:\.[0-9]{1,6})?)?(?:\s?[ap]\.?m\b\.?)?"
    r"(?:\s?(?:uhr|hrs?|час|ч|год)\b\.?)?"
)
_hour = r"[01]?[0-9]\s?[ap]\.?m\b\.?"
_offset = r"[+−-][0-9]{1,2}:?[0-9]{0,2}"
_name = r"(?:gmt|utc|z|[ecmp][sd]?t|[cew]es?t|msk|mes?z|bst|i[sd]t|(?-i:[A-Z]{2,4}T)|[a-z]{2,12}\stime)"
_zone = rf"(?:\s?\(?(?:{_name}(?:\s?{_offset})?|{_offset})\)?)?"
_between = r"(?:(?<=[0-9])T(?=[0-9]{2}:)|[\s,|·•–—-]{1,4}(?:(?:at|um|à|в|о|об|@)\s)?)"
AFTER_DATE = re.compile(rf"{_between}{_clock}{_zone}", re.IGNORECASE)
AT_END = re.compile(rf"(?P<time>{_between}{_clock}{_zone})\s{{0,3}}$", re.IGNORECASE)
HOUR_AFTER_DATE = re.compile(rf"{_between}{_hour}{_zone}", re.IGNORECASE)
HOUR_AT_END = re.compile(rf"(?P<time>{_between}{_hour}{_zone})\s{{0,3}}$", re.IGNORECASE)
# Without minutes.
HOUR = re.compile(r"[\s,|·•–—-][01]?[0-9]\s?[ap]\.?m\b", re.IGNORECASE)
BEFORE_DATE = re.compile(rf"(?:^|(?<=[\s,|;–—-]))(?:at\s)?{_clock}{_zone}(?:[\s,|·•–—-]{{1,4}}|\son\s)$", re.IGNORECASE)
MAX_LENGTH, MAX_LENGTH_BEFORE = 40, 24  # characters of a time and what stands around it


def find_time_at_end(text: str, with_hour: bool) -> tuple[int, int] | None:
    """Where the time begins and ends that a text ends with; None if it ends with none. `with_hour`: minutes or not."""
    offset = max(0, len(text) - MAX_LENGTH)
    match = AT_END.search(text[offset:]) or (HOUR_AT_END.search(text[offset:]) if with_hour else None)
    return (offset + match.start("time"), offset + match.end("time")) if match else None


def start_with_time(text: str, start: int) -> int:
    """Where a date begins with the time that stands before it: "10:15, 21 November 2026"."""
    offset = max(0, start - MAX_LENGTH_BEFORE)
    match = BEFORE_DATE.search(text[offset:start])
    return offset + match.start() if match else start


def end_with_time(text: str, end: int, with_hour: bool) -> int:
    """Where a date ends with the time that stands behind it."""
    match = AFTER_DATE.match(text, end, end + MAX_LENGTH)
    if match is None and with_hour:
        match = HOUR_AFTER_DATE.match(text, end, end + MAX_LENGTH)
    is_whole = match is not None and not text[match.end() : match.end() + 1].isalnum()
    return match.end() if match and is_whole else end
