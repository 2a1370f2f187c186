"""The word lists of words.toml."""

import tomllib
from pathlib import Path

_lists = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def words(name: str) -> frozenset[str]:
    return frozenset(_lists[name].split())


def in_order(name: str) -> list[str]:
    return _lists[name].split()
