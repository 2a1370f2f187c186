"""Bytes to text: byte order mark, what is declared, UTF-8, and for the rest the encoding in which they read as words.

UTF-8 is tried before what is declared, because texts of other encodings are never valid UTF-8 by chance, and mail
programs that passed a text on have often left the old name on the new bytes.
"""

import codecs
import re

from .scripts import find_script, is_clean

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16's, with which it begins
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Those that hold text: Python also knows "zip", "idna", "unicode_escape" and others by name.
TEXT_CODEC = re.compile(
    r"(?:utf-(?:8|16|32)(?:-[bl]e)?|iso8859-\d+|cp\d+|koi8-[rut]|kz1048|ptcp154|mac-\w+|tis-620|johab|hz"
    r"|gb\w+|big5\w*|euc_\w+|shift_ji\w+|iso2022_\w+)"
)
# The Encoding Standard of the WHATWG reads these as Windows-1252, for so programs of Windows have always written them.
LATIN = {"iso8859-1", "ascii", "cp1252"}
OTHER_NAMES = {"iso-8859-8-i": "iso-8859-8", "iso-8859-8-e": "iso-8859-8", "windows-31j": "cp932", "x-sjis": "cp932"}
META_CHARSET = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
META_WITHIN = 4096  # bytes from the beginning

OTHERWISE_DECLARED = "Its characters are {}, though {} is declared."
DAMAGED = "Some of its characters were damaged; they stand as \ufffd, or were guessed."
TWICE = "Some of its characters were encoded twice: “â€™” stands for “’”."
ENCODED_TWICE = re.compile(r"â€[œ™˜\x9d“”¦]|Ã[©¨¶¼¤±]|Ð[°-¿]Ñ|Å[‚„¡]")
GUESSED = "Its encoding is not declared; it was read as {}."
UNKNOWN = "Its declared encoding, {}, is not known; it was read as {}."
MAX_NAME = 40  # characters of a declared name that are told


def decode(content: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """The text, and sentences for the editor about what was doubtful. `declared` as a mail's charset; never raises."""
    for mark, name in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            text = content.decode(name, "replace").removeprefix("\ufeff")
            return text, _doubts(text)
    codec = _find_codec(declared)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(content, codec, declared[:MAX_NAME])
    if codec.startswith(("iso2022", "hz", "utf-16", "utf-32")):  # whose bytes may all be ASCII
        return _decode_other(content, codec, declared[:MAX_NAME])
    contradicts = codec not in ("", "utf-8", *LATIN) and not text.isascii()
    doubts = (TWICE,) if ENCODED_TWICE.search(text) else ()
    return text, (OTHERWISE_DECLARED.format("UTF-8", declared[:MAX_NAME]), *doubts) if contradicts else doubts


def find_declared(content: bytes) -> str:
    """The encoding that HTML or XML names in its head, or ""."""
    match = META_CHARSET.search(content, 0, META_WITHIN)
    return match[1].decode("ascii") if match else ""


def _decode_other(content: bytes, codec: str, declared: str) -> tuple[str, tuple[str, ...]]:
    """What is no UTF-8, or is declared as what may be ASCII throughout."""
    if codec in ("", "utf-8") and _is_mostly_utf8(content):
        return content.decode("utf-8", _REPAIR), (DAMAGED,)
    if codec not in ("", "utf-8", *LATIN):
        text = content.decode(codec, "replace")
        if "\ufffd" not in text:
            return text, ()
    found, name = find_script(content)
    if found == "cp1252" and codec not in ("", *LATIN) and not (codec == "utf-8" and is_clean(content, found)):
        return content.decode(codec, _REPAIR if codec == "utf-8" else "replace"), (DAMAGED,)
    text = content.decode(found, "replace")
    if codec in LATIN and found == "cp1252":
        return text, _doubts(text)
    told = OTHERWISE_DECLARED.format(name, declared) if codec else GUESSED.format(name)
    if declared and not codec:
        told = UNKNOWN.format(declared, name)
    return text, (*_doubts(text), told)


def _doubts(text: str) -> tuple[str, ...]:
    return (DAMAGED,) if "\ufffd" in text else ()


def _find_codec(declared: str) -> str:
    """Python's name of the encoding; "" where it is unknown or holds no text."""
    name = declared.strip().strip("\"'").lower()
    try:
        found = codecs.lookup(OTHER_NAMES.get(name, name)).name
    except (LookupError, ValueError):
        return ""
    return found if found in LATIN or TEXT_CODEC.fullmatch(found) else ""


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether more characters beyond ASCII are UTF-8 than are not."""
    text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    return sum(1 for character in re.findall(r"[^\x00-\x7f]", text) if character != "\ufffd") > damaged


def _repair(error: UnicodeError) -> tuple[str, int]:
    """A single byte of Windows-1252 among UTF-8 is that character: a curly quote that was pasted in."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    is_alone = byte < b"\xc0" and error.end - error.start == 1
    return (byte.decode("cp1252", "replace") if is_alone else "\ufffd"), error.end


_REPAIR = "archive.repair"
codecs.register_error(_REPAIR, _repair)
