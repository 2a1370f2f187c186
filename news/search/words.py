"""Words and phrases as the search compares them: folded, and by their stems. No Django here.

The stems are those of the Snowball stemmer, which PostgreSQL's "english" configuration uses as well; so what the search
finds is what gets highlighted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from snowballstemmer import stemmer  # type: ignore[import-untyped]  # the package ships no types

from ..records.folding import fold

# Those of PostgreSQL's "english" configuration, folded: a query that has nothing else finds nothing.
_STOP_WORDS = """
i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself it its
itself they them their theirs themselves what which who whom this that these those am is are was were be been being have
has had having do does did doing a an the and but if or because as until while of at by for with about against between
into through during before after above below to from up down in out on off over under again further then once here there
when where why how all any both each few more most other some such no nor not only own same so than too very s t can
will just don should now"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
# An abbreviation with its stops, or letters and digits with the marks upon them.
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_](?:[^\W_]|[\u0300-\u036f\u0591-\u05c7])*")
_CYRILLIC = re.compile("[\u0400-\u04ff]+")
MIN_PREFIX_LENGTH = 4


def fold_words(text: str) -> list[str]:
    """The folded words of a text, without apostrophes around them."""
    return [word for folded in fold(text).split() if (word := folded.strip("'"))]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after the other, folded; most often it is only one. With `is_prefix`, a word may go on."""

    text: str
    is_prefix: bool = False

    @property
    def words(self) -> list[str]:
        """Its words that count: those that are no stop words."""
        return [word for word in self.text.split() if word not in STOP_WORDS]

    def to_tsquery(self, weight: str = "") -> str:
        """Folded text has no quotation mark but the apostrophe."""
        quoted = self.text.replace("'", "''")
        mark = ("*" if self.is_prefix else "") + weight
        return f"'{quoted}'" + (f":{mark}" if mark else "")


def make_phrase(word: str) -> Phrase:
    """The phrase of one folded word. Of a word in Cyrillic, the ending may be another: “синагоги” finds “синагога”."""
    if _CYRILLIC.fullmatch(word) and len(word) >= MIN_PREFIX_LENGTH:
        root = _stem_russian(word)
        return Phrase(root if len(root) >= MIN_PREFIX_LENGTH else word, is_prefix=True)
    return Phrase(word)


@lru_cache(maxsize=10_000)  # the names that have several spellings are most of them, and are read anew after a change
def _stem_russian(word: str) -> str:
    return fold(str(stemmer("russian").stemWord(word)))


@lru_cache(maxsize=50_000)  # a page of results has ten texts, whose words recur
def word_key(word: str) -> str:
    """By which words are the same: the stem of the folded word; a stop word stays as it is."""
    folded = fold(word).replace("'", " ").split()
    if not folded:
        return ""
    return folded[0] if folded[0] in STOP_WORDS else str(stemmer("english").stemWord(folded[0]))


def keys(text: str) -> tuple[str, ...]:
    """The keys of a folded text's words."""
    return tuple(filter(None, (word_key(match[0]) for match in WORD.finditer(text))))


def keys_in_place(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of any text: key, start and end."""
    for match in WORD.finditer(text):
        if key := word_key(match[0]):
            yield key, match.start(), match.end()
