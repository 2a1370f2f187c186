"""Replaces the last step of Wagtail's SpreadsheetExportMixin, so that no cell of a CSV export runs as a formula.

A spreadsheet takes a cell that begins with = + - or @ for a formula, which may send what stands beside it to another
host. Wagtail says so itself in XLSX files; CSV has no types, so a text gets an apostrophe in front, as OWASP's "CSV
Injection" advises. Every export of the admin passes here, whichever view it belongs to, and no setting reaches them
all. It can go when Wagtail does this.
"""

from wagtail.admin.views.mixins import SpreadsheetExportMixin

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

preprocess_field_value = SpreadsheetExportMixin.preprocess_field_value


def neutralize(cell):
    """The cell as text that no spreadsheet runs; numbers and dates as they are."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def preprocess_without_formula(view, field, value, export_format):
    cell = preprocess_field_value(view, field, value, export_format)
    return neutralize(cell) if export_format == view.FORMAT_CSV else cell


def neutralize_exports() -> None:
    SpreadsheetExportMixin.preprocess_field_value = preprocess_without_formula
