"""The findings of a draft as the editor shows them, each with the path of its field.

They are part of Wagtail's checks panel, but are no custom content checks of Wagtail: the browser runs those on the
preview, which shows neither a missing source nor the size of the email, and they link to the preview, not to a field.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst

from ..outputs.build import build_publisher, find_mail_service, get_organization
from ..outputs.email import email_size, render_email_for
from .checks import run_checks
from .clipping_checks import EARLIER_ISSUES, EarlierClipping
from .findings import LEVELS, Finding


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A finding as the editor sees it. `path` is Wagtail's content path of the field: "clippings.<block id>.source"."""

    level: str
    label: str
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    rows: list[ReportRow]

    @property
    def counts(self) -> dict[str, int]:
        """Level → number of findings."""
        found = Counter(row.level for row in self.rows)
        return {level: found[level] for level in LEVELS}

    @property
    def summary(self) -> str:
        """ "1 error, 2 warnings". The editor's script says it in the same words (static/admin/preflight.js)."""
        parts = [f"{count} {level}{'s'[: count != 1]}" for level, count in self.counts.items() if count]
        return ", ".join(parts) or "Nothing to mend"


def build_report(update, request=None) -> Report:
    """The findings of an object are looked for once: the bar and the checks panel of a page read the same report."""
    if not hasattr(update, "preflight_report"):
        update.preflight_report = find_report(update, request)
    return update.preflight_report


def find_report(update, request=None) -> Report:
    return Report([build_row(update, finding) for finding in find_problems(update, request)])


def find_problems(update, request=None) -> list[Finding]:
    issue = update.as_issue(request)
    return run_checks(
        issue,
        today=timezone.localdate(),
        earlier=get_earlier_clippings(update),
        email_size=email_size(render_email_for(find_mail_service(request), issue, build_publisher(request))),
        excerpt_limit=get_organization(request).excerpt_limit,
        unplaced_lines=len(update.unplaced_lines.splitlines()),
    )


def get_earlier_clippings(update) -> Iterator[EarlierClipping]:
    """The clippings of the last EARLIER_ISSUES live updates before this one. One query."""
    issues = type(update).objects.live().filter(date__lt=update.date).newest()[:EARLIER_ISSUES]
    for date, clippings in issues.values_list("date", "clippings"):
        for block in clippings.raw_data:
            yield EarlierClipping(date, block["value"].get("headline") or "", block["value"].get("url") or "")


def build_row(update, finding: Finding) -> ReportRow:
    name, *rest = finding.field.split(".")
    label = "Summary" if name == "search_description" else capfirst(update._meta.get_field(name).verbose_name)
    if not rest:
        return ReportRow(finding.level, label, name, finding.message)
    position, child = int(rest[0]), rest[1]
    block = getattr(update, name)[position]
    label = f"{capfirst(block.block.label)} {position + 1}: {block.block.child_blocks[child].label.lower()}"
    path = f"{name}.{block.id}.{child}" if block.id else name
    return ReportRow(finding.level, label, path, finding.message)
