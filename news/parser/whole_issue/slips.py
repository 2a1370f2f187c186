"""Finds slips in the texts of an issue, as they stand there: they are told to an editor, and never mended."""

import re
from collections.abc import Iterator

NAMES = ("NCSEJ", "NCSJ")
LETTERS_OF_NAME = re.compile(r"\b[CEJNS](?: ?[CEJNS]){3,4}\b")
LOST_ADDRESS = re.compile(r"\((at|see|via|here)\W*$|\b(at|see|visit|here):?\s*$", re.IGNORECASE | re.MULTILINE)
HYPHEN_INSIDE = re.compile(r"[\w’'-]{0,40}[a-z]- (?!and\b|or\b|to\b)[A-Za-z][\w’'-]{0,40}")


def find_misspelt_names(text: str) -> Iterator[str]:
    """The organization's name with its letters in another order, or with spaces: "NCESJ", "N CSEJ"."""
    for slip in LETTERS_OF_NAME.findall(text):
        if slip not in NAMES and any(sorted(slip.replace(" ", "")) == sorted(name) for name in NAMES):
            yield slip


def find_ends_without_address(text: str) -> Iterator[str]:
    """The word behind which an address was lost, at the end of a paragraph: "at", "see"."""
    yield from (match[1] or match[2] for match in LOST_ADDRESS.finditer(text))


def find_hyphens(text: str) -> Iterator[str]:
    """Two words with a hyphen that may be left from the end of a line: "anti- Semitism"; not "pre- and post-war"."""
    yield from (match[0] for match in HYPHEN_INSIDE.finditer(text))
