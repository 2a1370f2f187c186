"""Parses the source line: "Source, Month D, YYYY" or "Source | Month D, YYYY".

Also "(Source, Month D)", "Source (Month D, YYYY)", "— Source, Month D", "Source: Source, Month D", "Month D | Source".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .boilerplate import is_caption, is_header_boilerplate
from .dates import UNDATED, WrittenDate, is_date, parse_date_at_end, parse_date_at_start
from .doubts import Doubt
from .lines import is_blank
from .publishers import is_publisher
from .sentences import ends_like_prose
from .times import HOUR
from .word_lists import word_set

MAX_LENGTH = 200  # characters of a whole line
MAX_SOURCE_LENGTH = 100
MAX_WORDS = 12
MAX_WORDS_ALONE = 6  # of a publisher that stands alone on its line

SEPARATOR = re.compile(
    r"[\s,|;:·•–—-]{1,9}(?:(?:last\s)?(?:published|posted|updated)(?:\son)?\s?:?\s{1,3})?$", re.IGNORECASE
)
REMARK = re.compile(r"([\s,|–—-]{1,4})(\([^()]{1,40}\)|\[[^\[\]]{1,40}\])$")  # what sometimes follows a date
BYLINE_BEFORE = re.compile(r"(by:?\s)([^,|–—]{2,60}?)(\s?[,|]\s{0,3}|\s[–—-]\s)(?=\S)", re.IGNORECASE)
LABEL_INSIDE = re.compile(r"[\w ]{1,20}:\s")
SENTENCE_INSIDE = re.compile(r"[^\W\d_]{4}[.!?]\s")

# What a source line may stand behind or between: a dash or bullet, a label, brackets.
MARK_BEFORE = re.compile(r"(?:[–—•·*-]{1,3}\s{0,3}|(?:source|via)\s?:\s{1,3})(?=[^\W_])", re.IGNORECASE)
BRACKETS = re.compile(r"(?:\(([^()]+)\)|\[([^\[\]]+)\])[.,;]?")
DATE_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]{3,40})[)\]]$")
SEPARATOR_AFTER_DATE = re.compile(r"\s{0,3}[,|:·•–—-]{1,2}\s{1,3}|\s{0,3}[|\n]\s{0,3}")

# The city of NCSEJ's masthead and signature.
PLACE_OF_ISSUE = re.compile(r"washington(,? ?d\.? ?c\.?)?|d\. ?c\.?", re.IGNORECASE)
LABELS = word_set("label")
CITIES = word_set("city")
PREPOSITIONS = word_set("preposition")
NOT_LAST_WORDS = PREPOSITIONS | word_set("before_date")
LOWERCASE_WORDS = PREPOSITIONS | word_set("lowercase_in_source")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """The parts of a source line as written: `remark` in brackets follows the date, `separators` stand between them.

    `is_marked`: it stands in brackets or behind a dash, as credits of pictures do, too.
    """

    source: str
    byline: str
    date: WrittenDate
    remark: str
    separators: tuple[str, ...]
    is_usual: bool  # exactly as the grammar has it
    is_marked: bool = False
    doubts: tuple[Doubt, ...] = ()
    url: str = ""  # of a clipping that is no more than a link

    @property
    def is_certain(self) -> bool:
        """Whether it is a source line even without a headline above."""
        is_whole_date = self.date is UNDATED or None not in (self.date.year, self.date.day)
        return self.is_usual and is_whole_date and not self.is_marked


def parse_source_line(text: str) -> SourceLine | None:
    """The parts of a line that names a source and a date; None for any other line, among them datelines of an issue."""
    text = text.strip()
    if len(text) > MAX_LENGTH or is_caption(text):
        return None
    mark = MARK_BEFORE.match(text)
    inner = text[mark.end() :] if mark else text
    brackets = BRACKETS.fullmatch(inner)
    if brackets:
        inner = brackets[1] or brackets[2]
    found = _parse_date_last(inner) or _parse_date_in_brackets(inner) or _parse_date_first(inner)
    if found is None or not (mark or brackets):
        return found
    before, after = text[: text.index(inner)], text[text.index(inner) + len(inner) :]
    separators = (*(mark_text for mark_text in (before.strip(), after) if mark_text), *found.separators)
    return replace(found, separators=separators, is_marked=True)


def undated_source_line(source: str) -> SourceLine:
    """A line with nothing but the publisher's name."""
    return SourceLine(source, "", UNDATED, "", (), is_usual=True)


