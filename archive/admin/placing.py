"""The lines of an issue that were placed nowhere, and the places of the draft to which one press moves them."""

from collections.abc import Collection, Iterable, Sequence

from django.utils.html import format_html

from news.models import WeeklyUpdate
from news.parser.urls import normalize_url
from news.parser.whole_issue import IssueDoubt

from ..contradictions import Contradiction

OF_UNPLACED = {IssueDoubt.UNPLACED.message, IssueDoubt.UNPLACED_CAPTIONS.message}
COSTS = {each.message: each.cost for each in (*IssueDoubt, *Contradiction)}
COST_OF_OTHERS = IssueDoubt.UNPLACED.cost  # sentences that name what they are about
LETTER, SIGNATURE, NEW, NOWHERE, EXCERPT = "letter", "signature", "new", "nowhere", "excerpt"
PARTS = {EXCERPT: "excerpt", "headline": "headline", "byline": "byline", "source": "source", "url": "link"}


def list_lines(unplaced_lines: str) -> list[str]:
    """unplaced_lines: the field of a weekly update."""
    return [line for line in unplaced_lines.splitlines() if line.strip()]


def list_doubts(reasons: Iterable[str], unplaced: Collection[str]) -> list[str]:
    """Of the reasons why an issue is unsure, those that still hold: not that of unplaced lines, once there are none.

    The most serious come first.
    """
    standing = [reason for reason in reasons if unplaced or reason not in OF_UNPLACED]
    return sorted(standing, key=lambda reason: -COSTS.get(reason, COST_OF_OTHERS))


def list_places(draft: WeeklyUpdate, line: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Where a line may go, for a form: groups of places, each with its name and pairs of a value and a label.

    Of a clipping, its excerpt and what is empty of it; the link only for a line that is an address.
    """
    parts = {name: label for name, label in PARTS.items() if name != "url" or is_address(line)}
    whole = [
        (LETTER, "the end of the letter"),
        (SIGNATURE, "the end of the signature"),
        (NEW, "a new clipping, as its headline"),
        (NOWHERE, "nowhere: it is not needed"),
    ]
    clippings = [
        (f"{part}-{block.id}", f"the {label} of {number}. {block.value['headline'] or '(no headline)'}")
        for number, block in enumerate(draft.clippings, start=1)
        for part, label in parts.items()
        if part == EXCERPT or not block.value[part]
    ]
    return [("The issue", whole)] + ([("A clipping", clippings)] if clippings else [])


def name_places(draft: WeeklyUpdate, line: str) -> dict[str, str]:
    """Value of each place → its label."""
    return dict(pair for _, places in list_places(draft, line) for pair in places)


def is_address(line: str) -> bool:
    """Whether a line is the address of an article, and nothing else."""
    return " " not in line.strip() and bool(normalize_url(line))


def place_lines(draft: WeeklyUpdate, lines: Sequence[str], place: str) -> list[str]:
    """For each of the lines that was moved, the label of its place; see place_line()."""
    return [label for line in lines if (label := place_line(draft, line, place))]


def place_line(draft: WeeklyUpdate, line: str, place: str) -> str:
    """Move an unplaced line of the draft, which is not saved. The label of the place, as it was called before.

    Empty where the line or the place is no longer there.
    """
    lines = draft.unplaced_lines.splitlines()
    label = name_places(draft, line).get(place, "")
    if line not in lines or not label:
        return ""
    lines.remove(line)
    draft.unplaced_lines = "\n".join(lines)
    if place == LETTER:
        draft.letter += format_html("<p>{}</p>", line)
    elif place == SIGNATURE:
        draft.signature = "\n".join(filter(None, [draft.signature, line]))
    elif place == NEW:
        draft.clippings.append(("clipping", {"headline": line.strip()}))
    elif place != NOWHERE:
        put_into_clipping(draft, line, *place.split("-", 1))
    return label


def put_into_clipping(draft: WeeklyUpdate, line: str, part: str, block_id: str) -> None:
    """part: a key of PARTS. Only an excerpt has something already, below which the line stands."""
    value = next(each for each in draft.clippings if each.id == block_id).value
    if part == EXCERPT:
        value[part] = "\n\n".join(filter(None, [value[part], line]))
    else:
        value[part] = normalize_url(line) if part == "url" else line.strip()
