"""The text of a page, from its bytes."""

import codecs
import re

MAX_LENGTH = 5_000_000  # characters of a page that are read
DECLARED = re.compile(
    rb"(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,60}?encoding)\s*=\s*[\"']?\s*([a-z0-9_.:-]{2,40})", re.I
)
HEAD_LENGTH = 16_384  # bytes in which a page declares its encoding
BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# What these names mean on the web: https://encoding.spec.whatwg.org/#names-and-labels
WEB_NAMES = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-8": "cp1255",
}
WEB_NAMES |= {
    "iso-8859-8-i": "cp1255",
    "iso-8859-9": "cp1254",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "x-sjis": "cp932",
}


def decode(body: bytes, charset: str = "") -> str:
    """The text of a page. charset: what the response's Content-Type says, or empty. Never raises.

    What is valid UTF-8 is UTF-8, whatever it declares, because nothing else is so by chance, and what a browser has
    saved may declare what it was before. Then what the response and the page declare; then what fits its letters.
    """
    for mark, name in BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, errors="replace")[:MAX_LENGTH]
    text = body.decode("utf-8", errors="replace")
    broken = text.count("\N{REPLACEMENT CHARACTER}")
    if broken and broken > len(text) / 2000:  # a few are a slip of a page in UTF-8, or its end that was cut off
        declared = DECLARED.search(body[:HEAD_LENGTH])
        names = (charset, declared[1].decode("ascii") if declared else "")
        text = body.decode(_choose(body, names), errors="replace")
    return text[:MAX_LENGTH]


def _choose(body: bytes, names: tuple[str, ...]) -> str:
    for name in names:
        known = _find_codec(name.strip("\"' ").lower())
        if known and known != "utf-8":
            return known
    return _guess(body)


def _find_codec(name: str) -> str:
    """Python's name of a text encoding; empty if it knows none."""
    try:
        codec = codecs.lookup(WEB_NAMES.get(name, name))
        b"a".decode(codec.name)
    except (LookupError, ValueError, UnicodeError):  # hex and the like encode no text
        return ""
    return codec.name


def _guess(body: bytes) -> str:
    """Windows-1251, -1255 or -1252, by which letters are frequent. In the first, most letters are above 0xE0."""
    high = [byte for byte in body if byte >= 0xC0]
    if len(high) < len(body) / 20:
        return "cp1252"
    hebrew = sum(0xE0 <= byte <= 0xFA for byte in high)
    frequent_in_russian = sum(byte in b"\xee\xe5\xe0\xe8\xed\xf2\xf1\xf0\xe2" for byte in high)
    has_vowels = frequent_in_russian > len(high) / 3 and b"\xee" in body
    final_letters = sum(byte in b"\xe9\xe5\xe4" for byte in high)
    if hebrew == len(high) and final_letters > len(high) / 4:
        return "cp1255"
    return "cp1251" if has_vowels else "cp1252"
