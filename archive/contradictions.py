"""What files of one date say otherwise than the issue that was made of them, and what that costs. No Django here."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from news.parser.doubts import CostedDoubt, confidence

from .record import IssueRecord, fold
from .similarity import likeness

SAME_LETTER = 0.8  # likeness from which two letters differ in a few words
SAME_NAMES = 0.6
MAX_NAMED = 3  # headlines in one sentence


class Contradiction(CostedDoubt):
    """What another file says otherwise: what it costs in confidence, and the sentence that the editor reads."""

    ALONE = 0.25, "Another file of that date has articles that this one has not."
    OTHER_LETTER = 0.3, "Another file of that date has another letter."
    OTHER_WORDS = 0.05, "Another file of that date has other words in the letter."
    OTHER_SENDERS = 0.1, "Another file of that date has other names under FROM."
    OTHER_DATES = 0.05, "Another file of that date has other dates of articles."


def weigh_contradictions(
    record: IssueRecord, twins: Sequence[IssueRecord], alone: Sequence[tuple[str, str]] = ()
) -> IssueRecord:
    """The merged record, less sure by what its twins contradict; each contradiction counts once.

    alone: the path of a twin and the headline, of each article that the issue has from there and not from its own file.
    One may be none, but a line that was read as a headline in a file that is harder to read: it costs so much that
    nothing below a person's look publishes it.
    """
    found = dict.fromkeys(each for twin in twins for each in find_contradictions(record, twin))
    reasons = [*record.reasons, *_say_alone(alone), *(each.message for each in found)]
    doubts = [*record.issue.doubts, *found, *([Contradiction.ALONE] if alone else [])]
    return replace(record, reasons=tuple(reasons), confidence=confidence(doubts))


def _say_alone(alone: Sequence[tuple[str, str]]) -> Iterator[str]:
    for path in dict.fromkeys(path for path, _ in alone):
        headlines = [f"“{headline}”" for where, headline in alone if where == path]
        more = f" and {len(headlines) - MAX_NAMED} more" if len(headlines) > MAX_NAMED else ""
        yield f"Only {path} has {', '.join(headlines[:MAX_NAMED])}{more}."


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
