"""A later file of an issue whose page is a person's by now: it is kept beside the page, which is left as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from ..merging import Difference, match_clippings, merge
from ..models import ImportedIssue, ImportedSource
from ..record import IssueRecord
from .sources import add_row

TOLD = "Its text is kept beside the page, where both can be compared."


def keep_beside(imported: ImportedIssue, record: IssueRecord, earlier: Sequence[IssueRecord]) -> None:
    """Store a later file with what it has otherwise than the earlier ones; the issue waits for a look again."""
    row = add_row(imported, record.source)
    row.role = ImportedSource.Role.LATER
    row.save(update_fields=["role"])
    found = find_differences(record, earlier) if earlier else []
    imported.differences += [{**asdict(each), "is_later": True} for each in found]
    imported.notes.append(f"{record.source.path} came later, and nothing of it was taken into the page.")
    imported.state = ImportedIssue.State.TO_REVIEW
    imported.save(update_fields=["differences", "notes", "state"])


def find_differences(record: IssueRecord, earlier: Sequence[IssueRecord]) -> list[Difference]:
    """What a later file has otherwise than the earlier ones together: `kept` is theirs, `other` its own.

    A clipping has the number that it has in theirs, whose page it is.
    """
    before = merge(earlier).record
    merged = merge([before, record])
    if merged.record.source is not record.source:
        found = [swap_taken(each) for each in merged.differences]
    else:
        path = record.source.path
        found = [
            Difference(each.field, each.other, "" if each.is_taken else each.kept, path) for each in merged.differences
        ]
    pairs = match_clippings(merged.record.issue.clippings, before.issue.clippings)
    positions = {mine.position: theirs.position for mine, theirs in pairs if mine and theirs}
    return [renumber(each, positions) for each in found]


def swap_taken(difference: Difference) -> Difference:
    """Nothing was taken in truth: where the earlier files have nothing, nothing was there."""
    return Difference(difference.field, "", difference.other, difference.path) if difference.is_taken else difference


def renumber(difference: Difference, positions: Mapping[int, int]) -> Difference:
    """With the number of the clipping in the earlier files; without any, if it is none of theirs.

    positions: the numbers in the merged issue → those.
    """
    name, *rest = difference.field.split(".")
    if not rest:
        return difference
    position = positions.get(int(rest[0]))
    return replace(difference, field=".".join([name, str(position), *rest[1:]] if position else [name]))
