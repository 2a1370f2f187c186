"""The rows of an import as people and programs read them: a table, CSV, JSON."""

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from pages.spreadsheet_cells import neutralize

from .rows import Result, Row

COLUMNS = ("file", "date", "shape", "clippings", "unplaced_words", "confidence", "result", "message", "page_id")
HEADINGS = ("File", "Date", "Shape", "Clippings", "Unplaced", "Confidence", "Result")
LINE = "{:<36}  {:<10}  {:<19}  {:>9}  {:>8}  {:>10}  {}"


def remember(rows: Iterable[Row], seen: list[Row]) -> Iterator[Row]:
    """The rows, each added to `seen` once it is written, without its record: thousands would not fit into memory."""
    for row in rows:
        yield row
        seen.append(row.without_record())


def write_table(rows: Iterable[Row], out: TextIO) -> list[Row]:
    """Write a line as soon as its row is there, below it why, and at the end a count of each result."""
    out.write(f"{LINE.format(*HEADINGS)}\n")
    seen: list[Row] = []
    for row in remember(rows, seen):
        out.write(f"{format_row(row)}\n")
        if row.message:
            out.write(f"    {row.message}\n")
    out.write(f"\n{summarize(seen)}\n")
    return seen


def format_row(row: Row) -> str:
    path = row.path if len(row.path) <= 36 else f"…{row.path[-35:]}"
    if row.confidence is None:
        return LINE.format(path, "", "", "", "", "", row.result.value).rstrip()
    confidence = f"{row.confidence:.2f}"
    return LINE.format(path, row.date, row.shape, row.clippings, row.unplaced_words, confidence, row.result.value)


def summarize(rows: Sequence[Row]) -> str:
    """ "12 files: 10 draft, 2 refused"; how many of which result."""
    counts = Counter(row.result for row in rows)
    told = ", ".join(f"{counts[result]} {result.value}" for result in Result if counts[result])
    return f"{len(rows):,} {'text' if len(rows) == 1 else 'texts'}{': ' if told else ''}{told}"


def write_csv(rows: Iterable[Row], out: TextIO) -> list[Row]:
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    seen: list[Row] = []
    for row in remember(rows, seen):
        writer.writerow({name: neutralize(value) for name, value in row.as_dict().items()})
    return seen


def write_json(rows: Iterable[Row], out: TextIO) -> list[Row]:
    """An array of the rows, which are written as they come."""
    seen: list[Row] = []
    for row in remember(rows, seen):
        out.write(",\n" if seen else "[\n")
        out.write(f"{json.dumps(row.as_dict(), ensure_ascii=False)}\n")
    out.write("]\n" if seen else "[]\n")
    return seen


def write_records(rows: Iterable[Row], out: TextIO) -> list[Row]:
    """What would be stored: an object for one text, an array for several; each with what becomes of it."""
    seen: list[Row] = []
    last = ""
    for row in remember(rows, seen):
        if seen:
            out.write(f"{',' if len(seen) > 1 else '['}\n{last}\n")
        last = json.dumps((row.record or {}) | describe(row), ensure_ascii=False, indent=2)
    out.write(f"{last}\n" if len(seen) == 1 else f",\n{last}\n]\n" if seen else "[]\n")
    return seen


def describe(row: Row) -> dict[str, str]:
    return {"file": row.path, "result": row.result.value, "message": row.message}