def looks_like_source(text: str) -> bool:
    """Whether a text may be a publisher's name, as far as its form tells: short, and capitalized like a name."""
    parts = text.split()
    return (
        _looks_like_source(text)
        and len(parts) <= MAX_WORDS_ALONE
        and not _ordinary_words(parts)
        and text.strip(" ,|.").lower() not in CITIES
        and not _is_place_of_issue(text)
    )


def _parse_date_last(text: str) -> SourceLine | None:
    remark = REMARK.search(text)
    body = text[: remark.start()] if remark else text
    date = parse_date_at_end(body, with_hour=True)
    if date is None:
        return None
    separator = SEPARATOR.search(body[: date.start])
    source = body[: separator.start() if separator else date.start]
    byline = BYLINE_BEFORE.match(source)
    if byline:
        source = source[byline.end() :]
    if not _looks_like_source(source) or _is_of_invitation(source, date):
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
        is_usual=_is_usual(source, separator[0] if separator else "")
        and not (full_stop and _ends_with_full_stop(date.text, full_stop)),
    )


def _parse_date_in_brackets(text: str) -> SourceLine | None:
    """ "JTA (Nov 24, 2026)" """
    match = DATE_IN_BRACKETS.search(text)
    source = text[: match.start()].rstrip() if match else ""
    date = parse_date_at_end(match[1]) if match and is_date(match[1]) else None
    if match is None or date is None or not looks_like_source(source):
        return None
    brackets = match[0].replace(date.text, "")
    return SourceLine(source, "", date, "", (brackets,), is_usual=True)


def _parse_date_first(text: str) -> SourceLine | None:
    """ "November 24, 2026 | JTA": only a name may follow, for paragraphs begin with a date as well."""
    date = parse_date_at_start(text, with_hour=True)
    separator = SEPARATOR_AFTER_DATE.match(text, len(date.text)) if date else None
    if date is None or separator is None or date.day is None:
        return None
    source = text[separator.end() :]
    if not looks_like_source(source) or ends_like_prose(source) or _is_of_invitation(source, date):
        return None
    is_usual = "|" in separator[0] or "\n" in separator[0]
    return SourceLine(source, "", date, "", (separator[0],), is_usual=is_usual)


def _is_of_invitation(source: str, date: WrittenDate) -> bool:
    """ "Capitol Visitor Center, May 15, 2018, 4 pm": only known publishers have an hour without minutes."""
    return HOUR.search(date.text) is not None and not is_publisher(source)


def is_dateline(text: str) -> bool:
    """Whether a line says where and when an issue was sent: "WASHINGTON, D.C. April 7, 2017"."""
    date = parse_date_at_end(text.strip()) if len(text) <= MAX_LENGTH else None
    return date is not None and _is_place_of_issue(text.strip()[: date.start])


def is_masthead(text: str) -> bool:
    """Whether a line is the name of the update and its date: "NCSEJ Weekly Top 10 | April 7, 2017"."""
    date = parse_date_at_end(text.strip()) if len(text) <= MAX_LENGTH else None
    return date is not None and is_header_boilerplate(text.strip()[: date.start].strip(" ,|.–—-\t\xa0"))


def _looks_like_source(source: str) -> bool:
    parts = source.split()
    return (
        not is_blank(source)
        and any(char.isalpha() for char in source)
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


def _is_usual(source: str, separator: str) -> bool:
    """Written as the grammar has it: a name, and a comma or bar before the date."""
    if not separator or (separator.isspace() and "\n" not in separator) or source.lower() in CITIES:
        return False
    parts = source.split()
    return len(parts) == 1 or not _ordinary_words(parts)


def _ends_with_full_stop(date: str, below: str) -> bool:
    """Whether a full stop follows the date, except that of "2018 г.", the Russian, Ukrainian or Polish "year"."""
    return "." in below and not date.endswith((" г", " р", " r"))


def _ordinary_words(words: Sequence[str]) -> list[str]:
    """English words in lower case that no publisher's name has: not its particles, and nothing like "jta.org"."""
    return [
        word
        for word in words
        if word.isalpha() and word.isascii() and word[0].islower() and word not in LOWERCASE_WORDS
    ]


def _is_place_of_issue(text: str) -> bool:
    return PLACE_OF_ISSUE.fullmatch(text.strip(" ,|.–—-\t\xa0")) is not None
