"""The text of one part of a mail: transfer encoding, character set, lines that a program broke."""

import quopri
import re
from email.message import Message

from .encodings import decode, find_declared

SOFT_BREAKS = re.compile(rb"=\r?\n")
ESCAPES = re.compile(rb"=(?:[89A-F][0-9A-F]|20|3D|0A|09)")
FEW = 3  # of both, which a text that is not quoted-printable does not have
STILL_ENCODED = "The text was quoted-printable without saying so, and was decoded."
WORD = re.compile(r"\w+")


def read_text(part: Message) -> tuple[str, tuple[str, ...]]:
    """The text of a part whose type is text, and sentences for the editor. Lines end in "\\n"."""
    content = read_bytes(part)
    notes: tuple[str, ...] = ()
    is_encoded = str(part.get("Content-Transfer-Encoding", "")).strip().lower() in ("quoted-printable", "base64")
    if not is_encoded and len(SOFT_BREAKS.findall(content)) >= FEW and len(ESCAPES.findall(content)) >= FEW:
        content, notes = quopri.decodestring(content), (STILL_ENCODED,)
    declared = _parameter(part, "charset")
    is_html = part.get_content_type() == "text/html"
    text, doubts = decode(content, declared or (find_declared(content) if is_html else ""))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not is_html and _parameter(part, "format").lower() == "flowed":
        text = unflow(text, deletes_space=_parameter(part, "delsp").lower() == "yes")
    return text, (*notes, *doubts)


def children_of(part: Message) -> list[Message]:
    """The parts of a part; none of one that holds content."""
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def read_bytes(part: Message) -> bytes:
    """What a part holds, decoded; empty for a part of parts. Damaged base64 gives what can be decoded of it."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def unflow(text: str, deletes_space: bool) -> str:
    """Joins the lines that a mail program broke for display (RFC 3676, format=flowed).

    A line that ends in a space goes on in the next, if that is quoted as deep; the line "-- " never does.
    deletes_space: that space is not part of the text (DelSp=yes, for languages without spaces).
    """
    paragraphs: list[str] = []
    goes_on, depth = False, 0
    for line in text.split("\n"):
        stripped = line.lstrip(">")
        depth_here = len(line) - len(stripped)
        content = stripped.removeprefix(" ")  # stuffed before "From" and ">"
        if goes_on and depth_here == depth and content != "-- ":
            paragraphs[-1] += content
        else:
            paragraphs.append(">" * depth_here + (" " if depth_here else "") + content)
        goes_on = content.endswith(" ") and content != "-- "
        depth = depth_here
        if goes_on and deletes_space:
            paragraphs[-1] = paragraphs[-1].removesuffix(" ")
    return "\n".join(paragraph.rstrip(" ") if paragraph != "-- " else paragraph for paragraph in paragraphs)


def count_words(text: str, is_html: bool) -> int:
    """Of what a reader sees."""
    from news.parser.html_lines import html_to_lines  # takes long, and a process that reads a PDF needs it not

    seen = " ".join(line.text for line in html_to_lines(text)) if is_html else text
    return sum(1 for _ in WORD.finditer(seen))


def _parameter(part: Message, name: str) -> str:
    """Of the content type; "" where it is absent or broken."""
    try:
        value = part.get_param(name, "")
    except (ValueError, LookupError):
        return ""
    return str(value[2] if isinstance(value, tuple) else value).strip()
