"""Makes one issue of all that was found of one date: twins (a mail and its PDF), copies, and resends. No Django here.

    merge(records) -> Merged(record, differences, long_texts, twins, history)

The latest sending of the mail is the issue; an earlier one is its history. What the issue lacks is taken from its
twins, field by field; where they say something else, the issue's own stays and the difference is told.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from news.parser.doubts import Doubt
from news.parser.result import Line, ParsedClipping
from news.parser.whole_issue import DATE_DOUBTS, OF_TEXT, ParsedIssue, find_doubts

from .contradictions import weigh_contradictions
from .differences import Difference, differences_of, differing_excerpt, differing_fields, show
from .excerpts import longest_excerpt, shorten, shorten_excerpts
from .heads import MAX_COMPARED, Head, make_heads
from .reading import Form
from .record import IssueRecord, Shape, find_unplaced_captions, fold
from .similarity import likeness

FORMS = (Form.MAIL_HTML, Form.HTML, Form.MAIL_TEXT, Form.WORD, Form.TEXT, Form.PDF)  # the first says most of a mail
SAME_TEXT = 0.8  # likeness from which two texts of one day are two sendings of one issue
SAME_HEADLINE, SAME_HEADLINE_AND_SOURCE = 0.75, 0.5
LONGER = 10  # letters that a twin's text has more than the excerpt, from which it is kept for staff


@dataclass(frozen=True, slots=True)
class Merged:
    """One issue. `long_texts`: others' longer texts by position of the clipping, for staff only.

    `twins` are the other sources it was completed from, `history` its earlier sendings, the latest first.
    """

    record: IssueRecord
    differences: tuple[Difference, ...] = ()
    long_texts: dict[int, str] = field(default_factory=dict)
    twins: tuple[IssueRecord, ...] = ()
    history: tuple[IssueRecord, ...] = ()


def merge(records: Sequence[IssueRecord]) -> Merged:
    """The issue that records of one date are of, in whatever order they come. Raises ValueError if there are none."""
    if not records:
        raise ValueError("There is no record to merge.")
    ordered = sorted(records, key=_rank, reverse=True)
    current, twins, history = ordered[0], [], []
    for other in ordered[1:]:
        (history if _is_earlier_sending(other, current) else twins).append(other)
    merged = Merged(current)
    if current.source.form is Form.PDF:
        record, long_texts = shorten_excerpts(current)
        merged = Merged(record, long_texts=long_texts)
    for twin in twins:
        merged = _complete(merged, twin)
    alone = [(each.path, each.kept) for each in merged.differences if each.is_whole and each.is_taken]
    record = weigh_contradictions(merged.record, twins, alone if current.issue.clippings else ())
    earlier = (found for other in history for found in differences_without_taking(record, other, _any_excerpt))
    return replace(
        merged,
        record=record,
        differences=(*merged.differences, *earlier),
        twins=tuple(twins),
        history=tuple(history),
    )


def _rank(record: IssueRecord) -> tuple[bool, bool, bool, float, int, int, str]:
    """Greatest for what is the issue: a mail rather than a PDF, as it was sent and not forwarded, a correction, the
    latest, the form that says most.
    """
    sent = record.source.sent
    return (
        record.source.form is not Form.PDF,
        not record.is_forwarded,
        record.is_correction,
        _seconds(sent) if sent else 0.0,
        -FORMS.index(record.source.form),
        sum(map(bool, record.addresses)),
        record.source.path,
    )


def _seconds(time: datetime.datetime) -> float:
    return (time if time.tzinfo else time.replace(tzinfo=datetime.UTC)).timestamp()


def _is_earlier_sending(other: IssueRecord, current: IssueRecord) -> bool:
    """Whether it is the issue as it was sent before, and not the same mail once more, a PDF or another form of it."""
    if other.is_copy(current) or other.source.form is Form.PDF or other.is_forwarded:
        return False
    is_corrected = current.is_correction and not other.is_correction
    sent, later = other.source.sent, current.source.sent
    is_before = sent is not None and later is not None and _seconds(sent) < _seconds(later)
    return (is_corrected or is_before) and likeness(_text(other), _text(current)) >= SAME_TEXT


def _text(record: IssueRecord) -> str:
    issue = record.issue
    return "\n".join([issue.letter, *(f"{each.headline}\n{each.excerpt}" for each in issue.clippings)])


def _complete(merged: Merged, twin: IssueRecord) -> Merged:
    """With what the twin has and the issue lacks."""
    path = twin.source.path
    issue, other = merged.record.issue, twin.issue
    differences = [*merged.differences]
    taken: dict[str, object] = {}
    for name, mine, others in differing_fields(issue, other):
        if not mine:
            taken[name] = others
        differences.append(Difference(name, show(mine or others), show(others), path))
    if not issue.letter_links and ("letter" in taken or fold(issue.letter) == fold(other.letter)):
        taken["letter_links"] = other.letter_links
    clippings, found, long_texts = _merge_clippings(merged, twin)
    issue = replace(issue, **taken, clippings=clippings)
    issue = replace(issue, unplaced=(*issue.unplaced, *_find_new_lines(issue, long_texts, other)))
    return Merged(_restate(merged.record, issue, twin), (*differences, *found), long_texts)


def differences_without_taking(
    record: IssueRecord, other_record: IssueRecord, excerpts: Callable[..., Iterator[tuple[str, str, str]]]
) -> Iterator[Difference]:
    """What another file of the issue says otherwise, of which nothing is taken: one sent earlier, or that came late.

    excerpts: which differences of the excerpts of two clippings are told, as differing_excerpt().
    """
    path = other_record.source.path
    for name, mine, others in differing_fields(record.issue, other_record.issue):
        yield Difference(name, show(mine), show(others), path)
    for mine, other in _match_clippings(record.issue.clippings, other_record.issue.clippings):
        if mine and other:
            for name, kept_text, other_text in (*differences_of(mine, other, ()), *excerpts(mine, other)):
                yield Difference(f"clippings.{mine.position}{name}", kept_text, other_text, path)
        elif mine:
            yield Difference(f"clippings.{mine.position}", mine.headline, "", path)
        elif other:
            yield Difference("clippings", "", other.headline, path)


def _any_excerpt(mine: ParsedClipping, other: ParsedClipping) -> Iterator[tuple[str, str, str]]:
    """Two sendings have both the excerpt, so that any change of it is one."""
    if fold(mine.excerpt) != fold(other.excerpt):
        yield ".excerpt", mine.excerpt, other.excerpt


def _find_new_lines(issue: ParsedIssue, long_texts: Mapping[int, str], other: ParsedIssue) -> Iterator[Line]:
    """The twin's lines that belong nowhere, and that stand nowhere in the issue."""
    known = "\n".join(map(fold, (*issue.list_texts(), *long_texts.values())))
    return (line for line in other.unplaced if fold(line.text) not in known)


