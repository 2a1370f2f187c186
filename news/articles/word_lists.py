"""The words of words.toml."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def _tables() -> dict[str, str | list[str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def word_set(name: str) -> frozenset[str]:
    """The words of a list in which a space parts them."""
    words = _tables()[name]
    return frozenset(words.split() if isinstance(words, str) else words)


def phrases(name: str) -> tuple[str, ...]:
    """The phrases of a list that has one a line."""
    lines = _tables()[name]
    return (
        tuple(line.strip() for line in lines.splitlines() if line.strip()) if isinstance(lines, str) else tuple(lines)
    )
