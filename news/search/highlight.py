"""Finds the words of a search in a text, to highlight them. No Django here.

Words are compared by their stems, with the Snowball stemmer that PostgreSQL's "english" configuration uses as well: so
what the search found is what gets highlighted.
"""

import re
from functools import lru_cache

from snowballstemmer import stemmer  # type: ignore[import-untyped]  # the package ships no types

WORD = re.compile(r"[^\W_]+")
# Words that PostgreSQL's search ignores; highlighting them would highlight every line.
_STOP_WORDS = """
a about after all an and any are as at be been but by can did do for from had has have he her his how i if in into is it
its more no not of on or our she so some than that the their them then there these they this to too under up was we were
what when where which who why will with you your"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def stems(query: str) -> frozenset[str]:
    """The stems of a search's words, without stop words."""
    return frozenset(map(stem, WORD.findall(query.casefold()))) - STOP_WORDS


@lru_cache(maxsize=20_000)  # a page of results has the text of ten issues, whose words recur
def stem(word: str) -> str:
    """The stem of a case-folded word; a stop word is returned as it is."""
    return word if word in STOP_WORDS else str(stemmer("english").stemWord(word))


def split_at_matches(text: str, wanted: frozenset[str]) -> list[tuple[str, bool]]:
    """The whole text in parts, in order: (part, whether it is a word with one of the wanted stems)."""
    parts: list[tuple[str, bool]] = []
    end = 0
    for match in WORD.finditer(text):
        if stem(match[0].casefold()) in wanted:
            parts += [(text[end : match.start()], False), (match[0], True)]
            end = match.end()
    return [(part, is_match) for part, is_match in [*parts, (text[end:], False)] if part]


def has_match(text: str, wanted: frozenset[str]) -> bool:
    """Whether the text has a word with one of the wanted stems."""
    return any(stem(word) in wanted for word in WORD.findall(text.casefold()))
