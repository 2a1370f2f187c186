"""Which countries a text is about, with the words that say so. Text in, suggestions out; no Django here.

Names of countries, towns, peoples, parliaments and heads of state are looked up in the tables of data/. A name found is
then doubted: it may be a namesake (“Odessa, Texas”), a person (“Israel Cohen”), a language (“in Russian”), a publisher,
or one of two bearers of a name (“Georgia”), which the words around it decide. What remains is suggested; an editor
decides. What the tables cannot know, nobody tells them: a text that names no place suggests nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .gazetteer import INITIAL, Entry, Gazetteer, Word, gap, gazetteer, words_of

HEADLINE_COUNTS = 3  # a country in the headline goes before one that the excerpt names twice
LONGEST_LIST = 8  # of languages, as in “in Hebrew, Yiddish and Russian”
SHORTEST_FAMILY_NAME = 6  # that is known by its ending alone
TOWNS = {"capital", "city"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Words that speak for a country. `start` and `end` count characters of the text, or of the field in `where`."""

    found: str
    kind: str  # name, capital, city, region, people, institution, leader
    start: int
    end: int
    where: str = ""  # "headline" or "excerpt", for a clipping

    def __str__(self) -> str:
        return f"“{self.found}” ({self.kind}{', in the ' + self.where if self.where else ''})"


@dataclass(frozen=True, slots=True)
class Suggestion:
    code: str  # ISO 3166-1 alpha-2
    reasons: tuple[Reason, ...]


def suggest(text: str) -> tuple[Suggestion, ...]:
    """The countries a text is about: those with the most reasons first, then in the order of the text."""
    return _by_strength(_reasons(text))


def suggest_for_clipping(headline: str, excerpt: str) -> tuple[Suggestion, ...]:
    """The same for a clipping, read as one text: what the excerpt says settles which Georgia the headline means."""
    below = len(headline) + 2
    return _by_strength(
        (code, replace(reason, where="headline"))
        if reason.start < below
        else (code, replace(reason, where="excerpt", start=reason.start - below, end=reason.end - below))
        for code, reason in _reasons(f"{headline}\n\n{excerpt}")
    )


def _by_strength(reasons: Iterable[tuple[str, Reason]]) -> tuple[Suggestion, ...]:
    by_code: dict[str, list[Reason]] = {}
    for code, reason in reasons:
        by_code.setdefault(code, []).append(reason)
    suggestions = [Suggestion(code, tuple(found)) for code, found in by_code.items()]
    return tuple(sorted(suggestions, key=_strength, reverse=True))  # which keeps the text's order where it is a draw


def _strength(suggestion: Suggestion) -> int:
    return sum(HEADLINE_COUNTS if reason.where == "headline" else 1 for reason in suggestion.reasons)


def _reasons(text: str) -> Iterator[tuple[str, Reason]]:
    for found in _Reading(text).mentions():
        for code in found.entry.codes:
            yield code, Reason(text[found.start : found.end], found.entry.kind, found.start, found.end)


@dataclass(frozen=True, slots=True)
class _Mention:
    entry: Entry
    first: int  # its words in the text: from this one
    after: int  # to the one before this
    start: int
    end: int


