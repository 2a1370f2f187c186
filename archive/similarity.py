"""How alike two texts are, by the words they have in common. No Django here."""

import re
from collections import Counter

WORD = re.compile(r"[^\W_]+")


def likeness(text: str, other: str) -> float:
    """Between 0 and 1: the share of their words, counted with repetitions, that both have; order counts for nothing."""
    return compare_counts(count_words(text), count_words(other))


def count_words(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.casefold()))


def compare_counts(words: Counter[str], others: Counter[str]) -> float:
    """As likeness(), of texts whose words are counted: one text that is compared with many is counted once."""
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 0.0
