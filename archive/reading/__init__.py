"""Files in, the texts of issues out, or why a file is refused. No Django here, and nothing is fetched.

read_paths(paths) -> SourceText or Refused, one after another
count_files(paths) -> how many files will be read
read_upload(name, file) -> as read_paths(), for one file that is open

files.py        folders and files; a refusal never ends the run
zips.py         what a zip holds; exports.py, if it comes from a mailing service
mbox.py         the mails of an mbox, one after another
contents.py     bytes, by what they are (kinds.py); isolated.py, in a process of its own where they are large or odd
mail.py         mails: their parts (mail_parts.py), texts and fields, what is kept of them (kept_mail.py)
pages.py        web pages and plain text; word.py; pdf.py, whose pages pdf_pages.py puts together
recipients.py   takes out who received a mail (address_index.py finds many); personal_links.py, what links say of them;
                recipient_names.py, what its own head and attachments do; forwarded_heads.py, what forwarded heads do
encodings.py    bytes to text; scripts.py, in which encoding they read as words
limits.py       how large and how deep anything may be
result.py       what comes out

What reads is imported when something is read: it takes a third of a second, and the web process, which needs the limits
and results alone, rarely reads.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from .origin import Origin
from .result import Form, Refused, SourceText

__all__ = ["Form", "Refused", "SourceText", "count_files", "read_paths", "read_upload"]


def read_paths(paths: Iterable[Path]) -> Iterator[SourceText | Refused]:
    """All that files and folders hold, in natural order of their names. A refusal never ends it."""
    from .files import find_files, read_path

    for found in find_files(paths):
        if isinstance(found, Refused):
            yield found
        else:
            yield from read_path(found)


def count_files(paths: Iterable[Path]) -> int:
    """How many files read_paths() will open, for a progress bar; what a zip or mbox holds counts as one.

    A folder that may not be read counts as one, too.
    """
    from .files import find_files

    return sum(1 for _ in find_files(paths))


def read_upload(name: str, file: IO[bytes]) -> Iterator[SourceText | Refused]:
    """All that an uploaded file holds. `file` can be sought in, and stays open."""
    from .files import read_file

    yield from read_file(file, Origin(name, name))
