"""The lines of an issue that were placed nowhere, and the places of the draft to which one press moves them."""

from collections.abc import Collection, Iterable, Sequence

from django.utils.html import format_html

from news.models import WeeklyUpdate
from news.parser.whole_issue import IssueDoubt

OF_UNPLACED = {IssueDoubt.UNPLACED.message, IssueDoubt.UNPLACED_CAPTIONS.message}
LETTER, SIGNATURE, NOWHERE, EXCERPT = "letter", "signature", "nowhere", "excerpt"


def list_lines(unplaced_lines: str) -> list[str]:
    """unplaced_lines: the field of a weekly update."""
    return [line for line in unplaced_lines.splitlines() if line.strip()]


def list_doubts(reasons: Iterable[str], unplaced: Collection[str]) -> list[str]:
    """Of the reasons why an issue is unsure, those that still hold: not that of unplaced lines, once there are none."""
    return [reason for reason in reasons if unplaced or reason not in OF_UNPLACED]


def list_places(draft: WeeklyUpdate) -> list[tuple[str, str]]:
    """Pairs of a value and a label, for a form."""
    clippings = [
        (f"{EXCERPT}-{block.id}", f"the excerpt of {number}. {block.value['headline'] or '(no headline)'}")
        for number, block in enumerate(draft.clippings, start=1)
    ]
    whole = [
        (LETTER, "the end of the letter"),
        (SIGNATURE, "the end of the signature"),
        (NOWHERE, "nowhere: it is not needed"),
    ]
    return [*whole, *clippings]


def place_lines(draft: WeeklyUpdate, lines: Sequence[str], place: str) -> int:
    """How many of the lines were moved; see place_line()."""
    return sum(place_line(draft, line, place) for line in lines)


def place_line(draft: WeeklyUpdate, line: str, place: str) -> bool:
    """Move an unplaced line of the draft, which is not saved. False where the line or the place is no longer there."""
    lines = draft.unplaced_lines.splitlines()
    if line not in lines or place not in dict(list_places(draft)):
        return False
    lines.remove(line)
    draft.unplaced_lines = "\n".join(lines)
    if place == LETTER:
        draft.letter += format_html("<p>{}</p>", line)
    elif place == SIGNATURE:
        draft.signature = "\n".join(filter(None, [draft.signature, line]))
    elif place != NOWHERE:
        block = next(each for each in draft.clippings if f"{EXCERPT}-{each.id}" == place)
        block.value["excerpt"] = "\n\n".join(filter(None, [block.value["excerpt"], line]))
    return True
