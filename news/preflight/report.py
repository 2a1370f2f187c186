"""Preflight in the editor: the findings of a draft, each with the way to its field.

They stand in Wagtail's own checks panel. Its custom content checks cannot carry them: the browser runs those on the
preview, where neither a missing source nor the size of the email can be seen, and they lead to the preview, not to a
field.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst

from ..outputs.build import organization, publisher
from ..outputs.email import email_html, email_size
from .checks import EARLIER_ISSUES, LEVELS, Earlier, Finding, preflight


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as the editor sees it. `path` is the field's place in Wagtail's form: "clippings.<block id>.source"."""

    level: str
    label: str
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    rows: list[Row]

    @property
    def summary(self) -> str:
        """ "1 error, 2 warnings"; empty where there is nothing to say."""
        counts = Counter(row.level for row in self.rows)
        return ", ".join(f"{counts[level]} {level}{'s'[: counts[level] != 1]}" for level in LEVELS if counts[level])

    @property
    def worst(self) -> str:
        return self.rows[0].level if self.rows else ""


def report(update, request=None) -> Report:
    return Report([row(update, finding) for finding in findings(update, request)])


def findings(update, request=None) -> list[Finding]:
    issue = update.as_issue(request)
    return preflight(
        issue,
        today=timezone.localdate(),
        earlier=earlier_clippings(update),
        mail_size=email_size(email_html(issue, publisher(request))),
        excerpt_limit=organization(request).excerpt_limit,
    )


def earlier_clippings(update) -> Iterator[Earlier]:
    """Those of the last issues before this one. One query, however many they are."""
    issues = type(update).objects.live().filter(date__lt=update.date).newest()[:EARLIER_ISSUES]
    for date, clippings in issues.values_list("date", "clippings"):
        for block in clippings.raw_data:
            yield Earlier(date, block["value"].get("headline") or "", block["value"].get("url") or "")


def row(update, finding: Finding) -> Row:
    name, *rest = finding.field.split(".")
    label = "Summary" if name == "search_description" else capfirst(update._meta.get_field(name).verbose_name)
    if not rest:
        return Row(finding.level, label, name, finding.message)
    position, child = int(rest[0]), rest[1]
    block = getattr(update, name)[position]
    label = f"{capfirst(block.block.label)} {position + 1}: {block.block.child_blocks[child].label.lower()}"
    path = f"{name}.{block.id}.{child}" if block.id else name
    return Row(finding.level, label, path, finding.message)
