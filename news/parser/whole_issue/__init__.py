"""Reads a whole issue: kicker, date, TO, FROM, salutation, letter, signature and clippings. No Django here.

    read_issue(text_or_html, near, sources) -> ParsedIssue
    read_paste(text_or_html, near, sources) -> ParsedIssue, or ParseResult where the text is no more than clippings

The clippings are read as from any paste (news/parser); what stands above the first of them is read here:

    parts.py        the lines above the articles, parted where one holds several things
    mail_heads.py   the heads of a forwarded mail, above what it says
    front.py        each part goes to its field
    senders.py      the names and titles under FROM
    signature.py    where the letter ends and the signature begins
    paragraphs.py   lines that a mail program or PDF broke
    result.py       what comes out, and the doubts about it
    doubts.py       which doubts the texts of an issue give; slips.py, in which words
    second_issue.py whether another issue follows

Nothing is lost: every word is in a field, in `unplaced`, or in `boilerplate` with the name of its rule.
"""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from ..builder import ClippingBuilder
from ..foot import find_rule
from ..heads import Head
from ..reading import read_tokens
from ..result import Line, ParseResult
from ..sentences import ends_sentence
from ..sources import NO_SOURCES, Sources
from .doubts import DATE_DOUBTS, OF_TEXT, doubts_of_mail, find_doubts
from .front import Front, read_front
from .parts import split_parts
from .result import Boilerplate, IssueDoubt, ParsedIssue, Sender
from .second_issue import has_second_issue
from .signature import part_signature

__all__ = [
    "DATE_DOUBTS",
    "MARK_OF_CLIPPING",
    "OF_TEXT",
    "Boilerplate",
    "IssueDoubt",
    "ParsedIssue",
    "Sender",
    "doubts_of_mail",
    "find_doubts",
    "part_signature",
    "read_issue",
    "read_paste",
]

MARK_OF_CLIPPING = "mark of a clipping"  # the rule for what carries meaning only by its place, see ParseResult


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
    marks = [Boilerplate(MARK_OF_CLIPPING, line) for line in result.boilerplate]
    unplaced = [*front.unplaced, *unplaced]
    issue = ParsedIssue(
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
        doubts=(),
        letter_links=front.letter_links,
        title=" ".join(front.title),
        date_text=front.date.text.strip() if front.date else "",
    )
    if has_second_issue(builder.tokens, heads, date):
        doubts.append(IssueDoubt.SECOND_ISSUE)
    return replace(issue, doubts=(*doubts, *find_doubts(issue)))


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