class _Reading:
    """One text, its words, and the doubts about the names in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.is_all_capitals = text.isupper()
        self.words = words_of(text)
        self.keys = {word.key for word in self.words}
        self.tables: Gazetteer = gazetteer()
        self.lists = self.tables.words

    def mentions(self) -> Iterator[_Mention]:
        position = 0
        while position < len(self.words):
            longest = self.tables.names.longest(self.text, self.words, position)
            if longest is None:
                position += 1
                continue
            entry, after = longest
            found = _Mention(entry, position, after, self.words[position].start, self.words[after - 1].end)
            if entry.codes and not self.is_something_else(found):
                yield found
            position = after

    def is_something_else(self, found: _Mention) -> bool:
        entry = found.entry
        if entry.rule and not entry.rule.is_the_country(self.keys):
            return True
        if entry.kind in TOWNS and self.is_namesake(found):
            return True
        if entry.kind in {"name", *TOWNS} and self.is_publisher(found):
            return True
        if entry.kind == "people" and (self.is_about_people_elsewhere(found) or self.is_language(found)):
            return True
        return self.is_person(found)

    def is_namesake(self, found: _Mention) -> bool:
        """“Odessa, Texas”, “Vienna (Va.)”; but in a line of capitals, “MOSCOW, OR NEAR IT” is no town in Oregon."""
        if self.gap_after(found.after) != ",":
            return False
        if self.tables.elsewhere.longest(self.text, self.words, found.after):
            return True
        state = self.tables.elsewhere_in_short.longest(self.text, self.words, found.after)
        if state is None or self.is_all_capitals:
            return False
        entry, after = state
        return not entry.ends_with_stop or self.text.startswith(".", self.words[after - 1].end)

    def is_publisher(self, found: _Mention) -> bool:
        following = self.next_to(found.after)
        return bool(following and following.case >= INITIAL and following.key in self.lists["publisher_endings"])

    def is_about_people_elsewhere(self, found: _Mention) -> bool:
        """“Russian-speaking”, “Armenian American”: the language or the descent of people who may live anywhere."""
        following, beyond = self.next_to(found.after), self.next_to(found.after + 1)
        if not (found.entry.is_adjective and following and following.key in self.lists["people_endings"]):
            return False
        return beyond is None or beyond.key not in self.lists["between_two"]

    def is_language(self, found: _Mention) -> bool:
        """“in Hebrew, Yiddish and Russian.”: after a verb or preposition, with no noun after the last of the list."""
        if not found.entry.is_adjective:
            return False
        first, after = found.first, found.after
        while found.first - first < LONGEST_LIST and self.gap_after(first) and self.is_list_word(first - 1):
            first -= 1
        while after - found.after < LONGEST_LIST and self.gap_after(after) and self.is_list_word(after):
            after += 1
        if self.gap_after(first) != " " or self.words[first - 1].key not in self.lists["language_verbs"]:
            return False
        return self.gap_after(after) != " " or self.words[after].key in self.lists["language_stops"]

    def is_list_word(self, position: int) -> bool:
        """A language, or “and” and “or” before one."""
        is_joint = self.words[position].key in {"and", "or"} and self.gap_after(position + 1)
        return self.is_one_language(position + 1 if is_joint else position)

    def is_one_language(self, position: int) -> bool:
        longest = self.tables.names.longest(self.text, self.words, position)
        return self.words[position].key in self.lists["other_languages"] or bool(longest and longest[0].is_adjective)

    def is_person(self, found: _Mention) -> bool:
        """“Israel Cohen”, “Israel B. Adler”, “Rabbi Israel”, “Irving Berlin”."""
        is_given = found.entry.key in self.lists["place_is_given_name"]
        is_family = found.entry.key in self.lists["place_is_family_name"]
        following, previous = self.next_to(found.after), self.next_to(found.first, -1)
        if is_given and following and self.is_family_name(found.after, following):
            return True
        if previous is None or previous.case < INITIAL:
            return False
        if (is_given or is_family) and previous.key in self.lists["titles"]:
            return True
        return is_family and previous.key in self.lists["given_names"]

    def is_family_name(self, position: int, word: Word) -> bool:
        if word.case < INITIAL:
            return False
        if len(word.key) == 1:
            return word.key != "u" and self.text.startswith(".", word.end)  # an initial, but not “U.S.”
        if word.key in self.lists["family_names"]:
            return True
        is_place = self.tables.names.longest(self.text, self.words, position)
        endings = tuple(self.lists["family_name_endings"])
        return len(word.key) >= SHORTEST_FAMILY_NAME and word.key.endswith(endings) and not is_place

    def gap_after(self, position: int) -> str | None:
        """What stands before the word at this position; None at either end, and where a sentence ends."""
        if not 0 < position < len(self.words):
            return None
        return gap(self.text, self.words[position - 1], self.words[position])

    def next_to(self, position: int, step: int = 0) -> Word | None:
        """The word at this position, or the one before it, if only a space or a hyphen stands between the two."""
        if self.gap_after(position) != " " or self.words[position - 1].is_possessive:
            return None
        return self.words[position + step]
