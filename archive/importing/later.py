"""A later file of an issue whose page is a person's by now: it is kept beside the page, which is left as it is."""

from collections.abc import Sequence
from dataclasses import asdict

from ..merging import Difference, merge
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
    """What a later file has otherwise than the earlier ones together: `kept` is theirs, `other` its own."""
    before = merge(earlier).record
    merged = merge([before, record])
    if merged.record.source is not record.source:
        return [swap_taken(each) for each in merged.differences]
    path = record.source.path
    return [Difference(each.field, each.other, "" if each.is_taken else each.kept, path) for each in merged.differences]


def swap_taken(difference: Difference) -> Difference:
    """Nothing was taken in truth: where the earlier files have nothing, nothing was there."""
    return Difference(difference.field, "", difference.other, difference.path) if difference.is_taken else difference
