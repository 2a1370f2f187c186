"""What files of one date say otherwise than the issue that was made of them, and what that costs. No Django here."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from news.parser.doubts import CostedDoubt, confidence

from .record import IssueRecord, fold
from .similarity import likeness

SAME_LETTER = 0.8  # likeness from which two letters differ in a few words
SAME_NAMES = 0.6


class Contradiction(CostedDoubt):
    """What another file says otherwise: what it costs in confidence, and the sentence that the editor reads."""

    OTHER_LETTER = 0.3, "Another file of that date has another letter."
    OTHER_WORDS = 0.05, "Another file of that date has other words in the letter."
    OTHER_SENDERS = 0.1, "Another file of that date has other names under FROM."
    OTHER_DATES = 0.05, "Another file of that date has other dates of articles."


def weigh_contradictions(record: IssueRecord, twins: Sequence[IssueRecord]) -> IssueRecord:
    """The merged record, less sure by what its twins contradict; each contradiction counts once."""
    found = dict.fromkeys(each for twin in twins for each in find_contradictions(record, twin))
    reasons = (*record.reasons, *(each.message for each in found))
    return replace(record, reasons=reasons, confidence=confidence((*record.issue.doubts, *found)))


def find_contradictions(record: IssueRecord, twin: IssueRecord) -> Iterator[Contradiction]:
    mine, other = record.issue, twin.issue
    if mine.letter and other.letter and fold(mine.letter) != fold(other.letter):
        is_alike = likeness(mine.letter, other.letter) >= SAME_LETTER
        yield Contradiction.OTHER_WORDS if is_alike else Contradiction.OTHER_LETTER
    names, others = (" ".join(sender.name for sender in each.senders) for each in (mine, other))
    if names and others and likeness(names, others) < SAME_NAMES:
        yield Contradiction.OTHER_SENDERS
    dates = {fold(each.headline): each.date for each in mine.clippings if each.date}
    if any(dates.get(fold(each.headline), each.date) != each.date for each in other.clippings if each.date):
        yield Contradiction.OTHER_DATES
