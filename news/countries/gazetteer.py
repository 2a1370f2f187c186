"""The names of places, from data/places.toml and data/ambiguous_places.toml, and how they are found in a text.

A text is cut into words once; from each word on, the longest name wins. So reading costs what the text is long, however
many names there are. No Django here.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
KINDS = {
    "names": "name",
    "capital": "capital",
    "cities": "city",
    "regions": "region",
    "people": "people",
    "institutions": "institution",
    "leaders": "leader",
}

_MARKS = "\u00ad\u0300-\u036f\u200b-\u200d\u2060"  # accents on their own, soft hyphens, what has no width
_APOSTROPHES = "'’‘ʼʻ"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*(?:[{_APOSTROPHES}][^\W_](?:[^\W_]|[{_MARKS}])*)*")
_HYPHENS = "-\u2010\u2011\u2012\u2013"
_OTHER_LETTERS = str.maketrans("łøđıəæœ", "lodiaao")  # which no normalization takes apart
# After which a full stop ends no sentence.
_ABBREVIATIONS = {"st", "mt", "ft", "mr", "mrs", "ms", "dr", "prof", "gov", "sen", "rep"}
WIDEST_GAP = 4  # characters between two words of a name
SMALL, INITIAL, CAPITALS = range(3)


@dataclass(frozen=True, slots=True)
class Word:
    key: str  # small letters without accents, by which words are compared
    case: int  # SMALL, INITIAL or CAPITALS
    start: int
    end: int  # where a possessive 's begins, if there is one
    stop: int  # where the word ends with it

    @property
    def is_possessive(self) -> bool:
        return self.end < self.stop


@dataclass(frozen=True, slots=True)
class TwoBearers:
    """A name that others bear too. It is theirs where as many words of the text speak against the country as for it."""

    against: frozenset[str] = frozenset()
    favor: frozenset[str] = frozenset()

    def is_the_country(self, keys: set[str]) -> bool:
        against = len(self.against & keys)
        return against == 0 or len(self.favor & keys) > against


@dataclass(frozen=True, slots=True)
class Entry:
    """A name as the tables have it. Without codes it is something else that only sounds like a place."""

    key: str
    cases: tuple[int, ...]
    spans_commas: bool
    spans_possessives: bool
    codes: tuple[str, ...] = ()
    kind: str = ""
    is_adjective: bool = False
    ends_with_stop: bool = False
    rule: TwoBearers | None = None


def fold(word: str) -> str:
    """The word as it is compared: “Chişinău”, “Chișinău” and “CHISINAU” are one."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in apart if char.isalnum() and char not in _APOSTROPHES).translate(_OTHER_LETTERS)


def words_of(text: str) -> list[Word]:
    return [_word(found.group(), found.start()) for found in _WORD.finditer(text)]


def _word(written: str, start: int) -> Word:
    stem = written[:-2] if written[-1] in "sS" and written[-2:-1] in _APOSTROPHES and len(written) > 2 else written
    return Word(fold(stem), _case(stem), start, start + len(stem), start + len(written))


def _case(stem: str) -> int:
    if len(stem) > 1 and stem.isupper():
        return CAPITALS
    return INITIAL if stem[0].isupper() else SMALL


def gap(text: str, left: Word, right: Word) -> str | None:
    """What parts two neighbors: " " for a space or a hyphen, "," for a comma or a parenthesis, None for any more."""
    if not 0 < right.start - left.stop <= WIDEST_GAP:
        return None
    between = text[left.stop : right.start]
    if between.count("\n") > 1:
        return None
    rest = "".join(between.split()).strip(_HYPHENS)
    if rest == "." and (len(left.key) == 1 or left.key in _ABBREVIATIONS):
        return " "
    if rest in {",", "("}:
        return ","
    return None if rest else " "


