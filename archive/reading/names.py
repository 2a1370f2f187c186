"""Names of files: in which order they are read, and which are passed over."""

import re

PASSED_NAMES = {"__macosx", "thumbs.db", "desktop.ini"}
# What belongs to a web page, and tables: an export's contacts are never read.
PASSED_SUFFIXES = (".css", ".js", ".json", ".xml", ".svg", ".ico", ".woff", ".woff2", ".ttf", ".csv", ".vcf", ".ics")
PASSED_FOLDERS = ("_files", "_archivos", "-dateien")  # in which browsers keep what belongs to a page that was saved
DIGITS = re.compile(r"([0-9]+)")


def is_passed(name: str) -> bool:
    """Whether it is hidden, what a system or browser puts into folders, or can be no issue."""
    name = name.lower()
    is_hidden = name.startswith(".") and name != ".."
    return is_hidden or name in PASSED_NAMES or name.endswith((*PASSED_SUFFIXES, *PASSED_FOLDERS))


def natural_key(name: str) -> list[tuple[int, str]]:
    """issue-2 before issue-10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in DIGITS.split(name.casefold())]
