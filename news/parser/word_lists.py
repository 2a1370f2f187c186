"""The word lists of words.toml, read when the module is imported."""

import tomllib
from pathlib import Path

_LISTS: dict[str, str] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def word_set(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


def word_list(name: str) -> list[str]:
    """The words of a list in their order, for the months and the days of the week."""
    return _LISTS[name].split()


def word_lists(prefix: str) -> list[list[str]]:
    """All lists whose names begin with `prefix`."""
    return [words.split() for name, words in _LISTS.items() if name.startswith(prefix)]
