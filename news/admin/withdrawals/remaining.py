"""What still stands in an article of which names were withheld: a surname alone, or another spelling."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...models import Withdrawal
from ...models.withdrawal import show_block
from ...records.folding import fold
from ...search.words import STOP_WORDS
from ...withholding import NAME_WITHHELD, withhold_names
from .acting import FoundClipping
from .finding import FIELDS

MAX_REMAINS = 20
MIN_BEGINNING = 5  # letters of a word of a name by which a longer word is listed, too: “Petrov” lists “Petrova”
MIN_WORD = 3
AROUND = 40  # characters before and after


@dataclass(frozen=True, slots=True)
class Remainder:
    """A word that readers still have, and is like one of a name; with the text around it."""

    before: str
    word: str
    after: str


@dataclass(frozen=True, slots=True)
class WithheldNames:
    """`absent`: names that the article does not have. `remains`: words like those of the names, at most MAX_REMAINS."""

    withdrawal: Withdrawal
    token: str  # of the clipping
    absent: list[str]
    remains: list[Remainder]


def texts_of(block) -> list[str]:
    return [block.value[field] or "" for field in FIELDS]


def has_names(block, names: Iterable[str]) -> bool:
    """Whether a clipping's block, as it was written, has one of the names."""
    names = list(names)
    return any(withhold_names(text, names) != text for text in texts_of(block))


def check_names(withdrawal: Withdrawal, found: FoundClipping) -> WithheldNames:
    """withdrawal: of names in the clipping that was found."""
    absent = [name for name in withdrawal.names if not has_names(found.block, [name])]
    words = {word for name in withdrawal.names for word in fold(name).split() if len(word) >= MIN_WORD} - STOP_WORDS
    shown = show_block(found.block, list(found.in_force))
    remains = [each for text in texts_of(shown) for each in find_words(text, words)]
    return WithheldNames(withdrawal, found.token, absent, remains[:MAX_REMAINS])


def find_words(text: str, words: set[str]) -> Iterator[Remainder]:
    """words: folded."""
    beginnings = tuple(word for word in words if len(word) >= MIN_BEGINNING)
    text = " ".join(text.split())
    for match in re.finditer(r"[\w\u00ad\u0300-\u036f]+", text.replace(NAME_WITHHELD, "\n" * len(NAME_WITHHELD))):
        folded = fold(match[0].replace("\u00ad", ""))
        if folded in words or (beginnings and folded.startswith(beginnings)):
            start, end = match.span()
            before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
            if start > AROUND:
                before = "…" + before[before.find(" ") :]
            if end + AROUND < len(text):
                after = after[: after.rfind(" ") + 1] + "…"
            yield Remainder(before, text[start:end], after)
