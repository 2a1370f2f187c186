"""An imported issue in Wagtail's editor: the line above the form, and what a save there says of the suggestions."""

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator

from news.admin.start import can_start_update
from news.models import WeeklyUpdate

from ..importing.suggestions import drop_changed
from ..models import ImportedIssue, ImportedSource
from .section import ISSUE

LONGEST_PATH = 60  # characters that are shown of it


def describe(update: WeeklyUpdate, user) -> str:
    """Where an imported issue came from, what of it is suggested, and the way to its source. A query or two."""
    sources = ImportedSource.objects.filter(issue=OuterRef("pk")).order_by("role", "-pk")
    issue = (
        ImportedIssue.objects.filter(page=update.pk)
        .only("suggested")
        .annotate(path=Subquery(sources.values("path")[:1]))
        .first()
    )
    if issue is None:
        return ""
    origin = f"Imported from {Truncator(issue.path).chars(LONGEST_PATH)}." if issue.path else "Imported."
    if issue.suggested:
        names = ", ".join(issue.suggestions)
        origin = f"{origin} Suggested until somebody agrees to it or publishes it: {names}."
    if not can_start_update(user):
        return format_html("{}", origin)
    return format_html('{} <a href="{}">Look at it beside its source</a>', origin, reverse(ISSUE, args=[issue.pk]))


def drop_what_was_changed(request, page) -> None:
    """Hook after_edit_page: what somebody has written instead of a suggestion is none any more."""
    if isinstance(page, WeeklyUpdate) and (issue := ImportedIssue.objects.filter(page=page.pk).first()):
        drop_changed(issue, page)
