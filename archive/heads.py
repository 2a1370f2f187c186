"""What two clippings are compared by, prepared once for each rather than for each pair. No Django here."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from news.parser.result import ParsedClipping

from .record import fold, fold_url
from .similarity import compare_counts, count_words

MAX_COMPARED = 400  # clippings of one text whose headlines are compared with another's; the longest issue has about 50


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """Of a clipping: its address, headline and source as two are compared, empty where they tell nothing."""

    clipping: ParsedClipping
    url: str
    headline: str
    words: Counter[str]  # of the headline
    source: str

    def has_address_of(self, other: "Head") -> bool:
        return bool(self.url) and self.url == other.url

    def has_headline_of(self, other: "Head") -> bool:
        return bool(self.headline) and self.headline == other.headline

    def likeness(self, other: "Head") -> float:
        """Of the headlines, between 0 and 1."""
        return compare_counts(self.words, other.words)


def make_heads(clippings: Iterable[ParsedClipping]) -> list[Head]:
    return [
        Head(each, fold_url(each.url), fold(each.headline), count_words(each.headline), fold(each.source))
        for each in clippings
    ]
