"""The names of places, from data/places.toml and data/ambiguous_places.toml, and how they are found in a text.

The names are kept in a trie of words, and the longest name that begins at a word wins. So the work grows with the
length of the text, not with the number of names. No Django here.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict, cast

DATA_FOLDER = Path(__file__).parent / "data"
KINDS = {  # of names: key in places.toml → as an editor reads it
    "names": "name",
    "capital": "capital",
    "cities": "city",
    "regions": "region",
    "people": "people",
    "institutions": "institution",
    "leaders": "leader",
}

_COMBINING = "\u00ad\u0300-\u036f\u200b-\u200d\u2060"  # combining accents, soft hyphens, zero-width characters
_APOSTROPHES = "'’‘ʼʻ"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_COMBINING}])*(?:[{_APOSTROPHES}][^\W_](?:[^\W_]|[{_COMBINING}])*)*")
_HYPHENS = "-\u2010\u2011\u2012\u2013"
_UNDECOMPOSABLE = str.maketrans("łøđıəæœ", "lodiaao")  # letters that Unicode normalization does not decompose
# A full stop after one of these does not end a sentence.
_ABBREVIATIONS = {"st", "mt", "ft", "mr", "mrs", "ms", "dr", "prof", "gov", "sen", "rep"}
MAX_SEPARATOR_LENGTH = 4  # characters between two words of a name
LOWERCASE, CAPITALIZED, UPPERCASE = range(3)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text. Offsets count characters of the text."""

    key: str  # folded, by which words are compared
    case: int  # LOWERCASE, CAPITALIZED or UPPERCASE
    start: int
    end: int  # without a possessive 's
    full_end: int  # with it

    @property
    def is_possessive(self) -> bool:
        return self.end < self.full_end


@dataclass(frozen=True, slots=True)
class AmbiguityRule:
    """Decides whether an ambiguous name means the country, by words of the text in `favor` of it and `against` it."""

    against: frozenset[str] = frozenset()
    favor: frozenset[str] = frozenset()

    def means_country(self, keys: set[str]) -> bool:
        """`keys`: the folded words of the whole text. Without any word against it, the name means the country."""
        against = len(self.against & keys)
        return against == 0 or len(self.favor & keys) > against


@dataclass(frozen=True, slots=True)
class Entry:
    """A name as the tables have it. One without codes is something else that only sounds like a place.

    `cases`: the least case of each word that matches, so that “Polish” is not found in “polish”.
    """

    key: str
    cases: tuple[int, ...]
    spans_commas: bool
    spans_possessives: bool
    codes: tuple[str, ...] = ()
    kind: str = ""
    is_adjective: bool = False
    ends_with_stop: bool = False
    rule: AmbiguityRule | None = None


def fold_word(word: str) -> str:
    """The word without case, accents and apostrophes: “Chişinău”, “Chișinău” and “CHISINAU” become the same."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    letters = (char for char in decomposed if char.isalnum() and char not in _APOSTROPHES)
    return "".join(letters).translate(_UNDECOMPOSABLE)


def split_words(text: str) -> list[Word]:
    return [_make_word(match.group(), match.start()) for match in _WORD.finditer(text)]


def _make_word(written: str, start: int) -> Word:
    stem = written[:-2] if written[-1] in "sS" and written[-2:-1] in _APOSTROPHES and len(written) > 2 else written
    return Word(fold_word(stem), _get_case(stem), start, start + len(stem), start + len(written))


def _get_case(stem: str) -> int:
    if len(stem) > 1 and stem.isupper():
        return UPPERCASE
    return CAPITALIZED if stem[0].isupper() else LOWERCASE


def get_separator(text: str, left: Word, right: Word) -> str | None:
    """What separates two words: " " for a space or hyphen, "," for a comma or parenthesis, None for anything more."""
    if not 0 < right.start - left.full_end <= MAX_SEPARATOR_LENGTH:
        return None
    between = text[left.full_end : right.start]
    if between.count("\n") > 1:
        return None
    rest = "".join(between.split()).strip(_HYPHENS)
    if rest == "." and (len(left.key) == 1 or left.key in _ABBREVIATIONS):
        return " "
    if rest in {",", "("}:
        return ","
    return None if rest else " "


@dataclass(slots=True)
class _TrieNode:
    children: dict[str, "_TrieNode"] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


class NameTrie:
    """A set of names, as a trie of their words."""

    def __init__(self) -> None:
        self._root = _TrieNode()

    def add(
        self,
        name: str,
        *,
        codes: tuple[str, ...] = (),
        kind: str = "",
        is_adjective: bool = False,
        rule: AmbiguityRule | None = None,
    ) -> None:
        words = split_words(name)
        node = self._root
        for word in words:
            node = node.children.setdefault(word.key, _TrieNode())
        entry = Entry(
            key=" ".join(word.key for word in words),
            cases=tuple(word.case for word in words),
            spans_commas="," in name,
            spans_possessives="’s " in name,
            ends_with_stop=name.endswith("."),
            codes=codes,
            kind=kind,
            is_adjective=is_adjective,
            rule=rule,
        )
        node.entries.append(entry)

    def find_longest(self, text: str, words: list[Word], first: int) -> tuple[Entry, int] | None:
        """The longest name that begins with the word at `first`, and the position after its last word."""
        node, found = self._root, None
        has_comma = has_possessive = False
        for position in range(first, len(words)):
            if position > first:
                separator = get_separator(text, words[position - 1], words[position])
                if separator is None:
                    break
                has_comma = has_comma or separator == ","
                has_possessive = has_possessive or words[position - 1].is_possessive
            child = node.children.get(words[position].key)
            if child is None:
                break
            node = child
            for entry in node.entries:
                if has_comma > entry.spans_commas or has_possessive > entry.spans_possessives:
                    continue
                if all(words[first + i].case >= case for i, case in enumerate(entry.cases)):
                    found = entry, position + 1
                    break
        return found

    def __iter__(self) -> Iterator[Entry]:
        nodes = [self._root]
        while nodes:
            node = nodes.pop()
            yield from node.entries
            nodes.extend(node.children.values())


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The tables: all names; regions that follow a namesake, written out and abbreviated; lists of words."""

    names: NameTrie
    namesake_regions: NameTrie
    namesake_region_abbreviations: NameTrie
    word_lists: dict[str, frozenset[str]]  # [neighbors] and [persons] of ambiguous_places.toml, folded


