"""Where the words of a search stand in a text. No Django here.

Words are compared by their stems, with the same Snowball rules as PostgreSQL's "english": what is found is marked.
"""

import re
from functools import lru_cache

from snowballstemmer import stemmer

WORD = re.compile(r"[^\W_]+")
# Words that the database's search passes over; marking them would mark every line.
SMALL_WORDS = """
a about after all an and any are as at be been but by can did do for from had has have he her his how i if in into is it
its more no not of on or our she so some than that the their them then there these they this to too under up was we were
what when where which who why will with you your"""
SMALL = frozenset(SMALL_WORDS.split())


def stems(query: str) -> frozenset[str]:
    """The stems of the words of a search, without those that every text has."""
    return frozenset(map(stem, WORD.findall(query.casefold()))) - SMALL


@lru_cache(maxsize=20_000)  # a page of results is ten issues, and texts say the same words over and over
def stem(word: str) -> str:
    return word if word in SMALL else stemmer("english").stemWord(word)


def split_at_matches(text: str, wanted: frozenset[str]) -> list[tuple[str, bool]]:
    """The text in order, in pieces: (piece, whether it is one of the wanted words)."""
    found, end = [], 0
    for match in WORD.finditer(text):
        if stem(match[0].casefold()) in wanted:
            found += [(text[end : match.start()], False), (match[0], True)]
            end = match.end()
    return [(piece, is_wanted) for piece, is_wanted in [*found, (text[end:], False)] if piece]


def matches(text: str, wanted: frozenset[str]) -> bool:
    """Whether one of the wanted words stands in the text."""
    return any(stem(word) in wanted for word in WORD.findall(text.casefold()))
