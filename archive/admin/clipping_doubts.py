"""What was unsure of each clipping when it was read, and still is in the draft that an editor has before them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from news.parser.doubts import Doubt

from ..record import fold

# A value in these fields settles the doubt.
SETTLED_BY = {
    Doubt.NO_URL.message: "url",
    Doubt.NO_EXCERPT.message: "excerpt",
    Doubt.NO_DATE.message: "date",
    Doubt.UNDATED.message: "date",
}


def find_clipping_doubts(record: Mapping, blocks: Iterable) -> dict[str, list[str]]:
    """Id of a block → sentences. record: of an imported issue; blocks: the clippings of its draft.

    A clipping is known by its headline; whoever has written another one has looked at it.
    """
    waiting: dict[str, list[list[str]]] = defaultdict(list)
    for clipping in record.get("clippings", ()):
        waiting[fold(clipping["headline"])].append(clipping["doubts"])
    found = {}
    for block in blocks:
        of_headline = waiting[fold(block.value["headline"] or "")]
        doubts = of_headline.pop(0) if of_headline else []
        found[block.id] = [doubt for doubt in doubts if not block.value.get(SETTLED_BY.get(doubt, ""))]
    return found
