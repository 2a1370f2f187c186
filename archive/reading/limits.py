"""How large and how deep a file may be: far more than an issue needs, and far less than harms the machine."""

import lzma
import struct
import zipfile
import zlib

MEGABYTE = 1_000_000  # bytes, as people and their systems count

MAX_FILE = 25 * MEGABYTE  # bytes of a file, of a mail in an mbox, of a member of a zip
MAX_CONTAINER = 2048 * MEGABYTE  # bytes of an mbox or zip, which is never in memory as a whole
MAX_TEXT = 2_000_000  # characters of a source; the longest real issue has about 100,000, with its markup 500,000
MAX_TEXTS = 8_000_000  # characters of all sources of one mail

MAX_PARTS = 500  # of a mail, at any depth
MAX_DEPTH = 20  # of parts inside parts, forwarded mails included
MAX_BOUNDARY_LINES = 20_000  # lines of a mail that begin with "--", before it is parsed

MAX_MEMBERS = 10_000  # of a zip
MAX_RATIO = 200  # how many times its packed size a member may have; text has about 10
SMALL = MEGABYTE  # bytes below which the ratio says nothing, and a file is read in this process

MAX_PAGES = 500  # of a PDF

# What zipfile raises on a zip or member that is damaged, or packed in a way that it does not know.
BROKEN_ZIP = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
)


class UnreadableError(Exception):
    """A file is refused; the message is a sentence that tells a person why."""


def in_megabytes(size: int) -> str:
    """A number of bytes as people say it, rounded up, so that what is over a limit never looks like the limit."""
    return f"{-(-size // MEGABYTE)} MB"


def refuse_large(size: int, most: int = MAX_FILE) -> None:
    """Raises UnreadableError for more bytes than `most`."""
    if size > most:
        raise UnreadableError(f"A file of {in_megabytes(size)}; at most {in_megabytes(most)} are read.")
