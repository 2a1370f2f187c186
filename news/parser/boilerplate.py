"""Lines that show the way and are no part of an article: "Read the full article here.", rules, captions, furniture."""

import re
from dataclasses import dataclass

from .lines import INVISIBLE, VISIBLE, Link, is_blank, squash
from .sentences import ends_sentence
from .urls import find_urls
from .words import words

MAX_LENGTH = 120  # characters of a signpost, its address aside
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

CALLS, FULLNESS, THINGS, POINTERS = words("call"), words("fullness"), words("thing"), words("pointer")
READ_MORE_WORDS = words("read_more")
TITLES = words("title")
# Leads there as well, but names somebody: "Read the full article at Example Wire."
ELSEWHERE = re.compile(
    r"[\[(]?(?:read|continue reading|click here|full (?:article|story|text))\b[^:]*?"
    r"(?:\bhere\b|\b(?:at|in|from|via)\s\S[^:]*|[»→>])[\W_]*$",
    re.IGNORECASE,
)
OPENING = '[(«“"'
READ_MORE_START = re.compile(
    rf"(?<!\S)[{re.escape(OPENING)}]?(?:read|click|continue|full|link|more|see|to read|the full|https?:|www\.)",
    re.IGNORECASE,
)
CALLS_IN_CAPITALS = {"Read", "Click", "Continue", "Full", "READ", "CLICK"}

RULE = re.compile(rf"[\s{INVISIBLE}–—_=*#~•·+-]+")
CAPTION = re.compile(
    r"(?:(?:above|below|left|right|top|bottom|center|centre|middle|from left|pictured|at left|at right|facing page)"
    r"(?:,?\s(?:and\s)?(?:above|below|left|right|top|bottom|center|centre|middle|row))*\s?:"
    r"|(?:photo|image|picture|caption)(?:\scredit|\sby|\scourtesy of)?\s?:|photo\s(?:by|credit|courtesy of)\s)",
    re.IGNORECASE,
)
HEADER = re.compile(
    r"(?:weekly (?:news update|top 10)|top news|in the news|news update)\W*$"
    r"|(?:to|from|re|cc|subject|sent|date)\s?:(?:\s|$)"
    r"|dear\s(?:[\w.]{1,20}\s){0,4}(?:friends?|colleagues?|readers?|members?|leaders?|supporters?|all)\b[^.?]{0,30}$",
    re.IGNORECASE,
)
# How the end of an issue begins: below the last article, nothing from here on belongs to it.
FOOTER = re.compile(
    r"about (?:ncsej|ncsj|us|the (?:organization|national co))\b"
    r"|(?:the\s)?national co(?:alition|nference) (?:supporting|on)\b"
    r"|(?:founded|created) in (?:june )?1971\b|ncse?j (?:is|represents|works|was (?:founded|created))\b"
    r"|©|copyright\s(?:©|\(c\)|[0-9]{4})|.{0,80}\bunsubscribe\b|(?:please |to |click here to )?donate\b"
    r"|(?:to )?make a donation\b|forward (?:this )?e-?mail|view (?:this |it )?(?:e-?mail )?in (?:your|a) browser",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReadMore:
    """The end of an article: `url` leads to it. `own_words` are those that do more than show the way."""

    url: str
    is_bare_url: bool = False
    own_words: frozenset[str] = frozenset()


def is_rule(text: str) -> bool:
    """A line drawn with the keyboard: "-----" or "* * *"."""
    return RULE.fullmatch(text) is not None and len(VISIBLE.findall(text)) >= 3


def is_caption(text: str) -> bool:
    return CAPTION.match(text.lstrip()) is not None


def is_header_boilerplate(text: str) -> bool:
    if len(text) > 2 * MAX_LENGTH:
        return False
    said_words = WORD.findall(text.lower())
    return HEADER.match(text.strip()) is not None or (bool(said_words) and TITLES.issuperset(said_words))


def is_footer_boilerplate(text: str) -> bool:
    return FOOTER.match(text.strip()) is not None


def parse_read_more(text: str, links: tuple[Link, ...] = ()) -> ReadMore | None:
    """ "Read the full article here." in any wording, an address on a line of its own, or both."""
    addresses = list(find_urls(text)) if len(text) < 5000 else []
    said = without(text, addresses)
    if len(said) > MAX_LENGTH:
        return None
    said_words = WORD.findall(said.lower())
    urls = [link.url for link in (*links, *addresses)]
    url = urls[-1] if urls else ""
    if not said_words:
        return ReadMore(url, is_bare_url=True) if addresses else None
    if READ_MORE_WORDS.issuperset(said_words) and _leads_on(set(said_words), bool(url)):
        return ReadMore(url)
    if url and len(said_words) <= 12 and ELSEWHERE.match(squash(said)):
        return ReadMore(url, own_words=frozenset(said_words) - READ_MORE_WORDS)
    return None


def start_of_read_more(text: str, links: tuple[Link, ...]) -> int:
    """Where a paragraph ends and its own "Read the full article here." begins; 0 if the line is not so divided."""
    end = len(text.rstrip())
    reach = MAX_LENGTH + sum(link.end - link.start for link in url_at_end(text[-3000:]))
    for found in READ_MORE_START.finditer(text, max(0, end - reach)):
        start, word = found.start(), found[0].lstrip(OPENING)
        before = text[max(0, start - 20) : start]
        parts = ends_sentence(before) or word != found[0] or word in CALLS_IN_CAPITALS
        if parts and not is_blank(before):
            read_more = parse_read_more(text[start:], tuple(link for link in links if link.start >= start - 1))
            if read_more and not read_more.own_words:
                return start
    return 0


def url_at_end(text: str) -> list[Link]:
    """The address a paragraph ends with, if it ends with one."""
    return [link for link in list(find_urls(text))[-1:] if len(text.rstrip()) - link.end < MAX_LENGTH]


def without(text: str, addresses: list[Link]) -> str:
    parts, at = [], 0
    for link in addresses:
        parts.append(text[at : link.start])
        at = link.end
    return " ".join([*parts, text[at:]])


def _leads_on(said, has_url):
    return bool(said & CALLS or (said & FULLNESS and said & THINGS) or (has_url and said & POINTERS))
