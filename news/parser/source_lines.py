"""Parses the source line: "Source, Month D, YYYY" or "Source | Month D, YYYY"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .boilerplate import is_caption
from .dates import WrittenDate, parse_date_at_end
from .lines import is_blank
from .word_lists import word_set

MAX_LENGTH = 200  # characters of a whole line
MAX_SOURCE_LENGTH = 100
MAX_WORDS = 12

SEPARATOR = re.compile(r"[\s,|;:·•–—-]{1,9}$")
# What sometimes follows a date: a time, or a remark in brackets.
REMARK = re.compile(
    r"([\s,|–—-]{1,4})((?:at\s)?[0-9]{1,2}[:.][0-9]{2}(?:\s?[ap]\.?m\.?)?(?:\s[a-z]{1,4})?"
    r"|\([^()]{1,40}\)|\[[^\[\]]{1,40}\])$",
    re.IGNORECASE,
)
BYLINE_BEFORE = re.compile(r"(by:?\s)([^,|]{2,60})([,|]\s{0,3})(?=\S)", re.IGNORECASE)
LABEL_INSIDE = re.compile(r"[\w ]{1,20}:\s")
SENTENCE_INSIDE = re.compile(r"[^\W\d_]{4}[.!?]\s")

# The city of NCSEJ's masthead and signature.
PLACE_OF_ISSUE = re.compile(r"washington(,? ?d\.? ?c\.?)?", re.IGNORECASE)
LABELS = word_set("label")
CITIES = word_set("city")
PREPOSITIONS = word_set("preposition")
NOT_LAST_WORDS = PREPOSITIONS | word_set("before_date")
LOWERCASE_WORDS = PREPOSITIONS | word_set("lowercase_in_source")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """The parts of a source line as written: `remark` follows the date, `separators` stand between the parts."""

    source: str
    byline: str
    date: WrittenDate
    remark: str
    separators: tuple[str, ...]
    is_usual: bool  # exactly as the grammar has it

    @property
    def is_certain(self) -> bool:
        """Whether it is a source line even without a headline above."""
        return self.is_usual and None not in (self.date.year, self.date.day)


def parse_source_line(text: str) -> SourceLine | None:
    text = text.strip()
    if len(text) > MAX_LENGTH or is_caption(text):
        return None
    remark = REMARK.search(text)
    body = text[: remark.start()] if remark else text
    date = parse_date_at_end(body)
    if date is None:
        return None
    separator = SEPARATOR.search(body[: date.start])
    source = body[: separator.start() if separator else date.start]
    byline = BYLINE_BEFORE.match(source)
    if byline:
        source = source[byline.end() :]
    if not _looks_like_source(source):
        return None
    full_stop = body[date.start + len(date.text) :]
    separators = (
        byline and byline[1],
        byline and byline[3],
        separator and separator[0],
        full_stop,
        remark and remark[1],
    )
    return SourceLine(
        source=source,
        byline=byline[2] if byline else "",
        date=date,
        remark=remark[2] if remark else "",
        separators=tuple(part for part in separators if part and not is_blank(part)),
        is_usual=_is_usual(source, separator[0] if separator else "", body),
    )


def is_dateline(text: str) -> bool:
    """Whether a line says where and when an issue was sent: "WASHINGTON, D.C. April 7, 2017"."""
    date = parse_date_at_end(text.strip()) if len(text) <= MAX_LENGTH else None
    return date is not None and _is_place_of_issue(text.strip()[: date.start])


def _looks_like_source(source: str) -> bool:
    parts = source.split()
    return (
        not is_blank(source)
        and len(source) <= MAX_SOURCE_LENGTH
        and len(parts) <= MAX_WORDS
        and parts[0] not in PREPOSITIONS
        and parts[0].rstrip(":").lower() not in LABELS
        and parts[-1].lower() not in NOT_LAST_WORDS
        and "://" not in source
        and not LABEL_INSIDE.match(source)
        and not SENTENCE_INSIDE.search(source)
        and len(_ordinary_words(parts)) <= 2
    )


def _is_usual(source: str, separator: str, body: str) -> bool:
    """Written as the grammar has it: a name, a comma or bar, a date, and no full stop."""
    if not separator or separator.isspace() or body.endswith(".") or source.lower() in CITIES:
        return False
    parts = source.split()
    return len(parts) == 1 or not _ordinary_words(parts)


def _ordinary_words(words: Sequence[str]) -> list[str]:
    """English words in lower case that no publisher's name has: not its particles, and nothing like "jta.org"."""
    return [
        word
        for word in words
        if word.isalpha() and word.isascii() and word[0].islower() and word not in LOWERCASE_WORDS
    ]


def _is_place_of_issue(text: str) -> bool:
    return PLACE_OF_ISSUE.fullmatch(text.strip(" ,|.–—-\t\xa0")) is not None
