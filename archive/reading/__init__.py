"""Files in, the texts of issues out, or why a file is refused. No Django here, and nothing is fetched.

read_paths(paths) -> SourceText or Refused, one after another
count_files(paths) -> how many files will be read
read_upload(name, file) -> as read_paths(), for one file that is open

result.py     what comes out
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from .result import Form, Refused, SourceText

__all__ = ["Form", "Refused", "SourceText", "count_files", "read_paths", "read_upload"]


def read_paths(paths: Iterable[Path]) -> Iterator[SourceText | Refused]:
    """All that files and folders hold, in natural order of their names. A refusal never ends it."""
    for path in paths:
        yield Refused(str(path), "Files are not read yet.")


def count_files(paths: Iterable[Path]) -> int:
    """How many files read_paths() will open, for a progress bar; what a zip or mbox holds counts as one."""
    return len(list(paths))


def read_upload(name: str, file: IO[bytes]) -> Iterator[SourceText | Refused]:
    """All that an uploaded file holds. `file` can be sought in, and stays open."""
    yield Refused(name, "Files are not read yet.")
