"""Cells of a CSV file that no spreadsheet runs. No Django here.

A spreadsheet takes a cell that begins with = + - or @ for a formula, which may send what stands beside it to another
host. CSV has no types, so a text gets an apostrophe in front, as OWASP's "CSV Injection" advises.
"""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutralize(cell):
    """The cell as text that no spreadsheet runs; numbers and dates as they are."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
