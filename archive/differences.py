"""What two texts of one date say otherwise, field by field. No Django here."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from news.parser.result import ParsedClipping
from news.parser.whole_issue import ParsedIssue

from .excerpts import shorten
from .record import fold, fold_url

WHOLE_CLIPPING = re.compile(r"clippings\.[0-9]+")


@dataclass(frozen=True, slots=True)
class Difference:
    """What another source says in a field: "letter", or "clippings.3.headline" of the third clipping that was kept.

    `kept` is what stands in the merged record. It equals `other` where it was taken from there, because the issue
    itself has nothing in that field. A whole clipping is told by its headline, its field is "clippings.3".
    """

    field: str
    kept: str
    other: str
    path: str

    @property
    def is_taken(self) -> bool:
        return self.kept == self.other

    @property
    def is_whole(self) -> bool:
        """Whether it is a clipping that one of both has not."""
        return WHOLE_CLIPPING.fullmatch(self.field) is not None


def differing_fields(issue: ParsedIssue, other: ParsedIssue) -> Iterator[tuple[str, object, object]]:
    """Name and both values of the fields above the articles in which the other says something else."""
    for name in ("date", "kicker", "title", "to", "senders", "salutation", "letter", "signature"):
        mine, others = getattr(issue, name), getattr(other, name)
        if others and fold(show(mine)) != fold(show(others)):
            yield name, mine, others


def differences_of(kept: ParsedClipping, other: ParsedClipping, taken: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    for name in ("headline", "byline", "source", "date", "url"):
        mine, others = show(getattr(kept, name)), show(getattr(other, name))
        compare = fold_url if name == "url" else fold
        if compare(others) and (name in taken or compare(mine) != compare(others)):
            yield f".{name}", mine, others


def differing_excerpt(kept: ParsedClipping, other: ParsedClipping) -> Iterator[tuple[str, str, str]]:
    """Told where neither contains the other, as an excerpt and the whole text do."""
    mine, others = fold(kept.excerpt), fold(other.excerpt)
    if mine not in others and others not in mine:
        yield ".excerpt", kept.excerpt, shorten(other.excerpt)


def show(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(f"{sender.name}, {sender.title}".strip(", ") for sender in value)
    return "" if value is None else str(value)
