"""The admin forms of the dated pages: their validation, with each error at the field where it can be corrected."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html

from pages.forms import BasePageForm

from .bills import LAST_CONGRESS, LAST_NUMBER, Bill
from .preflight.checks import blocks_publishing
from .preflight.report import find_problems

TARGET_MISSING = "Choose the PDF, or give the address where it can be read."


class WeeklyUpdateForm(BasePageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False

    def clean_date(self):
        date = self.cleaned_data["date"] or self.initial["date"]  # of a draft whose date was emptied: the day it had
        other = self._meta.model.objects.taking(date).exclude(pk=self.instance.pk).first()
        if other:
            raise ValidationError(date_conflict_message(other))
        return date

    def clean(self):
        cleaned = super().clean()
        if go_live_at := parse_requested_go_live(self.data):
            cleaned["go_live_at"] = go_live_at
        return cleaned

    def full_clean(self):
        """Add the preflight findings that stop publication as errors of their fields. A draft is saved with them."""
        super().full_clean()
        if self.is_bound and not self.is_deferred_validation and not self.errors:
            for finding in filter(blocks_publishing, find_problems(self.instance)):
                self.add_error(finding.field.partition(".")[0], finding.message)

    @staticmethod
    def find_form_problems(draft):
        return (finding.message for finding in filter(blocks_publishing, find_problems(draft)))


class StatementForm(BasePageForm):
    def clean(self):
        """Each bill is one that can exist, and none stands there twice; a draft may have half of one, or two alike."""
        cleaned = super().clean()
        if not self.is_deferred_validation:
            seen = set()
            for form in self.formsets["bill_rows"].forms:
                if form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE"):
                    check_bill(form, seen)
        return cleaned

    @staticmethod
    def find_form_problems(draft):
        seen = set()
        return (f"Bills: {message}" for bill in draft.bills for _, message in find_bill_problems(bill, seen))


def check_bill(form, seen: set[Bill]) -> None:
    """Add to the form of a bill what is wrong with it; `seen` has the bills above it, and is given this one."""
    bill = Bill(*(form.cleaned_data[name] for name in ("congress", "kind", "number")))
    for field, message in find_bill_problems(bill, seen):
        form.add_error(field, message)


def find_bill_problems(bill: Bill, seen: set[Bill]) -> Iterator[tuple[str, str]]:
    """Pairs of a field and what is wrong with it; `seen` as for check_bill()."""
    if not 1 <= bill.congress <= LAST_CONGRESS:
        yield "congress", f"Between 1 and {LAST_CONGRESS}; the 118th was that of 2023 and 2024."
    if not 1 <= bill.number <= LAST_NUMBER:
        yield "number", f"Bills are numbered from 1 to {LAST_NUMBER:,}."
    if bill in seen:
        yield "number", f"{bill.citation} of the {bill.congress_name} stands here twice."
    seen.add(bill)


class PublicationForm(BasePageForm):
    def clean(self):
        """A publication needs a PDF or a URL; a draft may be saved without."""
        cleaned = super().clean()
        has_target = cleaned.get("document") or cleaned.get("external_url") or "external_url" in self.errors
        if not has_target and not self.is_deferred_validation:
            self.add_error("document", TARGET_MISSING)
        return cleaned

    @staticmethod
    def find_form_problems(draft):
        return () if draft.document or draft.external_url else (TARGET_MISSING,)


def date_conflict_message(update) -> str:
    """The error message of a date conflict, as HTML with a link to the weekly update that has the date.

    update: one of WeeklyUpdateQuerySet.taking().
    """
    if update.stands:
        message = "An update for that date exists: {}."
    elif update.is_scheduled:
        message = "{} is scheduled for that date."
    else:
        message = "{} has an unpublished change to that date."
    url = reverse("wagtailadmin_pages:edit", args=[update.pk])
    return format_html(message, format_html('<a href="{}">{}</a>', url, update.get_admin_display_title()))


def parse_requested_go_live(data):
    """The go-live time in the value of the button that was pressed; None where the button has no time.

    data: the QueryDict of the editor's form.
    """
    try:
        return parse_datetime(data.get("action-publish") or "")
    except ValueError:
        return None
