"""Suggests which countries a text is about, with the words that are the reason. No Django here.

Names of countries, towns, peoples, parliaments and heads of state are looked up in the gazetteer. Names that mean
something else are left out: a namesake (“Odessa, Texas”), a person (“Israel Cohen”), a language (“in Russian”), a
publisher, or the other meaning of an ambiguous name (“Georgia”), which the words around it decide. An editor accepts or
rejects the suggestions. A text that names no place gets none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .gazetteer import CAPITALIZED, Entry, Gazetteer, Word, get_gazetteer, get_separator, split_words

HEADLINE_WEIGHT = 3  # so a country in the headline comes before one that the excerpt names twice
MAX_LANGUAGES = 8  # in a list, as in “in Hebrew, Yiddish and Russian”
MIN_FAMILY_NAME_LENGTH = 6  # of a name that is recognized by its suffix
TOWN_KINDS = {"capital", "city"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Words that speak for a country. `start` and `end` are offsets in the text, or in the field that `where` names."""

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


def suggest_for_text(text: str) -> tuple[Suggestion, ...]:
    """The countries that a text is about: those with the most reasons first, then in the order of the text."""
    return _rank(_find_reasons(text))


def suggest_for_clipping(headline: str, excerpt: str) -> tuple[Suggestion, ...]:
    """The same for a clipping. It is read as one text, so that the excerpt decides which Georgia the headline means."""
    excerpt_start = len(headline) + 2
    reasons = _find_reasons(f"{headline}\n\n{excerpt}")
    return _rank((code, _locate(reason, excerpt_start)) for code, reason in reasons)


def _locate(reason: Reason, excerpt_start: int) -> Reason:
    """The reason with its field, and its offsets in that field."""
    if reason.start < excerpt_start:
        return replace(reason, where="headline")
    return replace(reason, where="excerpt", start=reason.start - excerpt_start, end=reason.end - excerpt_start)


def _rank(reasons: Iterable[tuple[str, Reason]]) -> tuple[Suggestion, ...]:
    by_code: dict[str, list[Reason]] = {}
    for code, reason in reasons:
        by_code.setdefault(code, []).append(reason)
    suggestions = [Suggestion(code, tuple(found)) for code, found in by_code.items()]
    return tuple(sorted(suggestions, key=_weigh, reverse=True))  # sorting is stable: equals keep the text's order


def _weigh(suggestion: Suggestion) -> int:
    return sum(HEADLINE_WEIGHT if reason.where == "headline" else 1 for reason in suggestion.reasons)


