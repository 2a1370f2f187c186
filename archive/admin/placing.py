"""The lines of an issue that were placed nowhere, and the places of the draft to which one press moves them."""

from django.utils.html import format_html

from news.models import WeeklyUpdate

LETTER, SIGNATURE, NOWHERE, EXCERPT = "letter", "signature", "nowhere", "excerpt"


def list_lines(draft: WeeklyUpdate) -> list[str]:
    return [line for line in draft.unplaced_lines.splitlines() if line.strip()]


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
