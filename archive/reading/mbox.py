"""Parts an mbox into its mails, line by line, so that it may be larger than the memory.

A mail begins at a line "From …" below an empty one, if a header field follows: a letter may have a paragraph that
begins with the word. ">From" was written for "From" in the mail's text.
"""

import re
from collections.abc import Iterator
from typing import IO

from .limits import MAX_FILE

MAX_LINE = 65_536  # bytes that are read at once; a longer line comes in pieces
ENVELOPE = b"From "
FIELD = re.compile(rb">?[!-9;-~]{1,76}:|>?From ")
QUOTED_ENVELOPE = re.compile(rb">+From ")


def split_mbox(file: IO[bytes]) -> Iterator[bytes | None]:
    """The mails of an mbox, without their envelope line; None for one of more than MAX_FILE bytes."""
    mail: bytearray | None = bytearray()
    has_begun, below_empty, envelope = False, True, b""
    for line, begins in _lines(file):
        if envelope:
            if FIELD.match(line):
                if has_begun:
                    yield bytes(mail) if mail is not None else None
                mail, has_begun = bytearray(), True
            else:
                mail = _add(mail, envelope)
            envelope = b""
        if begins and below_empty and line.startswith(ENVELOPE):
            envelope = line
        else:
            mail = _add(mail, line[1:] if begins and QUOTED_ENVELOPE.match(line) else line)
        below_empty = begins and not line.strip(b"\r\n")
    if has_begun:
        mail = _add(mail, envelope)
        yield bytes(mail) if mail is not None else None


def _lines(file: IO[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Pieces of lines with their ends, and whether each begins a line."""
    begins = True
    while line := file.readline(MAX_LINE):
        yield line, begins
        begins = line.endswith(b"\n")


def _add(mail: bytearray | None, line: bytes) -> bytearray | None:
    if mail is None or len(mail) + len(line) > MAX_FILE:
        return None
    mail += line
    return mail
