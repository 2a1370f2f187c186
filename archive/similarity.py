"""How alike two texts are, by the words they have in common. No Django here."""

import re
from collections import Counter

WORD = re.compile(r"[^\W_]+")


def likeness(text: str, other: str) -> float:
    """Between 0 and 1: the share of their words, counted with repetitions, that both have; order counts for nothing."""
    words, others = (Counter(WORD.findall(each.casefold())) for each in (text, other))
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 0.0
