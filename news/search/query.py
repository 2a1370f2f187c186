"""Understands what a visitor typed into the search box: as clauses, each a choice of words or phrases. No Django here.

Words that stand apart must all be found, but for those by which people put a question. "Quoted words" must stand so; a
minus before a word excludes it; OR between two asks for one of them. A date, a bill or a name is read as what it means,
however it is written. Everything is folded as the records are.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from ..records.folding import fold
from . import meanings, wording
from .names import MAX_WORDS, Names
from .words import STOP_WORDS, Phrase, fold_words, make_phrase, word_key

MAX_CLAUSES = 16
MAX_ALTERNATIVES = 40  # of one clause
MAX_PHRASES = 160  # of all clauses: staff may list any number of spellings
MAX_LEFT_OUT = 6  # clauses of a query of which one may be left out
MAX_PARTS = 4  # of a word with hyphens; one with more is an address

_QUOTES = dict.fromkeys(map(ord, "“”„‟«»″＂"), '"')
_TOKEN = re.compile(r'(?P<minus>(?<!\S)[-−–](?=["\w]))?(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+))')

Alternative = tuple[Phrase, ...]  # all of these


@dataclass(frozen=True, slots=True)
class Clause:
    """What a result must have, or must not have where `is_excluded`: one of the alternatives."""

    typed: str
    alternatives: tuple[Alternative, ...]
    is_excluded: bool = False
    is_quoted: bool = False
    is_name: bool = False  # or a date or bill: no typing error
    is_filler: bool = False  # left out where another clause says what is looked for
    is_whole: bool = False  # days or a bill: with fewer alternatives it would mean others

    def to_tsquery(self, weight: str = "") -> str:
        """As to_tsquery() of PostgreSQL reads it. weight: "A" finds it in titles only."""
        choices = (" & ".join(phrase.to_tsquery(weight) for phrase in phrases) for phrases in self.alternatives)
        return f"{'!' if self.is_excluded else ''}({' | '.join(f'({choice})' for choice in choices)})"


@dataclass(frozen=True, slots=True)
class Query:
    """A visitor's query, as it is understood."""

    typed: str
    clauses: tuple[Clause, ...]
    asks_for_newest: bool = False

    @property
    def wanted(self) -> list[Clause]:
        return [clause for clause in self.clauses if not clause.is_excluded]

    @property
    def excluded(self) -> list[Clause]:
        return [clause for clause in self.clauses if clause.is_excluded]

    @property
    def has_quotes(self) -> bool:
        return any(clause.is_quoted for clause in self.wanted)

    @property
    def phrases(self) -> Iterator[Phrase]:
        """All that a result may have of it, to highlight it."""
        return (phrase for clause in self.wanted for phrases in clause.alternatives for phrase in phrases)

    def to_tsquery(self) -> str:
        return " & ".join(clause.to_tsquery() for clause in self.clauses)

    def to_title_tsquery(self) -> str:
        return " & ".join(clause.to_tsquery("A") for clause in self.wanted)

    def to_loose_tsqueries(self) -> Iterator[str]:
        """For what has all its clauses but one, and for what has one of them, as far as these are other queries."""
        wanted = [clause.to_tsquery() for clause in self.wanted]
        if 2 < len(wanted) <= MAX_LEFT_OUT:
            but_one = (wanted[:place] + wanted[place + 1 :] for place in range(len(wanted)))
            yield self._without_excluded(" & ".join(clauses) for clauses in but_one)
        if len(wanted) > 1:
            yield self._without_excluded(wanted)

    def _without_excluded(self, choices: Iterable[str]) -> str:
        anyone = " | ".join(f"({choice})" for choice in choices)
        return " & ".join([f"({anyone})", *(clause.to_tsquery() for clause in self.excluded)])

    @property
    def word_count(self) -> int:
        """The number of words that a title consists of which says just this."""
        return sum(len(phrase.words) for clause in self.wanted for phrase in clause.alternatives[0])


def parse(text: str, names: Names, today: date) -> Query:
    """Any text is a query, perhaps one without clauses. today: by which a year of two digits is read."""
    clauses: list[Clause] = []
    is_choice = False
    text, typed = _translate_unquoted(text), text
    for tokens, is_or in _split(text):
        if is_or:
            is_choice = bool(clauses)
            continue
        for clause in _read(tokens, names, today):
            if is_choice and not clause.is_excluded and not clauses[-1].is_excluded:
                clauses[-1] = _choose(clauses[-1], clause)
            elif clause not in clauses:
                clauses.append(clause)
            is_choice = False
    kept = _without_fillers(clauses[: 2 * MAX_CLAUSES])[:MAX_CLAUSES]
    newest = any(_is_newest(clause) for clause in clauses)
    return Query(typed, tuple(_limit(_without_initials(kept))), newest)


def _translate_unquoted(text: str) -> str:
    """The text with plain quotation marks; what stands between them stays."""
    parts = text.translate(_QUOTES).split('"')
    return '"'.join(
        part if place % 2 and place < len(parts) - 1 else wording.without_frames(part)
        for place, part in enumerate(parts)
    )


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    is_quoted: bool
    is_excluded: bool


