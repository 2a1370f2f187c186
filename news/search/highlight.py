"""Finds the words of a search in a text, to highlight them and to show the text around them. No Django here."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from .words import STOP_WORDS, Phrase, keys, keys_in_place

EXCERPT_LENGTH = 240  # characters
SEARCHED_LENGTH = 20_000  # of a text, in characters, for its excerpt
MAX_SPANS = 400

Part = tuple[str, bool]  # of a text, and whether it is highlighted


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int
    what: tuple[str, ...]  # the keys of its words


class Highlighter:
    """The words and phrases of one search."""

    def __init__(self, phrases: Iterable[Phrase] = ()):
        self.sequences: dict[str, set[tuple[str, ...]]] = {}
        prefixes: set[str] = set()
        for phrase in phrases:
            if phrase.is_prefix:
                prefixes.add(phrase.text)
            elif sequence := keys(phrase.text):
                self.sequences.setdefault(sequence[0], set()).add(sequence)
        self.prefixes = tuple(prefixes)

    def find(self, text: str) -> list[Span]:
        """Where the words and phrases stand, in order; the longest of those that begin at a word."""
        words = list(keys_in_place(text))
        spans: list[Span] = []
        position = 0
        while position < len(words) and len(spans) < MAX_SPANS:
            length = self._match(words, position)
            if length:
                what = tuple(key for key, _, _ in words[position : position + length])
                spans.append(Span(words[position][1], words[position + length - 1][2], what))
            position += length or 1
        return spans

    def _match(self, words: list[tuple[str, int, int]], position: int) -> int:
        """How many words of the search stand here."""
        first = words[position][0]
        best = 1 if self.prefixes and first.startswith(self.prefixes) else 0
        for sequence in self.sequences.get(first, ()):
            there = tuple(key for key, _, _ in words[position : position + len(sequence)])
            if there == sequence and len(sequence) > best:
                best = len(sequence)
        return best

    def split(self, text: str) -> list[Part]:
        """The whole text in parts, in order: (part, whether it is of the search)."""
        return self._cut(text, self.find(text), 0, len(text))

    def excerpt(self, text: str, length: int = EXCERPT_LENGTH) -> list[Part]:
        """The part of a text, about `length` characters, that has most of the search; its beginning if none has."""
        text = " ".join(text[:SEARCHED_LENGTH].split())
        spans = self.find(text)
        start = _begin(text, _best_start(spans, length), length)
        end = _end(text, start + length)
        parts = self._cut(text, spans, start, end)
        before, after = ("… " if start else ""), (" …" if end < len(text) else "")
        return [part for part in [(before, False), *parts, (after, False)] if part[0]]

    @staticmethod
    def _cut(text: str, spans: list[Span], start: int, end: int) -> list[Part]:
        parts: list[Part] = []
        for span in spans:
            if start <= span.start and span.end <= end:
                parts += [(text[start : span.start], False), (text[span.start : span.end], True)]
                start = span.end
        return [part for part in [*parts, (text[start:end], False)] if part[0]]


def _best_start(spans: list[Span], length: int) -> int:
    """Where the first span stands of those, close to each other, that have most of the search."""
    starts = [span.start for span in spans]
    best, most = 0, 0
    for position, span in enumerate(spans):
        last = bisect_left(starts, span.start + length * 3 // 4)
        found = len({other.what for other in spans[position:last]})
        if found > most:
            best, most = span.start, found
    return best


def _begin(text: str, match: int, length: int) -> int:
    """The beginning of the sentence of a match, or of a word shortly before it."""
    if match <= length // 2:
        return 0
    sentences = [found.end() for found in re.finditer(r"[.!?…]['”’\"]?\s+", text[max(0, match - length // 2) : match])]
    if sentences:
        return max(0, match - length // 2) + sentences[0]
    space = text.find(" ", match - length // 3, match)
    return space + 1 if space >= 0 else match


def _end(text: str, end: int) -> int:
    """The end of the last word before `end`."""
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", 0, end)
    return space if space > end // 2 else end


def stems(text: str) -> frozenset[str]:
    """The keys of a text's words without stop words, for comparing it with another."""
    return frozenset(key for key, _, _ in keys_in_place(text)) - STOP_WORDS
