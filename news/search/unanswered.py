"""Counts what was searched for in vain, so that staff can mend it: words and days, nothing of who asked."""

import re

from django.db import DatabaseError, connection
from django.utils import timezone

from ..models import UnansweredSearch
from ..records.folding import fold

MAX_LENGTH = UnansweredSearch._meta.get_field("query").max_length
MAX_WORDS = 8
MAX_WORD_LENGTH = 25
MAX_TERMS = 300  # different ones of a day: what a robot makes up fills no table
# An address, a number that may be a telephone's or an account's, and what only a program types.
_NOT_FOR_STAFF = re.compile(r"@|[0-9]{5,}|(?:[0-9][\s().-]?){7,}|https?:|www\.|[<>{}=;|\\$%^*_~\[\]]|/\w+/|\.\./|\(\)")
_COUNT = """
INSERT INTO news_unansweredsearch AS counted (day, query, count)
SELECT %(day)s, %(query)s, 1
WHERE (SELECT count(*) FROM news_unansweredsearch WHERE day = %(day)s) < %(max_terms)s
   OR EXISTS (SELECT 1 FROM news_unansweredsearch WHERE day = %(day)s AND query = %(query)s)
ON CONFLICT (day, query) DO UPDATE SET count = counted.count + 1
"""


def count_unanswered(typed: str) -> None:
    """Count a query of today that nothing was found for. One statement, which may fail: the visitor is answered."""
    query = clean(typed)
    if query is None:
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, {"day": timezone.localdate(), "query": query, "max_terms": MAX_TERMS})
    except DatabaseError:
        return  # a read-only database, for example


def clean(typed: str) -> str | None:
    """The folded words of a query; None for what staff should not read, or have no use for."""
    query = fold(typed)
    words = query.split()
    is_readable = 1 < len(query) <= MAX_LENGTH and len(words) <= MAX_WORDS and max(map(len, words)) <= MAX_WORD_LENGTH
    has_letters = any(character.isalpha() for character in query)
    return query if is_readable and has_letters and not _NOT_FOR_STAFF.search(typed) else None