def _split(text: str) -> Iterator[tuple[list[_Token], bool]]:
    """What is read together, and whether it is an OR: one quoted or excluded token, or those in a row that are not."""
    row: list[_Token] = []
    negation = False
    for match in _TOKEN.finditer(text):
        bare = match["bare"]
        if bare in {"NOT", "AND", "&"}:
            negation = bare == "NOT"
            continue
        token = _Token(
            bare if match["quoted"] is None else match["quoted"],
            match["quoted"] is not None,
            bool(match["minus"]) or negation,
        )
        negation = False
        is_or = bare in {"OR", "|"}
        if is_or or token.is_quoted or token.is_excluded:
            yield from [(row, False)] if row else []
            row = []
            yield [token], is_or
        else:
            row.append(token)
    if row:
        yield row, False


def _read(tokens: list[_Token], names: Names, today: date) -> Iterator[Clause]:
    first = tokens[0]
    if first.is_quoted:
        words = fold_words(first.text)
        if not set(words) <= STOP_WORDS:
            yield Clause(first.text, ((Phrase(" ".join(words)),),), first.is_excluded, is_quoted=True)
        return
    for clause in _read_row(" ".join(token.text for token in tokens), names, today):
        yield replace(clause, is_excluded=first.is_excluded)


def _read_row(text: str, names: Names, today: date) -> Iterator[Clause]:
    """The clauses of words in a row: first what has a meaning of its own, then the words between."""
    end = 0
    for meaning in meanings.find(text, today):
        yield from _read_words(text[end : meaning.start], names)
        typed = text[meaning.start : meaning.end]
        yield Clause(typed, tuple((phrase,) for phrase in meaning.alternatives), is_name=True, is_whole=True)
        end = meaning.end
    yield from _read_words(text[end:], names)


def _read_words(text: str, names: Names) -> Iterator[Clause]:
    """A clause for each name and word. A name is as long as can be: “Kyiv Post” before “Kyiv”."""
    written = text.split()
    parts = [(part, place) for place, word in enumerate(written) for part in fold_words(word)]
    position = 0
    while position < len(parts):
        for length in range(min(MAX_WORDS, len(parts) - position), 0, -1):
            tokens = [part for part, _ in parts[position : position + length]]
            if (others := names.others(tokens)) is not None:
                typed = " ".join(dict.fromkeys(written[place] for _, place in parts[position : position + length]))
                is_filler = names.is_of_kind(tokens, "organization")  # nearly everything here is by it
                yield from _name_clause(typed, tokens, others, is_filler)
                break
        else:
            length, clause = _word_clause(parts, position, written)
            yield from [clause] if clause else []
        position += length


def _name_clause(typed: str, tokens: list[str], others: Iterable[Phrase], is_filler: bool) -> Iterator[Clause]:
    own = tuple(make_phrase(token) for token in tokens if token not in STOP_WORDS)
    alternatives = ([own] if own else []) + [(phrase,) for phrase in others]
    if alternatives:
        kept = tuple(dict.fromkeys(alternatives))[:MAX_ALTERNATIVES]
        yield Clause(typed, kept, is_name=True, is_filler=is_filler)


def _word_clause(parts: list[tuple[str, int]], position: int, written: list[str]) -> tuple[int, Clause | None]:
    """The clause of the word at this position, and how many parts it has. A stop word has no clause."""
    word, place = parts[position]
    end = position
    while end < len(parts) and parts[end][1] == place:
        end += 1
    together = [part for part, _ in parts[position:end]]
    if 1 < len(together) <= MAX_PARTS:
        joined = (Phrase(" ".join(together)),), (Phrase("".join(together).replace("'", "")),)
        return len(together), Clause(written[place], joined)
    if word in STOP_WORDS or word_key(word) in STOP_WORDS:
        return 1, None
    typed = written[place] if len(together) == 1 else word
    return 1, Clause(typed, ((make_phrase(word),),), is_filler=word in wording.FILLERS)


def _choose(one: Clause, other: Clause) -> Clause:
    """One or the other."""
    typed, alternatives = f"{one.typed} OR {other.typed}", one.alternatives + other.alternatives
    return Clause(typed, alternatives, is_name=True, is_whole=one.is_whole or other.is_whole)


def _is_newest(clause: Clause) -> bool:
    return not (clause.is_quoted or clause.is_excluded) and fold(clause.typed) in wording.NEWEST_WORDS


def _without_fillers(clauses: list[Clause]) -> list[Clause]:
    """Without the words that put the question, where others say what is looked for."""
    telling = [clause for clause in clauses if not clause.is_filler and not _is_newest(clause)]
    return telling if any(not clause.is_excluded for clause in telling) else clauses


def _without_initials(clauses: list[Clause]) -> list[Clause]:
    """Letters that stand alone are left out beside a word: a text may have the name without them, or in full."""
    words = [clause for clause in clauses if clause.is_quoted or clause.is_name or len(fold(clause.typed)) > 1]
    return words if any(not clause.is_excluded for clause in words) else clauses


def _limit(clauses: list[Clause]) -> Iterator[Clause]:
    """The clauses with at most MAX_PHRASES, and one of each; those that are whole come first."""
    left, numbers = MAX_PHRASES, {}
    for clause in sorted(clauses, key=lambda clause: not clause.is_whole):
        wanted = len(clause.alternatives) if clause.is_whole else MAX_ALTERNATIVES
        kept = clause.alternatives[: max(1, min(wanted, left))]
        left -= len(kept)
        numbers[clause] = len(kept)
    return (replace(clause, alternatives=clause.alternatives[: numbers[clause]]) for clause in clauses)
