"""Undoes what mail programs and PDFs do to lines: addresses broken over two lines, and ">" before each line."""

import re
from dataclasses import replace

from ..lines import RawLine, is_blank

MAX_PARTS = 8  # lines that one address is broken over
LAST_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]{3,}$", re.IGNORECASE)
OPEN_BRACKET_URL = re.compile(r"<(?:https?://|www\.)[^\s<>\"]{3,}$", re.IGNORECASE)
CONTINUATION = re.compile(r"[\w%~./?&=#:;,+@!$'()*-]+>?[.,)]?")
REST_IN_BRACKETS = re.compile(r"[^\s<>]{1,400}>")
# What a word of prose has not: a digit, hyphen, slash or the like inside, or an ending such as ".html".
ADDRESS_SIGN = re.compile(r"[0-9/_=&%?#-]|\.(?:html?|php|aspx?|pdf)\b")
LONG_LINE = 66  # characters, from which a line may have been broken at any place in an address
QUOTE_MARK = re.compile(r"(?:>\s?)+")


def strip_quote_marks(lines: list[RawLine]) -> list[RawLine]:
    """Without the ">" before the lines, if most have one, as in a forwarded or answered mail."""
    written = [line for line in lines if not is_blank(line.text)]
    quoted = [line for line in written if line.text.startswith(">")]
    if len(quoted) * 3 < len(written) * 2 or all(is_blank(line.text.lstrip("> ")) for line in written):
        return lines
    stripped: list[RawLine] = []
    waiting = ""  # marks of lines that hold nothing else; they are dropped by the next line that holds something
    for line in lines:
        mark = QUOTE_MARK.match(line.text)
        rest = line.text[mark.end() :] if mark else line.text
        waiting += mark[0].strip() if mark else ""
        if waiting and not is_blank(rest):
            stripped.append(replace(line, text=rest).drop(waiting))
            waiting = ""
        else:
            stripped.append(replace(line, text=rest))
    if waiting:
        last = max(index for index, line in enumerate(stripped) if not is_blank(line.text))
        stripped[last] = stripped[last].drop(waiting)
    return stripped


def join_wrapped_urls(lines: list[RawLine]) -> list[RawLine]:
    """Addresses that end in "-" or "/", or at the width of a line, and go on in the next line, become whole."""
    joined: list[RawLine] = []
    parts = 0
    for line in lines:
        above = joined[-1] if joined else None
        if above and parts < MAX_PARTS and _continues_url(above.text, line.text):
            joined[-1] = replace(above, text=above.text.rstrip() + line.text.strip())
            parts += 1
        else:
            joined.append(line)
            parts = 0
    return joined


def _continues_url(above: str, text: str) -> bool:
    above, text = above.rstrip(), text.strip()
    if OPEN_BRACKET_URL.search(above[-2000:]):
        return REST_IN_BRACKETS.match(text) is not None
    url = LAST_URL.search(above[-2000:])
    if not url or not text or text.lower().startswith(("http", "www.")) or not CONTINUATION.fullmatch(text):
        return False
    if url[0].endswith("-"):
        return True
    is_address = ADDRESS_SIGN.search(text) is not None
    if url[0].endswith("/"):
        return is_address or text.islower()
    return is_address and len(above) >= LONG_LINE and url[0][-1].isalnum() and ("-" in text or "/" in text)
