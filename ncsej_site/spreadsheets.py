"""Replaces the last step of Wagtail's SpreadsheetExportMixin: no cell of a CSV runs as a formula, times are Eastern,
and the log has who exported what.

Wagtail says in XLSX files that a text is a text; CSV has no types, so pages/spreadsheet_cells.py marks it. A
spreadsheet knows no time zones, and Wagtail writes UTC; here it is the time that the admin shows.
Every export of the admin passes here, whichever view it belongs to, and no setting reaches them all. It can go when
Wagtail does both.
"""

from datetime import datetime

from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from pages.spreadsheet_cells import neutralize
from staff.audit import record

preprocess_field_value = SpreadsheetExportMixin.preprocess_field_value
as_spreadsheet = SpreadsheetExportMixin.as_spreadsheet


def to_eastern(value):
    """A time with a zone as the naive Eastern time, to the second; any other value as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.make_naive(value, timezone.get_default_timezone()).replace(microsecond=0)
    return value


def preprocess_for_spreadsheet(view, field, value, export_format):
    cell = preprocess_field_value(view, field, to_eastern(value), export_format)
    return neutralize(cell) if export_format == view.FORMAT_CSV else cell


def export_and_record(view, queryset, spreadsheet_format):
    """The export, with an entry in the log of who took which list."""
    user = view.request.user
    record("staff.exported", user, view.request, by=user, what=view.request.path, format=spreadsheet_format)
    return as_spreadsheet(view, queryset, spreadsheet_format)


def mend_exports() -> None:
    SpreadsheetExportMixin.as_spreadsheet = export_and_record
    SpreadsheetExportMixin.preprocess_field_value = preprocess_for_spreadsheet
