"""Whether the text of an issue goes on with another one: two in one file, or pasted together.

What begins an issue is its masthead and whom it is from and to. That is looked for where an issue has had articles, or
a masthead and a salutation. The head of a mail that an article quotes has a subject and a time, and is none.
"""

import datetime
import re
from collections.abc import Sequence, Set
from itertools import takewhile

from ..boilerplate import is_salutation
from ..dates import WrittenDate, parse_date_at_end
from ..heads import Head
from ..mail_fields import OF_SUBJECT, OF_TIME
from ..source_lines import is_dateline
from ..tokens import Token
from .front import KICKER
from .mail_heads import FIELD
from .parts import Part, split_parts

MAX_HEAD = 20  # parts between a masthead and what belongs to it
MAX_LENGTH = 120  # characters of a masthead with its date
NAME = re.compile(r"\bweekly\b|\btop\s+(?:10|ten)\b", re.IGNORECASE)


def has_second_issue(tokens: Sequence[Token], heads: Sequence[Head], date: datetime.date | None) -> bool:
    """date: of the first, which the pages of a PDF may repeat above each."""
    sources = {tokens[head.source_line].position for head in heads}
    parts = split_parts(tokens)
    is_begun = has_articles = is_greeted = False
    for index, part in enumerate(parts):
        if part.position in sources:
            has_articles = True
        elif _may_begin(part, has_articles, date) and _begins_issue(parts[index : index + MAX_HEAD], sources, date):
            if has_articles or is_greeted:
                return True
            is_begun = True
        elif is_begun and is_salutation(part.text):
            is_greeted = True
    return False


def _may_begin(part: Part, has_articles: bool, date: datetime.date | None) -> bool:
    """In a letter, before any article, only a masthead or a later place and date: it may have an older letter in it."""
    if is_dateline(part.text):
        written = None if has_articles else parse_date_at_end(part.text)
        day = written.resolve(date) if written else None
        return has_articles or bool(day and date and day > date)
    return (has_articles and part.label == "to") or _is_kicker(part.text)


def _begins_issue(parts: Sequence[Part], sources: Set[int], date: datetime.date | None) -> bool:
    """parts: from one that may be its masthead on, with what may be of its head."""
    head = list(takewhile(lambda part: part.position not in sources, parts))
    is_greeted = any(is_salutation(part.text) for part in head)
    if _is_addressed(head):
        return parts[0].label != "to" or is_greeted
    written = _find_date(head) if _is_kicker(parts[0].text) else None
    day = written.resolve(date) if written else None
    if day is None or is_greeted:
        return day is not None
    has_more = len(head) < len(parts) and not any(_is_kicker(part.text) for part in head[1:])
    return day != date and has_more  # a list of past issues has one below the other


def _is_kicker(text: str) -> bool:
    if len(text) > MAX_LENGTH or not NAME.search(text):
        return False
    date = parse_date_at_end(text)
    return KICKER.fullmatch(text[: date.start] if date else text) is not None


def _find_date(head: Sequence[Part]) -> WrittenDate | None:
    """The date of a masthead, on its own line or on one of the two below."""
    dates = (parse_date_at_end(part.text) for part in head[:3] if part is head[0] or is_dateline(part.text))
    return next((date for date in dates if date and date.day is not None), None)


def _is_addressed(head: Sequence[Part]) -> bool:
    """Whether TO and FROM stand in it, and no head of a mail."""
    fields = {match[1].lower() for part in head if (match := FIELD.match(part.text))}
    return {part.label for part in head} >= {"to", "from"} and fields.isdisjoint(OF_TIME | OF_SUBJECT)
