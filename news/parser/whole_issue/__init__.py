"""Reads a whole issue: kicker, date, TO, FROM, salutation, letter, signature and clippings. No Django here.

    read_issue(text_or_html, near, sources) -> ParsedIssue
    read_paste(text_or_html, near, sources) -> ParsedIssue, or ParseResult where the text is no more than clippings

The clippings are read as from any paste (news/parser); what stands above the first of them is read here:

    parts.py        the lines above the articles, parted where one holds several things; the head of a forwarded mail
    front.py        each part goes to its field
    senders.py      the names and titles under FROM
    signature.py    where the letter ends and the signature begins
    paragraphs.py   lines that a mail program or PDF broke
    foot.py         the named rules for what no field needs
    result.py       what comes out, and the doubts about it

Nothing is lost: every word is in a field, in `unplaced`, or in `boilerplate` with the name of its rule.
"""

import datetime
import re
from collections.abc import Sequence

from ..boilerplate import is_caption
from ..builder import ClippingBuilder
from ..heads import Head
from ..reading import read_tokens
from ..result import Line, ParsedClipping, ParseResult
from ..sentences import ends_sentence
from ..sources import NO_SOURCES, Sources
from .foot import find_rule
from .front import Front, read_front
from .parts import split_parts
from .result import Boilerplate, IssueDoubt, ParsedIssue, Sender
from .signature import part_signature

__all__ = ["Boilerplate", "IssueDoubt", "ParsedIssue", "Sender", "part_signature", "read_issue", "read_paste"]

SURE = 0.6  # the confidence below which a clipping makes the issue doubtful
NAMES = ("NCSEJ", "NCSJ")
LETTERS_OF_NAME = re.compile(r"\b[CEJNS](?: ?[CEJNS]){3,4}\b")
LOST_ADDRESS = re.compile(r"\((?:at|see|via|here)\W*$|\b(?:at|see|visit|here):?\s*$", re.IGNORECASE | re.MULTILINE)
HYPHEN_INSIDE = re.compile(r"[a-z]- (?!and\b|or\b|to\b)[A-Za-z]")


def read_issue(text: str, near: datetime.date | None = None, sources: Sources = NO_SOURCES) -> ParsedIssue:
    """The issue in plain text or HTML. Never raises.

    `near` gives dates without a year theirs where the issue's own date does not; `sources` as for parse_clippings().
    """
    builder = ClippingBuilder(read_tokens(text, sources), near, sources)
    heads = builder.find_heads()
    return _build_issue(builder, heads, _read_front(builder, heads), near)


def read_paste(
    text: str, near: datetime.date | None = None, sources: Sources = NO_SOURCES
) -> ParsedIssue | ParseResult:
    """A whole issue, or clippings where the text has no letter of one. Otherwise as read_issue()."""
    builder = ClippingBuilder(read_tokens(text, sources), near, sources)
    heads = builder.find_heads()
    front = _read_front(builder, heads)
    return _build_issue(builder, heads, front, near) if front.is_of_issue else builder.build_clippings(heads)


def _read_front(builder: ClippingBuilder, heads: Sequence[Head]) -> Front:
    front_end = heads[0].first if heads else len(builder.tokens)
    return read_front(split_parts(builder.tokens[:front_end]))


def _build_issue(
    builder: ClippingBuilder, heads: Sequence[Head], front: Front, near: datetime.date | None
) -> ParsedIssue:
    date, doubts = front.resolve_date(near)
    builder.near = date or builder.near
    result = builder.build_from(heads)
    unplaced, foot = _read_foot(result, heads)
    marks = [Boilerplate("mark of a clipping", line) for line in result.boilerplate]
    unplaced = [*front.unplaced, *unplaced]
    return ParsedIssue(
        date=date,
        kicker=" ".join(front.kicker),
        to=" ".join(front.to),
        senders=front.senders,
        salutation=front.salutation,
        letter=front.letter,
        signature="\n".join(front.signature),
        clippings=result.clippings,
        unplaced=tuple(unplaced),
        boilerplate=(*front.boilerplate, *marks, *foot),
        doubts=(*doubts, *_find_doubts(front, result.clippings, unplaced)),
        letter_links=front.letter_links,
    )


def _read_foot(result: ParseResult, heads: Sequence[Head]) -> tuple[list[Line], list[Boilerplate]]:
    """The lines of no clipping below the first of them: those without a rule, and those that a rule leaves out."""
    unplaced: list[Line] = []
    foot: list[Boilerplate] = []
    last = result.clippings[-1].line if heads else 0
    above = Line(0, "")
    for line in result.unplaced:
        rule = find_rule(line.text, is_below_letter=line.position > last)
        if foot and above == foot[-1].line and line.position == above.position + 1 and not ends_sentence(above.text):
            rule = rule or foot[-1].rule  # a mail program broke the line above
        above = line
        if rule:
            foot.append(Boilerplate(rule, line))
        else:
            unplaced.append(line)
    return unplaced, foot


def _find_doubts(front: Front, clippings: Sequence[ParsedClipping], unplaced: Sequence[Line]) -> list[IssueDoubt]:
    texts = [front.letter, *(f"{each.headline} {each.excerpt}" for each in clippings)]
    applies = {
        IssueDoubt.NO_LETTER: not front.letter,
        IssueDoubt.NO_SENDER: not front.senders,
        IssueDoubt.SENDER_WITHOUT_TITLE: any(not sender.title for sender in front.senders),
        IssueDoubt.NO_SALUTATION: not front.salutation,
        IssueDoubt.NO_SIGNATURE: not front.signature,
        IssueDoubt.NO_CLIPPINGS: not clippings,
        IssueDoubt.DOUBTFUL_CLIPPINGS: any(each.confidence < SURE for each in clippings),
        IssueDoubt.UNPLACED: not all(is_caption(line.text) for line in unplaced),
        IssueDoubt.MISSPELT_NAME: _misspells_name(f"{front.letter}\n{' '.join(front.to)}"),
        IssueDoubt.LOST_ADDRESS: LOST_ADDRESS.search(front.letter) is not None,
        IssueDoubt.LOST_LETTER: any("\ufffd" in text for text in texts),
        IssueDoubt.HYPHEN: any(HYPHEN_INSIDE.search(text) for text in texts),
    }
    return [doubt for doubt, is_so in applies.items() if is_so]


def _misspells_name(text: str) -> bool:
    """Whether the letters of the organization's name stand in another order, or with spaces: "NCESJ", "N CSEJ"."""
    slips = {found for found in LETTERS_OF_NAME.findall(text) if found not in NAMES}
    return any(sorted(slip.replace(" ", "")) == sorted(name) for slip in slips for name in NAMES)
