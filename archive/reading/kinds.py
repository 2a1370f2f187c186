"""What a file is, by its content; its name decides only where the content could be several things."""

import re
from enum import Enum, auto
from pathlib import PurePath

from .encodings import BYTE_ORDER_MARKS, decode, find_declared
from .limits import UnreadableError


class Kind(Enum):
    """What reads a file."""

    MAIL = auto()
    MBOX = auto()
    HTML = auto()
    TEXT = auto()
    PDF = auto()
    ZIP = auto()  # or a Word file, which is one


START = 65_536  # bytes that are looked at
FIELD = re.compile(rb"([!-9;-~]{1,76}):(?:[ \t].*|)\r?$")
ENVELOPE = re.compile(rb"From .*[0-9]{4}|From \S+@\S+|From -")  # of a mail in an mbox
# Which no issue begins with, unlike "TO:" and "FROM:".
FIELDS_OF_MAIL = (
    b"received message-id mime-version content-type return-path delivered-to dkim-signature arc-seal x-mailer "
    b"x-received authentication-results content-transfer-encoding x-original-to"
).split()
FIELDS_THAT_SUFFICE = (b"from", b"date", b"subject", b"to", *FIELDS_OF_MAIL)  # in a file named .eml
WINMAIL = "A winmail.dat of Outlook, which cannot be read; ask for the mail as .eml or PDF."
SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "A file of an old Word, or a mail of Outlook; save it as .docx or .eml, and import that."),
    (b"{\\rtf", "A file in RTF; save it as .docx, and import that."),
    (b"\x1f\x8b", "A packed file (gzip); unpack it, and import what it holds."),
    (b"7z\xbc\xaf", "A packed file (7-Zip); unpack it, and import what it holds."),
    (b"Rar!", "A packed file (RAR); unpack it, and import what it holds."),
    (b"\x89PNG", "A picture; a scanned issue cannot be read."),
    (b"\xff\xd8\xff", "A picture; a scanned issue cannot be read."),
    (b"GIF8", "A picture; a scanned issue cannot be read."),
    (b"\x78\x9f\x3e\x22", WINMAIL),
)
BINARY = "A binary file that is no mail, web page, text, Word file or PDF."
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
MAX_CONTROLS = 0.01  # share of the bytes; a text has a stray one at most


def find_kind(start: bytes, name: str) -> Kind:
    """start: the first START bytes. Raises UnreadableError where it is nothing that can be read."""
    if not start.strip(b"\x00\t\n\r\f\x20\xef\xbb\xbf\xff\xfe"):
        raise UnreadableError("An empty file.")
    for signature, reason in SIGNATURES:
        if start.startswith(signature):
            raise UnreadableError(reason)
    suffix = PurePath(name).suffix.lower()
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return Kind.ZIP
    if start.lstrip().startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in start[:1024]):
        return Kind.PDF
    is_marked = start.startswith(tuple(mark for mark, _ in BYTE_ORDER_MARKS[1:]))
    if not is_marked and len(CONTROLS.findall(start)) > MAX_CONTROLS * len(start):
        raise UnreadableError(BINARY)
    if suffix == ".pdf":
        raise UnreadableError("Named .pdf, but it is none.")
    return _find_kind_of_text(start, suffix)


def _find_kind_of_text(start: bytes, suffix: str) -> Kind:
    from news.parser.html_lines import looks_like_html  # takes long, and a process that reads a PDF needs it not

    lines = start.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").split(b"\n", 201)[:200]
    if suffix == ".emlx" and lines[0].strip().isdigit():
        return Kind.MAIL
    if ENVELOPE.match(lines[0]) and _fields(lines[1:]):
        return Kind.MBOX
    fields = _fields(lines)
    wanted = FIELDS_THAT_SUFFICE if suffix in (".eml", ".mht", ".mhtml") else FIELDS_OF_MAIL
    if fields.intersection(wanted):
        return Kind.MAIL
    is_html = suffix in (".html", ".htm", ".xhtml") or looks_like_html(decode(start, find_declared(start))[0])
    return Kind.HTML if is_html else Kind.TEXT


def _fields(lines: list[bytes]) -> set[bytes]:
    """The names of the header fields that a text begins with."""
    names = set()
    for line in lines:
        match = FIELD.match(line)
        if match:
            names.add(match[1].lower())
        elif not line.startswith((b" ", b"\t")):
            break
    return names
