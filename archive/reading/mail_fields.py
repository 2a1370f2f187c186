"""The head of a mail, as it was written by programs that follow no standard."""

import datetime
import email.utils
import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from itertools import islice

from .encodings import decode

MAX_FIELD = 20_000  # characters that are looked at
MAX_FIELDS = 1000
EARLIEST_YEAR = 1990  # a date before is that of a computer without a clock
NO_DATE = "The mail has no date."
BROKEN_DATE = "The mail's date could not be read."


def read_fields(message: Message) -> list[tuple[str, str]]:
    """Name and value of each field, on one line and decoded; of a head that is no head, the first."""
    fields = islice(message.raw_items(), MAX_FIELDS)
    return [(name, decode_words(str(value)[:MAX_FIELD])) for name, value in fields]


def find_field(fields: list[tuple[str, str]], name: str) -> str:
    """The first field of this name, or ""."""
    return next((value for each, value in fields if each.lower() == name), "")


def read_date(value: str) -> tuple[datetime.datetime | None, str]:
    """When a mail was sent, with its time zone; else None, and a sentence for the editor."""
    if not value.strip():
        return None, NO_DATE
    try:
        sent = email.utils.parsedate_to_datetime(value)
        sent = sent if sent.tzinfo else sent.replace(tzinfo=datetime.UTC)
        is_possible = sent.year >= EARLIEST_YEAR and sent.astimezone(datetime.UTC) <= _tomorrow()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None, BROKEN_DATE
    return (sent, "") if is_possible else (None, BROKEN_DATE)


def _tomorrow() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)


def decode_words(raw: str) -> str:
    """A value on one line, its encoded words decoded. Bytes beyond ASCII, which it may not have, are UTF-8 or Latin."""
    text = decode(raw.encode("utf-8", "surrogateescape"))[0]
    text = re.sub(r"[\r\n]+[ \t]*", " ", text).strip()
    try:
        words = decode_header(text)
    except (HeaderParseError, ValueError):  # base64 that is none
        return text
    return "".join(_to_text(word, charset) for word, charset in words)


def _to_text(word: bytes | str, charset: str | None) -> str:
    """A piece of what decode_header() returned; what is not encoded it gives as bytes in an encoding of its own."""
    if isinstance(word, str):
        return word
    return decode(word, charset)[0] if charset else word.decode("raw-unicode-escape", "replace")
