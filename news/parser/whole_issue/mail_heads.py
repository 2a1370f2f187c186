"""Finds the heads that mail programs write above a mail that is forwarded: Gmail's, Outlook's, Apple's.

    find_mail_heads(parts) -> which parts are of one, and where the forwarded mail begins

The issue's own "TO: …" and "FROM: …" are none. A mail that was forwarded twice has two.
"""

import re
from collections.abc import Sequence

from ..mail_fields import (
    NAMES,
    OF_RECIPIENTS,
    OF_SENDER,
    OF_SUBJECT,
    OF_TIME,
    is_in_capitals,
    is_of_another_head,
)
from ..source_lines import is_dateline
from .parts import LABEL, Part

MAX_ABOVE = 15  # lines of who forwards it, above a head
FIELD = re.compile(
    rf"[\s>*_|]{{0,9}}({NAMES}|importance|attachments)\s?[*_]{{0,2}}\s?:[*_]{{0,2}}\s{{0,9}}", re.IGNORECASE
)
MARK = re.compile(
    r"[\W_]*(?:begin forwarded message|forwarded message|original message|forwarded by\b.{0,100})[\W_]*", re.IGNORECASE
)
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
    names: list[str] = []
    index, has_address = start + is_marked, False
    while index < len(parts):
        match = FIELD.match(parts[index].text)
        goes_on = bool(names) and names[-1].lower() in OF_RECIPIENTS and parts[index].gap == 0
        if not match and not (goes_on and GOES_ON.search(parts[index].text)):
            break
        if match and is_of_another_head(match[1], names):
            break
        names += [match[1]] if match else []
        has_address = has_address or "@" in parts[index].text
        index += 1
    return index if is_marked or _is_head(names, has_address, is_first=not start) else start


def _is_head(names: Sequence[str], has_address: bool, is_first: bool) -> bool:
    """Whether fields without a mark above them are a head. Those of an issue are in capitals."""
    fields, is_issues = {name.lower() for name in names}, all(map(is_in_capitals, names))
    is_dated, has_subject = (not fields.isdisjoint(each) for each in (OF_TIME, OF_SUBJECT))
    if is_first:
        return len(names) >= 2 and (is_dated or has_subject or (has_address and not is_issues))
    return is_dated and has_subject and not fields.isdisjoint(OF_SENDER) and not is_issues
