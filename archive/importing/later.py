"""A later file of an issue whose page is a person's by now: it is kept beside the page, which is left as it is."""

from collections.abc import Sequence
from dataclasses import asdict

from ..differences import Difference, differing_excerpt
from ..mail_links import Removal
from ..merging import differences_without_taking, merge
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

    A clipping has the number that it has in theirs, whose page it is; none, if they lack it.
    """
    found = differences_without_taking(merge(earlier).record, record, differing_excerpt)
    return Removal().strip_differences(found)