class AmbiguousNames(TypedDict):
    """One of [[ambiguous_names]] in ambiguous_places.toml, where the keys are explained."""

    names: list[str]
    before: NotRequired[list[str]]
    after: NotRequired[list[str]]
    after_possessive: NotRequired[list[str]]
    against: NotRequired[list[str]]
    favor: NotRequired[list[str]]


class AmbiguousPlaces(TypedDict):
    """data/ambiguous_places.toml."""

    unrelated_names: list[str]
    publisher_prefixes: list[str]
    namesake_regions: list[str]
    namesake_region_abbreviations: list[str]
    neighbors: dict[str, list[str]]
    persons: dict[str, list[str]]
    ambiguous_names: list[AmbiguousNames]


@cache
def get_gazetteer() -> Gazetteer:
    """The tables, read once for each process."""
    places: dict[str, dict[str, list[str]]] = tomllib.loads(_read("places.toml"))
    ambiguous: AmbiguousPlaces = cast(AmbiguousPlaces, tomllib.loads(_read("ambiguous_places.toml")))
    names, regions, abbreviations = NameTrie(), NameTrie(), NameTrie()
    for name in ambiguous["unrelated_names"]:
        names.add(name)
    rules = dict(_add_ambiguous_names(names, ambiguous["ambiguous_names"]))
    for name, codes in places.pop("together").items():
        names.add(name, codes=tuple(codes), kind="name")
    for code, names_by_kind in places.items():
        _add_country(names, code, names_by_kind, rules, ambiguous["publisher_prefixes"])
    for name in ambiguous["namesake_regions"]:
        regions.add(name)
    for name in ambiguous["namesake_region_abbreviations"]:
        abbreviations.add(name)
    lists = {**ambiguous["neighbors"], **ambiguous["persons"]}
    return Gazetteer(names, regions, abbreviations, {key: _fold_all(phrases) for key, phrases in lists.items()})


def _read(file_name: str) -> str:
    return (DATA_FOLDER / file_name).read_text(encoding="utf-8")


def _fold_all(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(word.key for word in split_words(phrase)) for phrase in phrases)


def _add_ambiguous_names(names: NameTrie, tables: list[AmbiguousNames]) -> Iterator[tuple[str, AmbiguityRule]]:
    """The rule of each ambiguous name. Adds the longer names by which it means something else, without a country."""
    for table in tables:
        rule = AmbiguityRule(_fold_all(table.get("against", ())), _fold_all(table.get("favor", ())))
        for name in table["names"]:
            for word in table.get("before", ()):
                names.add(f"{word}, {name}")
            for word in table.get("after", ()):
                names.add(f"{name} {word}")
            for word in table.get("after_possessive", ()):
                names.add(f"{name}’s {word}")
            yield name, rule


def _add_country(
    names: NameTrie,
    code: str,
    names_by_kind: dict[str, list[str]],
    rules: dict[str, AmbiguityRule],
    publisher_prefixes: list[str],
) -> None:
    for table_kind, kind_names in names_by_kind.items():
        codes, kind = (code,), KINDS[table_kind]
        for name in kind_names:
            is_adjective = kind == "people" and " " not in name and not name.endswith("s")
            names.add(name, codes=codes, kind=kind, is_adjective=is_adjective, rule=rules.get(name))
            if kind == "people" and not name.endswith(("s", "sh", "men")):
                names.add(name + "s", codes=codes, kind=kind, rule=rules.get(name))
            for prefix in publisher_prefixes if kind == "name" else ():
                names.add(f"{prefix} {name}")
