"""One article a row: cells parted by tabs, as Excel copies them, by bars, or cells of an HTML table.

A row is a record only if one of its cells is a date, or if a row above names the columns; a row of a table that lays
out an email has neither. The parts of a record become lines in the order of the grammar.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from itertools import groupby

from ..boilerplate import is_salutation
from ..bylines import parse_byline
from ..dates import is_date
from ..lines import RawLine, is_blank
from ..publishers import is_publisher, name_matches_url
from ..urls import find_urls
from ..word_lists import word_set

MAX_CELLS = 12
MAX_LINE_LENGTH = 1000  # of one with dashes
MAX_NAME_LENGTH = 60  # characters of a publisher's or author's name
BARS = re.compile(r"\s*\|\s*")
DASHES = re.compile(r"\s[–—-]\s")
MAX_QUOTED_LINES = 20  # of one cell
OPEN_QUOTE = re.compile(r"(?:^|\t)\"[^\"\t]*(?:\"\"[^\"\t]*)*$")
CLOSING_QUOTE = re.compile(r"[^\"]*(?:\"\"[^\"]*)*\"(?=\t|\s*$)")
DAY_OF_EXCEL = re.compile(r"[2-6][0-9]{4}")  # 46350, counted from the end of 1899
FIRST_DAY_OF_EXCEL = datetime.date(1899, 12, 30)
TABS = re.compile(r" ?\t ?")
TABLE_RULE = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?\s*)?")
QUOTED_CELL = re.compile(r"\"(.*)\"", re.DOTALL)


class Role(IntEnum):
    """What a cell holds; the numbers are the order in which the cells become lines."""

    HEADLINE = 1
    BYLINE = 2
    SOURCE = 3
    DATE = 4
    TEXT = 5
    URL = 6


PUBLISHER_WORDS = word_set("publisher_word")
COLUMN_NAMES = {role: word_set(f"column_{role.name.lower()}") for role in Role}


def split_records(lines: list[RawLine]) -> list[RawLine]:
    """The lines, of which those that are rows of a table with an article a row are replaced by lines of its parts."""
    arranged: list[RawLine] = []
    columns: list[Role | None] = []
    names = ""  # of the columns; the first record below drops them
    quoted = [line for line in lines if "\t" in line.text and '"' in line.text]
    # The letter of an issue may list something with bars.
    is_issue = any("|" in line.text for line in lines) and any(is_salutation(line.text) for line in lines)
    for _, row in groupby(
        _join_quoted(lines) if quoted else lines, key=lambda line: (line.row, 0 if line.row else line.position)
    ):
        row_lines = list(row)
        cells, marks = _split_cells(row_lines)
        if len(cells) < 2:
            is_other_text = any(not is_blank(line.text) for line in row_lines)
            columns = [] if is_other_text and not TABLE_RULE.fullmatch(row_lines[0].text.strip()) else columns
            arranged += row_lines
            continue
        named = _read_column_names(cells)
        roles = _assign_roles(cells, columns)
        if named:
            columns = named
            names = " ".join(filter(None, (names, *(cell.text.strip() for cell in cells), marks)))
        elif not roles or (is_issue and not row_lines[0].row and not columns and not _names_publisher(cells)):
            arranged += row_lines
        else:
            arranged += _as_lines(cells, roles, f"{names} {marks}".strip())
            names = ""
    return _keep(names, arranged)


def _join_quoted(lines: Sequence[RawLine]) -> list[RawLine]:
    """The lines, of which those of one row are one where a cell in quotes has line breaks, as Excel copies it."""
    joined: list[RawLine] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        if "\t" in line.text and '"' in line.text and OPEN_QUOTE.search(line.text):
            end = next(
                (
                    place
                    for place in range(index, min(len(lines), index + MAX_QUOTED_LINES))
                    if '"' in lines[place].text
                ),
                len(lines),
            )
            if end < len(lines) and CLOSING_QUOTE.match(lines[end].text):
                line = replace(line, text="\n".join(each.text for each in (line, *lines[index : end + 1])))
                line = line.drop(" ".join(each.dropped for each in lines[index : end + 1]).strip())
                index = end + 1
        joined.append(line)
    return joined


def _names_publisher(cells: Sequence[RawLine]) -> bool:
    """Whether a cell is the name of a well-known publisher, or an address."""
    return any(is_publisher(cell.text.strip()) or cell.links or "://" in cell.text for cell in cells)


def _keep(names: str, lines: list[RawLine]) -> list[RawLine]:
    """The lines, with the names of columns below which no record stands as a line again."""
    return [*lines, RawLine(names, position=lines[-1].position if lines else 1)] if names else lines


def _split_cells(row: list[RawLine]) -> tuple[list[RawLine], str]:
    """The cells of a row without what parts them, and that; fewer than two cells if it is no row."""
    written = [line for line in row if not is_blank(line.text)]
    if row[0].row and len(row) > 1:
        return (written if len(written) <= MAX_CELLS else []), ""
    line = row[0]
    if line.text.count("\t") >= 1 and "\t" in line.text.strip():
        return _split_line(line, TABS)
    if line.text.count("|") >= 2:
        return _split_line(line, BARS)
    if "://" in line.text and len(line.text) <= MAX_LINE_LENGTH and DASHES.search(line.text):
        # "Nov 23, 2026 - JTA - Headline - https://…": a headline may have a dash, too, so there are no more.
        cells, marks = _split_line(line, DASHES)
        if len(cells) == 4 and any(is_date(cell.text) for cell in cells) and _is_url(cells[3].text.strip()):
            return cells, marks
    return [line], ""


def _split_line(line: RawLine, separator: re.Pattern[str]) -> tuple[list[RawLine], str]:
    places = [(match.start(), match.end()) for match in separator.finditer(line.text)]
    if len(places) > MAX_CELLS:
        return [line], ""
    starts, ends = [0, *(end for _, end in places)], [*(start for start, _ in places), len(line.text)]
    cells = [line.part(start, end) for start, end in zip(starts, ends, strict=True)]
    marks = " ".join(text for start, end in places if (text := line.text[start:end].strip()))
    return [replace(cell, dropped="") for cell in cells], f"{line.dropped} {marks}".strip()


def _read_column_names(cells: Sequence[RawLine]) -> list[Role | None]:
    """What the columns hold, if the row is the head of a table: at least two cells that are names of columns."""
    words = [cell.text.strip(' "*:').lower() for cell in cells]
    roles = [next((role for role, names in COLUMN_NAMES.items() if word in names), None) for word in words]
    known = [role for role in roles if role]
    return roles if len(known) >= 2 and len(set(known)) == len(known) and Role.HEADLINE in known else []


def _assign_roles(cells: Sequence[RawLine], columns: list[Role | None]) -> dict[int, Role]:
    """The role of each cell that has one, by its index; empty if the row is no record."""
    if columns and len(columns) == len(cells):
        return {index: role or Role.TEXT for index, role in enumerate(columns)}
    roles = {index: role for index, cell in enumerate(cells) if (role := _certain_role(cell.text.strip()))}
    if Role.DATE not in roles.values() or len(cells) < 3:
        return {}
    free = [index for index, cell in enumerate(cells) if index not in roles and not is_blank(cell.text)]
    url = next(
        (link.url for index, role in roles.items() if role is Role.URL for link in find_urls(cells[index].text)), ""
    )
    source = _choose_source(cells, free, url)
    if source is None:
        return {}
    roles[source] = Role.SOURCE
    free.remove(source)
    for index in free:
        if Role.HEADLINE not in roles.values():
            roles[index] = Role.HEADLINE
        elif Role.BYLINE not in roles.values() and len(cells[index].text) <= MAX_NAME_LENGTH and _is_name(cells[index]):
            roles[index] = Role.BYLINE
        else:
            roles[index] = Role.TEXT
    return roles


def _certain_role(text: str) -> Role | None:
    if is_date(text):
        return Role.DATE
    if _is_url(text):
        return Role.URL
    return Role.BYLINE if parse_byline(text) else None


def _is_url(text: str) -> bool:
    urls = list(find_urls(text))
    return bool(urls) and urls[0].start == 0 and urls[0].end == len(text)


def _choose_source(cells: Sequence[RawLine], free: list[int], url: str) -> int | None:
    """The cell that names the publisher: known, the URL's own, "… Daily", or the shortest behind the first."""
    for index in free:
        text = cells[index].text.strip()
        if is_publisher(text) or (url and name_matches_url(text, url)):
            return index
    named = [index for index in free if PUBLISHER_WORDS.intersection(cells[index].text.lower().split())]
    if len(named) == 1 and len(cells[named[0]].text) <= MAX_NAME_LENGTH:
        return named[0]
    short = [index for index in free if len(cells[index].text.strip()) <= MAX_NAME_LENGTH]
    return min(short[1:] or short, key=lambda index: len(cells[index].text), default=None)


