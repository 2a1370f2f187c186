"""Undoes what mail programs and PDFs do to lines: addresses broken over lines or put behind words, ">" before lines."""

import itertools
import re
from dataclasses import replace

from ..bylines import parse_byline
from ..dates import parse_date_at_end
from ..lines import Link, RawLine, is_blank
from ..source_lines import parse_source_line
from ..urls import has_path, normalize_url

MAX_PARTS = 8  # lines that one address is broken over
LAST_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]{3,}$", re.IGNORECASE)
OPEN_BRACKET_URL = re.compile(r"<(?:https?://|www\.)[^\s<>\"]{3,}$", re.IGNORECASE)
CONTINUATION = re.compile(r"[\w%~./?&=#:;,+@!$'()*-]+>?[.,)]?")
REST_IN_BRACKETS = re.compile(r"[^\s<>]{1,400}>")
# What a word of prose has not: a digit, hyphen, slash or the like inside, or an ending such as ".html".
ADDRESS_SIGN = re.compile(r"[0-9/_=&%?#-]|\.(?:html?|php|aspx?|pdf)\b")
# What a mail's text alternative makes of a link: "the committee <https://…>".
URL_BEHIND_WORD = re.compile(
    r"(?<=\S)\s?<(?:((?:https?://|www\.)[^\s<>]{3,2000})|mailto:[^\s<>]{3,200})>", re.IGNORECASE
)
URL_AT_START = re.compile(r"\s*(<(?:https?://|www\.)[^\s<>]{3,2000}>[.,;:!?)]*)", re.IGNORECASE)
WORD_AT_END = re.compile(r"[^\s<>]+$")
MAX_WORD_LENGTH = 100
LONG_LINE = 66  # characters, from which a line may have been broken at any place in an address
# In lower case, before what begins a sentence.
FIRST_WORD = re.compile(r"\s{0,3}[a-z0-9][\w%~./?&=#+-]{0,300}>?\s+(?=[\"“«'‘(]?[^\W_a-z])")
SLUG_OR_FILE = re.compile(r"[a-z]\w*-[a-z0-9]|(?:[a-z0-9]+-){3}[a-z0-9]|\S{1,300}\.(?:html?|php|aspx?|pdf)\b")
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
    if not url:
        return False
    if _goes_on(above[-2000:], url, text):
        return True
    if not text or text.lower().startswith(("http", "www.")) or not CONTINUATION.fullmatch(text):
        return False
    if url[0].endswith("-"):
        return True
    is_address = ADDRESS_SIGN.search(text) is not None
    if url[0].endswith("/"):
        return is_address or text.islower()
    return is_address and len(above) >= LONG_LINE and url[0][-1].isalnum() and ("-" in text or "/" in text)


def _goes_on(above: str, url: re.Match[str], text: str) -> bool:
    """Whether the first word of a line is the rest of the address of a head, and the article begins behind it.

    "… JTA, May 5, 2018 https://example.org/school-" and "opens The school …": a PDF broke the address.
    """
    word = FIRST_WORD.match(text)
    if word is None or not _may_be_rest(url[0], word[0].strip(" >")) or not has_path(url[0]):
        return False
    return url.start() > 0 and parse_date_at_end(above[: url.start()].rstrip(" <(,;:|–—-")) is not None


def _may_be_rest(url: str, word: str) -> bool:
    """Behind "-" any word but a number, behind "/" a slug or file: articles begin with "27-year-old" and "iPhone"."""
    if url.endswith("-"):
        return any(char.isalpha() for char in word)
    return url.endswith("/") and SLUG_OR_FILE.match(word) is not None


def link_words(lines: list[RawLine]) -> list[RawLine]:
    """An address in angle brackets becomes the link of the word before it; it is no longer text.

    The word may stand at the end of the line above: of a paragraph, or of the headline above a byline or source.
    """
    linked: list[RawLine] = []
    for line, below in itertools.pairwise([*lines, RawLine("")]):
        rest = URL_AT_START.match(line.text) if "<" in line.text else None
        is_alone = rest is not None and is_blank(line.text[rest.end(1) :])
        may_join = rest and linked and not is_blank(linked[-1].text) and not linked[-1].links
        if rest and may_join and (not is_alone or _is_of_head(below.text)):
            above = linked.pop()
            linked.append(_link_words(replace(above, text=f"{above.text.rstrip()} {rest[1]}")))
            line = replace(line, text=line.text[rest.end(1) :])
            if is_alone:
                continue
        linked.append(_link_words(line) if "<" in line.text and not line.links else line)
    return linked


def _is_of_head(text: str) -> bool:
    return parse_byline(text) is not None or parse_source_line(text) is not None


def _link_words(line: RawLine) -> RawLine:
    parts: list[str] = []
    links: list[Link] = []
    dropped: list[str] = []
    length = end = 0
    for match in URL_BEHIND_WORD.finditer(line.text):
        before = line.text[end : match.start()]
        word = WORD_AT_END.search(before[-MAX_WORD_LENGTH:])
        url = normalize_url(match[1]) if match[1] else ""
        if not word or (match[1] and not url):
            before += match[0]
        else:
            dropped.append(match[0].strip())
            links += [Link(length + len(before) - len(word[0]), length + len(before), url)] if url else []
        parts.append(before)
        length += len(before)
        end = match.end()
    if not dropped:
        return line
    return replace(line, text="".join([*parts, line.text[end:]]), links=tuple(links)).drop(" ".join(dropped))
