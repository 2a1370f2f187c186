"""The line the grammar hangs on: "Source, Month D, YYYY" or "Source | Month D, YYYY"."""

import re
from dataclasses import dataclass

from .boilerplate import is_caption
from .dates import WrittenDate, date_at_end
from .lines import is_blank
from .words import words

MAX_LENGTH = 200  # characters of a whole line
MAX_SOURCE_LENGTH = 100
MAX_WORDS = 12

SEPARATOR = re.compile(r"[\s,|;:·•–—-]{1,9}$")
# What follows a date now and then: a time, or a remark in brackets.
TAIL = re.compile(
    r"([\s,|–—-]{1,4})((?:at\s)?[0-9]{1,2}[:.][0-9]{2}(?:\s?[ap]\.?m\.?)?(?:\s[a-z]{1,4})?"
    r"|\([^()]{1,40}\)|\[[^\[\]]{1,40}\])$",
    re.IGNORECASE,
)
BYLINE_BEFORE = re.compile(r"(by:?\s)([^,|]{2,60})([,|]\s{0,3})(?=\S)", re.IGNORECASE)
LABEL_INSIDE = re.compile(r"[\w ]{1,20}:\s")
SENTENCE_INSIDE = re.compile(r"[^\W\d_]{4}[.!?]\s")

# The city of the masthead and of the signature, which is where this organization sits.
PLACE_OF_ISSUE = re.compile(r"washington(,? ?d\.? ?c\.?)?", re.IGNORECASE)
# What stands before a date and is no publisher.
LABELS = words("label")
CITIES = words("city")
PREPOSITIONS = words("preposition")
LAST_WORDS = PREPOSITIONS | words("before_date")
SMALL_WORDS = PREPOSITIONS | words("small")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Its parts as written: `marks` are the separators, `tail` is a remark behind the date.

    One that is not `certain` counts only with a headline above it.
    """

    source: str
    byline: str
    date: WrittenDate
    tail: str
    marks: tuple[str, ...]
    is_usual: bool

    @property
    def certain(self) -> bool:
        return self.is_usual and None not in (self.date.year, self.date.day)


def read_source_line(text: str) -> SourceLine | None:
    text = text.strip()
    if len(text) > MAX_LENGTH or is_caption(text):
        return None
    tail = TAIL.search(text)
    body = text[: tail.start()] if tail else text
    date = date_at_end(body)
    if date is None:
        return None
    separator = SEPARATOR.search(body[: date.start])
    source = body[: separator.start() if separator else date.start]
    byline = BYLINE_BEFORE.match(source)
    if byline:
        source = source[byline.end() :]
    if not could_be_source(source):
        return None
    stop = body[date.start + len(date.text) :]
    marks = (byline and byline[1], byline and byline[3], separator and separator[0], stop, tail and tail[1])
    return SourceLine(
        source=source,
        byline=byline[2] if byline else "",
        date=date,
        tail=tail[2] if tail else "",
        marks=tuple(mark for mark in marks if mark and not is_blank(mark)),
        is_usual=_is_usual(source, separator, body),
    )


def is_dateline(text: str) -> bool:
    """ "WASHINGTON, D.C. April 7, 2017": where and when an issue was sent."""
    date = date_at_end(text.strip()) if len(text) <= MAX_LENGTH else None
    return date is not None and _is_place_of_issue(text.strip()[: date.start])


def could_be_source(source: str) -> bool:
    parts = source.split()
    return (
        not is_blank(source)
        and len(source) <= MAX_SOURCE_LENGTH
        and len(parts) <= MAX_WORDS
        and parts[0] not in PREPOSITIONS
        and parts[0].rstrip(":").lower() not in LABELS
        and parts[-1].lower() not in LAST_WORDS
        and "://" not in source
        and not LABEL_INSIDE.match(source)
        and not SENTENCE_INSIDE.search(source)
        and len(_foreign_words(parts)) <= 2
    )


def _is_usual(source, separator, body):
    """Written as the grammar has it: a name, a comma or bar, a date, and no full stop."""
    if separator is None or separator[0].isspace() or body.endswith(".") or source.lower() in CITIES:
        return False
    parts = source.split()
    return len(parts) == 1 or not _foreign_words(parts)


def _foreign_words(parts):
    """English words a publisher's name has none of: in small letters, no particle, and nothing like "jta.org"."""
    return [
        word for word in parts if word.isalpha() and word.isascii() and word[0].islower() and word not in SMALL_WORDS
    ]


def _is_place_of_issue(text):
    return PLACE_OF_ISSUE.fullmatch(text.strip(" ,|.–—-\t\xa0")) is not None
