"""The names that have several spellings, of whatever kind they are. No Django here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .words import STOP_WORDS, Phrase, fold_words, make_phrase, word_key

MAX_WORDS = 6  # of a name
MIN_JOINED_LENGTH = 6  # of a name whose words are written together, as in “KyivPost”


@dataclass(frozen=True, slots=True)
class NameRow:
    """The names of one thing. kind: "spelling", "source", "person", "country", "bill", "organization".

    code: its slug, code or key.
    """

    kind: str
    code: str
    names: tuple[str, ...]
    word: str = ""  # by which records have it, besides its names


class Names:
    """All names, found by one of them."""

    def __init__(self, rows: Iterable[NameRow]):
        self.rows = tuple(rows)
        self.phrases: list[tuple[Phrase, ...]] = []  # of a row, in the order of the rows
        self.by_key: dict[str, list[int]] = {}
        for number, row in enumerate(self.rows):
            folded = [name for name in dict.fromkeys(" ".join(fold_words(name)) for name in row.names) if name]
            self.phrases.append(tuple(phrase_of(name) for name in [*([row.word] if row.word else []), *folded]))
            for name in folded:
                self._add(name, number)

    def _add(self, name: str, number: int) -> None:
        if not set(name.split()) <= STOP_WORDS:
            joined = name.replace(" ", "")
            written = [name, joined] if len(joined) >= MIN_JOINED_LENGTH else [name]
            for key in dict.fromkeys(key for name in written for key in (make_key(name.split()), stemmed_key(name))):
                self.by_key.setdefault(key, []).append(number)

    def others(self, tokens: list[str]) -> list[Phrase] | None:
        """All names of what has this one, in folded words; None where it is no name."""
        numbers = self._find(tokens)
        return list(dict.fromkeys(phrase for number in numbers for phrase in self.phrases[number])) or None

    def is_of_kind(self, tokens: list[str], kind: str) -> bool:
        """Whether something of the kind has this name."""
        return any(self.rows[number].kind == kind for number in self._find(tokens))

    def _find(self, tokens: list[str]) -> list[int]:
        return self.by_key.get(make_key(tokens)) or self.by_key.get(stemmed_key(" ".join(tokens))) or []

    def label(self, kind: str, code: str) -> str | None:
        """The first name of a thing; None for one that is not known."""
        return next((row.names[0] for row in self.rows if row.kind == kind and row.code == code), None)

    def of_kind(self, kind: str) -> Iterator[NameRow]:
        return (row for row in self.rows if row.kind == kind)


def phrase_of(name: str) -> Phrase:
    return Phrase(name) if " " in name else make_phrase(name)


def make_key(tokens: list[str]) -> str:
    """A name's words without the endings of English: “antisemites” is “antisemitism”."""
    return " ".join(word_key(token) for token in tokens)


def stemmed_key(name: str) -> str:
    """The same for a name in Cyrillic, without its declension."""
    return name if " " in name else make_phrase(name).text