def _find_reasons(text: str) -> Iterator[tuple[str, Reason]]:
    for mention in _MentionFinder(text).find_mentions():
        for code in mention.entry.codes:
            words = text[mention.start : mention.end]
            yield code, Reason(words, mention.entry.kind, mention.start, mention.end)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name in the text: the positions of its words, from `first` to before `after`, and its offsets."""

    entry: Entry
    first: int
    after: int
    start: int
    end: int


class _MentionFinder:
    """Finds the names in one text that mean a country."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.is_all_capitals = text.isupper()
        self.words = split_words(text)
        self.keys = {word.key for word in self.words}
        self.gazetteer: Gazetteer = get_gazetteer()
        self.lists = self.gazetteer.word_lists

    def find_mentions(self) -> Iterator[_Mention]:
        position = 0
        while position < len(self.words):
            longest = self.gazetteer.names.find_longest(self.text, self.words, position)
            if longest is None:
                position += 1
                continue
            entry, after = longest
            mention = _Mention(entry, position, after, self.words[position].start, self.words[after - 1].end)
            if entry.codes and not self.is_something_else(mention):
                yield mention
            position = after

    def is_something_else(self, mention: _Mention) -> bool:
        entry = mention.entry
        if entry.rule and not entry.rule.means_country(self.keys):
            return True
        if entry.kind in TOWN_KINDS and self.is_namesake(mention):
            return True
        if entry.kind in {"name", *TOWN_KINDS} and self.is_publisher(mention):
            return True
        if entry.kind == "people" and (self.is_language_or_descent(mention) or self.is_language(mention)):
            return True
        return self.is_person(mention)

    def is_namesake(self, mention: _Mention) -> bool:
        """“Odessa, Texas”, “Vienna (Va.)”; but in a line of capitals, “MOSCOW, OR NEAR IT” is no town in Oregon."""
        if self.separator_before(mention.after) != ",":
            return False
        if self.gazetteer.namesake_regions.find_longest(self.text, self.words, mention.after):
            return True
        state = self.gazetteer.namesake_region_abbreviations.find_longest(self.text, self.words, mention.after)
        if state is None or self.is_all_capitals:
            return False
        entry, after = state
        return not entry.ends_with_stop or self.text.startswith(".", self.words[after - 1].end)

    def is_publisher(self, mention: _Mention) -> bool:
        following = self.neighbor(mention.after)
        return bool(following and following.case >= CAPITALIZED and following.key in self.lists["publisher_suffixes"])

    def is_language_or_descent(self, mention: _Mention) -> bool:
        """“Russian-speaking”, “Armenian American”: the language or descent of people who may live anywhere."""
        following, beyond = self.neighbor(mention.after), self.neighbor(mention.after + 1)
        if not (mention.entry.is_adjective and following and following.key in self.lists["language_suffixes"]):
            return False
        return beyond is None or beyond.key not in self.lists["bilateral_nouns"]

    def is_language(self, mention: _Mention) -> bool:
        """“in Hebrew, Yiddish and Russian.”: after a verb or preposition, and without a noun after the list."""
        if not mention.entry.is_adjective:
            return False
        first, after = mention.first, mention.after
        while mention.first - first < MAX_LANGUAGES and self.is_language_in_list(first - 1, separated_at=first):
            first -= 1
        while after - mention.after < MAX_LANGUAGES and self.is_language_in_list(after, separated_at=after):
            after += 1
        if self.separator_before(first) != " " or self.words[first - 1].key not in self.lists["before_language"]:
            return False
        return self.separator_before(after) != " " or self.words[after].key in self.lists["after_language"]

    def is_language_in_list(self, position: int, separated_at: int) -> bool:
        """Whether it is a language, or “and” or “or” before one, on the other side of a separator of the list."""
        if not self.separator_before(separated_at):
            return False
        has_conjunction = self.words[position].key in {"and", "or"} and self.separator_before(position + 1)
        return self.is_language_name(position + 1 if has_conjunction else position)

    def is_language_name(self, position: int) -> bool:
        if self.words[position].key in self.lists["other_languages"]:
            return True
        longest = self.gazetteer.names.find_longest(self.text, self.words, position)
        return longest is not None and longest[0].is_adjective

    def is_person(self, mention: _Mention) -> bool:
        """“Israel Cohen”, “Israel B. Adler”, “Rabbi Israel”, “Irving Berlin”."""
        is_given = mention.entry.key in self.lists["place_as_given_name"]
        is_family = mention.entry.key in self.lists["place_as_family_name"]
        following, previous = self.neighbor(mention.after), self.neighbor(mention.first, -1)
        if is_given and following and self.is_family_name(mention.after, following):
            return True
        if previous is None or previous.case < CAPITALIZED:
            return False
        if (is_given or is_family) and previous.key in self.lists["titles"]:
            return True
        return is_family and previous.key in self.lists["given_names"]

    def is_family_name(self, position: int, word: Word) -> bool:
        if word.case < CAPITALIZED:
            return False
        if len(word.key) == 1:
            return word.key != "u" and self.text.startswith(".", word.end)  # an initial, but not “U.S.”
        if word.key in self.lists["family_names"]:
            return True
        is_place = self.gazetteer.names.find_longest(self.text, self.words, position)
        suffixes = tuple(self.lists["family_name_suffixes"])
        return len(word.key) >= MIN_FAMILY_NAME_LENGTH and word.key.endswith(suffixes) and not is_place

    def separator_before(self, position: int) -> str | None:
        """What separates the word at this position from the one before, see get_separator(); None at either end."""
        if not 0 < position < len(self.words):
            return None
        return get_separator(self.text, self.words[position - 1], self.words[position])

    def neighbor(self, position: int, step: int = 0) -> Word | None:
        """The word at this position (with step -1, the one before) if only a space or hyphen separates the two."""
        if self.separator_before(position) != " " or self.words[position - 1].is_possessive:
            return None
        return self.words[position + step]
