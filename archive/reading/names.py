"""Names of files: in which order they are read, and which are passed over."""

import re

PASSED_NAMES = {"__macosx", "thumbs.db", "desktop.ini"}
DIGITS = re.compile(r"([0-9]+)")


def is_passed(name: str) -> bool:
    """Whether it is hidden, or what a system puts into folders."""
    return (name.startswith(".") and name != "..") or name.lower() in PASSED_NAMES


def natural_key(name: str) -> list[tuple[int, str]]:
    """issue-2 before issue-10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in DIGITS.split(name.casefold())]
