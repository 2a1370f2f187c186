"""Finds the heads that mail programs write above a mail that is forwarded: Gmail's, Outlook's, Apple's.

    find_mail_heads(parts) -> which parts are of one, and where the forwarded mail begins

The issue's own "TO: …" and "FROM: …" are none. A mail that was forwarded twice has two.
"""

import re
from collections.abc import Sequence

from ..mail_fields import (
    MARKS,
    MARKS_ALONE,
    NAMES,
    OF_OUTLOOK,
    OF_RECIPIENTS,
    OF_SENDER,
    OF_SUBJECT,
    OF_TIME,
    TIME_OF_DAY,
    any_of,
    is_in_capitals,
    is_of_another_head,
)
from ..source_lines import is_dateline
from .parts import LABEL, Part

MAX_ABOVE = 15  # lines of who forwards it, above a head
MAX_FIELDS = 100  # of a head, with the lines on which recipients go on
MAX_BELOW = 8  # lines between a head and the issue's own TO and FROM
ENGLISH = frozenset(["from", "to", "date", "sent", "subject"])
FIELD = re.compile(
    rf"[\s>*_|]{{0,9}}({any_of(NAMES)}|importance|attachments)\s?[*_]{{0,2}}\s?:[*_]{{0,2}}\s{{0,9}}", re.IGNORECASE
)
MARK = re.compile(rf"[\W_]*(?:(?:{MARKS}|{MARKS_ALONE})|forwarded by\b.{{0,100}})[\W_]*", re.IGNORECASE)
GOES_ON = re.compile(r"[@…]")  # of a line that goes on with recipients


def find_mail_heads(parts: Sequence[Part]) -> tuple[set[int], int]:
    """The positions in `parts` that are of a head, and the first behind the last of them; 0 if there is none."""
    found: set[int] = set()
    index = start = 0
    while index < min(len(parts), start + MAX_ABOVE):
        end = _read_head(parts, index)
        if end > index:
            found.update(range(index, end))
            index = start = end
        elif LABEL.match(parts[index].text.strip()) or is_dateline(parts[index].text):
            break
        else:
            index += 1
    return found, start


def _read_head(parts: Sequence[Part], start: int) -> int:
    """Where the head that begins at a part ends; `start` if none does."""
    is_marked = MARK.fullmatch(parts[start].text) is not None
    fields: list[tuple[str, str]] = []
    index = start + is_marked
    while index < min(len(parts), start + MAX_FIELDS):
        match = FIELD.match(parts[index].text)
        goes_on = bool(fields) and fields[-1][0].lower() in OF_RECIPIENTS and parts[index].gap == 0
        if match and not _is_of_another_head(parts, index, match[1], [name for name, _ in fields]):
            fields.append((match[1], parts[index].text[match.end() :]))
        elif not match and goes_on and GOES_ON.search(parts[index].text):
            fields.append((fields[-1][0], parts[index].text))
        else:
            break
        index += 1
    is_head = is_marked or (_is_first_head(fields, parts[index:]) if not start else _is_head(fields))
    return index if is_head else start


def _is_of_another_head(parts: Sequence[Part], index: int, name: str, names: Sequence[str]) -> bool:
    if parts[index].gap and name.lower() in map(str.lower, names):
        return True
    below = parts[index + 1] if index + 1 < len(parts) else None
    match = FIELD.match(below.text) if below and not below.gap else None
    return is_of_another_head(name, names, match[1] if match else "")


def _is_head(fields: Sequence[tuple[str, str]]) -> bool:
    """Whether fields, each a name and a value, are a head without a mark above. Those of an issue are in capitals."""
    names = {name.lower() for name, _ in fields}
    if _are_issues(fields) or names.isdisjoint(OF_SENDER) or names.isdisjoint(OF_TIME):
        return False
    return _is_sent(fields) or not names.isdisjoint(OF_SUBJECT)


def _is_first_head(fields: Sequence[tuple[str, str]], below: Sequence[Part]) -> bool:
    """The same of a text's first lines, which may be a letter's: "De: …". below: the parts behind them.

    A head has an address or when it was sent, or stands above the TO and FROM of an issue.
    """
    names = {name.lower() for name, _ in fields}
    if len(fields) < 2:
        return False
    if names.isdisjoint(OF_SENDER):
        return not names.isdisjoint(OF_SUBJECT) and _is_timed(fields)
    if _is_sent(fields):
        return True
    if _are_issues(fields):
        return False
    return any("@" in value for _, value in fields) or ((len(names) > 2 or names <= ENGLISH) and _begin_issue(below))


def _are_issues(fields: Sequence[tuple[str, str]]) -> bool:
    return all(is_in_capitals(name) for name, _ in fields)


def _is_timed(fields: Sequence[tuple[str, str]]) -> bool:
    return any(name.lower() in OF_TIME and TIME_OF_DAY.search(value) for name, value in fields)


def _is_sent(fields: Sequence[tuple[str, str]]) -> bool:
    return _is_timed(fields) or any(name.lower() in OF_OUTLOOK for name, _ in fields)


def _begin_issue(parts: Sequence[Part]) -> bool:
    """Whether an issue's own TO and FROM, in capitals, are among the first of these parts."""
    found = {match[1] for part in parts[:MAX_BELOW] if (match := FIELD.match(part.text))}
    return {"TO", "FROM"} <= found