def _is_name(cell: RawLine) -> bool:
    words = cell.text.split()
    return 1 < len(words) <= 5 and all(word[0].isupper() for word in words)


def _as_lines(cells: Sequence[RawLine], roles: dict[int, Role], marks: str) -> list[RawLine]:
    """The cells in the order of the grammar; source and date share a line, an empty line stands above."""
    ordered = sorted((role, index) for index, role in roles.items() if not is_blank(cells[index].text))
    lines: list[RawLine] = []
    above: Role | None = None
    for role, index in ordered:
        cell = _strip_quotes(cells[index])
        if role is Role.BYLINE and not parse_byline(cell.text):
            cell = replace(cell, text=cell.text.strip())
        if role is Role.DATE and DAY_OF_EXCEL.fullmatch(cell.text.strip()):
            date = FIRST_DAY_OF_EXCEL + datetime.timedelta(days=int(cell.text))
            cell = replace(cell, text=date.isoformat()).drop(cell.text.strip())
        if role is Role.DATE and above is Role.SOURCE:
            lines[-1] = replace(
                lines[-1],
                text=f"{lines[-1].text.strip()}\n{cell.text.strip()}",
                dropped=" ".join(filter(None, (lines[-1].dropped, cell.dropped))),
            )
        else:
            lines.append(cell)
        above = role
    lines[0] = lines[0].drop(marks)
    first = cells[0]
    return [RawLine("", position=first.position), *lines, RawLine("", position=first.position)]


def _strip_quotes(cell: RawLine) -> RawLine:
    """Without the quotes that Excel puts around a cell with a line break or quotes of its own."""
    match = QUOTED_CELL.fullmatch(cell.text.strip())
    return replace(cell, text=match[1]).drop('""') if match and not cell.links else cell