def _restate(record: IssueRecord, issue: ParsedIssue, twin: IssueRecord) -> IssueRecord:
    """The record with another issue: with the doubts that its texts give now, and what was noted of the twin."""
    date_doubts = issue.doubts if record.issue.date else twin.issue.doubts
    of_date = (doubt for doubt in date_doubts if doubt in DATE_DOUBTS)
    of_text = dict.fromkeys(doubt for doubt in (*issue.doubts, *twin.issue.doubts) if doubt in OF_TEXT)
    doubts = (*of_date, *of_text, *find_doubts(issue), *find_unplaced_captions(issue))
    notes: dict[str, None] = {}
    for each in (record, twin):
        of_issue = {*each.issue.reasons}  # which reads all of its texts
        notes |= dict.fromkeys(reason for reason in each.reasons if reason not in of_issue)
    issue = replace(issue, doubts=doubts)
    shape = Shape.LETTER_AND_ARTICLES if issue.letter and issue.clippings else record.shape
    reasons = (*issue.reasons, *notes)
    return replace(record, issue=issue, shape=shape, reasons=reasons, confidence=issue.confidence)


def _merge_clippings(
    merged: Merged, twin: IssueRecord
) -> tuple[tuple[ParsedClipping, ...], list[Difference], dict[int, str]]:
    """The clippings of both in the issue's order, how they differ, and the longer texts; positions are the new ones."""
    limit = longest_excerpt(merged.record.issue.clippings)
    pairs = _match_clippings(merged.record.issue.clippings, twin.issue.clippings)
    clippings: list[ParsedClipping] = []
    differences: list[Difference] = []
    long_texts: dict[int, str] = {}
    for position, (mine, other) in enumerate(pairs, 1):
        kept, found = _merge_one(mine, other, limit)
        differences += [
            Difference(f"clippings.{position}{name}", kept_text, other_text, twin.source.path)
            for name, kept_text, other_text in found
        ]
        long_text = merged.long_texts.get(mine.position, "") if mine else ""
        if other and _has_more(other, mine, max(len(fold(kept.excerpt)), len(fold(long_text)))):
            long_text = other.excerpt
        if long_text:
            long_texts[position] = long_text
        clippings.append(replace(kept, position=position))
    return tuple(clippings), differences, long_texts


