"""What is wrong with what a screen reader speaks of a page. Pure functions from phrases to a line for each fault."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

NAMED = ("link", "button", "heading")
END = re.compile("end( of|,|$)")
JOINT = 20  # characters on each side of where two texts meet


@dataclass(frozen=True, slots=True)
class Phrase:
    """What is spoken when the screen reader moves on by one.

    words: "link, News, current page"; without a role the text itself. text: the name or the text alone. target: where a
    link leads. collapsed: whether this is the summary of a closed disclosure. shown: and yet its content can be seen.
    """

    words: str
    text: str = ""
    target: str = ""
    collapsed: bool = False
    shown: bool = False

    @property
    def role(self) -> str:
        """One of NAMED, or nothing."""
        role = self.words.partition(",")[0]
        return role if role in NAMED and self.words != self.text else ""

    @property
    def is_end(self) -> bool:
        return bool(END.match(self.words)) and self.words != self.text

    @property
    def line(self) -> str:
        return f"{self.words}, collapsed" if self.collapsed and not self.is_end else self.words


def find_faults(phrases: Iterable[Phrase], page_text: str) -> Iterator[str]:
    """A line for each fault. page_text: the page as a text browser shows it."""
    spoken = [phrase for phrase in phrases if not phrase.is_end]
    for find in RULES:
        yield from find(spoken)
    yield from find_joined_words(spoken, page_text)


def find_nameless(phrases: Sequence[Phrase]) -> Iterator[str]:
    """Links, buttons and headings of which nothing but the role is spoken."""
    for before, phrase in zip([Phrase("document"), *phrases], phrases, strict=False):
        if phrase.role and not phrase.text.strip():
            yield f"“{phrase.words}” has no name, after “{before.words}”"


def find_ambiguous_links(phrases: Sequence[Phrase]) -> Iterator[str]:
    """Links that are spoken alike and lead to different places."""
    targets: dict[str, dict[str, None]] = {}
    for phrase in phrases:
        if phrase.role == "link" and phrase.text.strip():
            targets.setdefault(phrase.words, {})[phrase.target] = None
    for words, places in targets.items():
        if len(places) > 1:
            yield f"“{words}” leads to {', '.join(places)}"


def find_repeated_links(phrases: Sequence[Phrase]) -> Iterator[str]:
    """Links that are spoken twice in a row, or that follow another to the same place with nothing spoken between."""
    before = Phrase("")
    for phrase in phrases:
        if phrase.role == "link" == before.role and (phrase.target, phrase.text) == (before.target, before.text):
            yield f"“{phrase.words}” is spoken twice in a row"
        elif phrase.role == "link" == before.role and phrase.target == before.target:
            yield f"“{before.words}” and “{phrase.words}” lead to the same place"
        if phrase.text not in before.text or phrase.role == "link":  # the text of a link is spoken after its name
            before = phrase


def find_collapsed_but_shown(phrases: Sequence[Phrase]) -> Iterator[str]:
    """Disclosures that are spoken as collapsed although their content can be seen."""
    for before, phrase in zip([Phrase("document"), *phrases], phrases, strict=False):
        if phrase.collapsed and phrase.shown and not before.collapsed:
            yield f"“{phrase.line}”, but its content is shown"


def find_joined_words(phrases: Sequence[Phrase], page_text: str) -> Iterator[str]:
    """Texts that are one word where they meet: “2026By”. Part of a word may be marked: “Ukrain” in “Ukrainian”."""
    page_text = normalize(page_text)
    texts = [normalize(phrase.text) for phrase in phrases if phrase.role or phrase.words == phrase.text]
    for one, other in pairwise(texts):
        meet = one[-1:].isalnum() and other[:1].isalnum() and not (one[-1].isalpha() and other[0].islower())
        joined = one[-JOINT:] + other[:JOINT]
        if meet and joined.casefold() in page_text.casefold():
            yield f"“{joined}” has no space between “{one[-JOINT:]}” and “{other[:JOINT]}”"


def normalize(text: str) -> str:
    return " ".join(text.split())


RULES: tuple[Callable[[Sequence[Phrase]], Iterator[str]], ...] = (
    find_nameless,
    find_ambiguous_links,
    find_repeated_links,
    find_collapsed_but_shown,
)