class Names:
    """A set of names, as a tree of words."""

    def __init__(self) -> None:
        self._tree: dict = {}

    def add(self, name: str, **values) -> None:
        words = words_of(name)
        node = self._tree
        for word in words:
            node = node.setdefault(word.key, {})
        entry = Entry(
            key=" ".join(word.key for word in words),
            cases=tuple(word.case for word in words),
            spans_commas="," in name,
            spans_possessives="’s " in name,
            ends_with_stop=name.endswith("."),
            **values,
        )
        node.setdefault(None, []).append(entry)

    def longest(self, text: str, words: list[Word], first: int) -> tuple[Entry, int] | None:
        """The longest name that begins with this word, and the position after its last one."""
        node, found, has_comma, has_possessive = self._tree, None, False, False
        for position in range(first, len(words)):
            if position > first:
                parted = gap(text, words[position - 1], words[position])
                if parted is None:
                    break
                has_comma = has_comma or parted == ","
                has_possessive = has_possessive or words[position - 1].is_possessive
            node = node.get(words[position].key)
            if node is None:
                break
            for entry in node.get(None, ()):
                if has_comma > entry.spans_commas or has_possessive > entry.spans_possessives:
                    continue
                if all(words[first + i].case >= case for i, case in enumerate(entry.cases)):
                    found = entry, position + 1
                    break
        return found

    def __iter__(self) -> Iterator[Entry]:
        waiting = [self._tree]
        while waiting:
            node = waiting.pop()
            yield from node.get(None, ())
            waiting.extend(child for key, child in node.items() if key is not None)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    names: Names
    elsewhere: Names  # states of the Union and the like, after a comma
    elsewhere_in_short: Names
    words: dict[str, frozenset[str]]  # [neighbors] and [persons] of ambiguous_places.toml, folded


@cache
def gazetteer() -> Gazetteer:
    places, doubts = _table("places"), _table("ambiguous_places")
    names, elsewhere, in_short = Names(), Names(), Names()
    for name in doubts["other_things"]:
        names.add(name)
    rules = dict(_two_bearers(names, doubts["two_bearers"]))
    for name, codes in places.pop("together").items():
        names.add(name, codes=tuple(codes), kind="name")
    for code, kinds in places.items():
        _add_country(names, code, kinds, rules, doubts["publisher_beginnings"])
    for name in doubts["elsewhere"]:
        elsewhere.add(name)
    for name in doubts["elsewhere_in_short"]:
        in_short.add(name)
    lists = {**doubts["neighbors"], **doubts["persons"]}
    return Gazetteer(names, elsewhere, in_short, {key: _folded(value) for key, value in lists.items()})


def _table(name: str) -> dict:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(word.key for word in words_of(phrase)) for phrase in words)


def _two_bearers(names: Names, tables: list[dict]) -> Iterator[tuple[str, TwoBearers]]:
    """The rule of each such name; the words beside it that make it the other one become longer names, of no country."""
    for table in tables:
        rule = TwoBearers(_folded(table.get("against", ())), _folded(table.get("for", ())))
        for name in table["names"]:
            for word in table.get("before", ()):
                names.add(f"{word}, {name}")
            for word in table.get("after", ()):
                names.add(f"{name} {word}")
            for word in table.get("its", ()):
                names.add(f"{name}’s {word}")
            yield name, rule


def _add_country(names: Names, code: str, kinds: dict, rules: dict[str, TwoBearers], publishers: list[str]) -> None:
    for kind, listed in kinds.items():
        values = {"codes": (code,), "kind": KINDS[kind]}
        for name in listed:
            is_adjective = kind == "people" and " " not in name and not name.endswith("s")
            names.add(name, rule=rules.get(name), is_adjective=is_adjective, **values)
            if kind == "people" and not name.endswith(("s", "sh", "men")):
                names.add(name + "s", rule=rules.get(name), **values)
            for beginning in publishers if kind == "names" else ():
                names.add(f"{beginning} {name}")