def _has_more(other: ParsedClipping, mine: ParsedClipping | None, known: int) -> bool:
    """Whether the twin's text is kept for staff. known: how many letters of it are kept already."""
    return len(fold(other.excerpt)) > known + (LONGER if mine else 0)


def _merge_one(
    mine: ParsedClipping | None, other: ParsedClipping | None, limit: int
) -> tuple[ParsedClipping, list[tuple[str, str, str]]]:
    """The clipping, and what is to be told of it: the end of the field's name, what is kept, what the twin has.

    limit: characters that are shown of an article that only the twin has, whose text may be a whole one.
    """
    if mine and other:
        return _merge_pair(mine, other)
    if other:
        return replace(other, excerpt=shorten(other.excerpt, limit)), [("", other.headline, other.headline)]
    if mine:
        return mine, [("", mine.headline, "")]
    raise ValueError("Neither of two twins has the clipping.")


def _merge_pair(mine: ParsedClipping, other: ParsedClipping) -> tuple[ParsedClipping, list[tuple[str, str, str]]]:
    """The clipping completed, and the fields in which both differ or something was taken."""
    taken: dict[str, object] = {}
    for name in ("byline", "source", "date", "url"):
        if not getattr(mine, name) and getattr(other, name):
            taken[name] = getattr(other, name)
    if other.url and Doubt.HIDDEN_URL.message in mine.doubts:
        taken["url"] = other.url
    gone = {Doubt.NO_URL.message, Doubt.HIDDEN_URL.message} if "url" in taken else set()
    gone |= {Doubt.NO_DATE.message, Doubt.UNDATED.message} if "date" in taken else set()
    kept = replace(mine, **taken, doubts=tuple(doubt for doubt in mine.doubts if doubt not in gone))
    return kept, [*differences_of(kept, other, taken), *differing_excerpt(kept, other)]


def _match_clippings(
    mine: Sequence[ParsedClipping], others: Sequence[ParsedClipping]
) -> list[tuple[ParsedClipping | None, ParsedClipping | None]]:
    """Pairs of one article each, in the issue's order; what only the twin has stands behind what it follows there."""
    partner: dict[int, ParsedClipping] = {}
    heads, left = make_heads(mine), make_heads(others)
    for accept in (Head.has_address_of, _is_same_headline, _is_same_head):
        most = None if accept is Head.has_address_of else MAX_COMPARED
        for each in heads[:most]:
            position = each.clipping.position
            other = None if position in partner else next((one for one in left[:most] if accept(each, one)), None)
            if other:
                partner[position] = other.clipping
                left.remove(other)
    pairs: list[tuple[ParsedClipping | None, ParsedClipping | None]] = [
        (each, partner.get(each.position)) for each in mine
    ]
    for other in (head.clipping for head in left):
        above = [place for place, (_, one) in enumerate(pairs) if one and one.position < other.position]
        pairs.insert(max(above) + 1 if above else 0, (None, other))
    return pairs


def _is_same_headline(mine: Head, other: Head) -> bool:
    return mine.likeness(other) >= SAME_HEADLINE


def _is_same_head(mine: Head, other: Head) -> bool:
    is_same_source = mine.source == other.source and mine.clipping.date == other.clipping.date
    return is_same_source and mine.likeness(other) >= SAME_HEADLINE_AND_SOURCE
