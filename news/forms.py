"""The forms in which editors write dated pages: what is asked for, and what is refused at which field."""

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html

from pages.forms import BasePageForm

from .preflight.checks import blocks_publishing
from .preflight.report import find_problems


class WeeklyUpdateForm(BasePageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False

    def clean_date(self):
        date = self.cleaned_data["date"]
        other = self._meta.model.objects.filter(date=date).exclude(pk=self.instance.pk).first()
        if other:
            raise ValidationError(date_conflict_message(other))
        return date

    def clean(self):
        cleaned = super().clean()
        if go_live_at := requested_go_live(self.data):
            cleaned["go_live_at"] = go_live_at
        return cleaned

    def full_clean(self):
        """Refuse at its field what would make an output wrong; a draft may wait."""
        super().full_clean()
        if self.is_bound and not self.is_deferred_validation and not self.errors:
            for finding in filter(blocks_publishing, find_problems(self.instance)):
                self.add_error(finding.field.partition(".")[0], finding.message)


class PublicationForm(BasePageForm):
    def clean(self):
        """A draft may wait for its PDF; a published one leads somewhere."""
        cleaned = super().clean()
        nowhere = not cleaned.get("document") and not cleaned.get("external_url") and "external_url" not in self.errors
        if nowhere and not self.is_deferred_validation:
            self.add_error("document", "Choose the PDF, or give the address where it can be read.")
        return cleaned


def date_conflict_message(update) -> str:
    """What an editor is told at the date, with a link to the weekly update that has it."""
    return format_html(
        'An update for that date exists: <a href="{}">{}</a>.',
        reverse("wagtailadmin_pages:edit", args=[update.pk]),
        update.get_admin_display_title(),
    )


def requested_go_live(data):
    """The moment that the pressed schedule button names, from a form's data; None for a button without one."""
    try:
        return parse_datetime(data.get("action-publish") or "")
    except ValueError:
        return None
