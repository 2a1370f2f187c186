"""Lines that show the way and are no part of an article: "Read the full article here.", rules, captions, furniture."""

import re
from dataclasses import dataclass

from .addresses import addresses_in
from .lines import INVISIBLE, VISIBLE, Link, is_blank, squash
from .sentences import ends_sentence
from .words import words

LONGEST = 120  # characters of a signpost, its address aside
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

CALLS, FULNESS, THINGS, POINTERS = words("call"), words("fulness"), words("thing"), words("pointer")
SIGNPOST_WORDS = words("signpost")
TITLES = words("title")
# Leads there as well, but names somebody: "Read the full article at Example Wire."
ELSEWHERE = re.compile(
    r"[\[(]?(?:read|continue reading|click here|full (?:article|story|text))\b[^:]*?"
    r"(?:\bhere\b|\b(?:at|in|from|via)\s\S[^:]*|[»→>])[\W_]*$",
    re.IGNORECASE,
)
OPENING = '[(«“"'
TAIL_START = re.compile(
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
FURNITURE = re.compile(
    r"(?:weekly (?:news update|top 10)|top news|in the news|news update)\W*$"
    r"|(?:to|from|re|cc|subject|sent|date)\s?:(?:\s|$)"
    r"|dear\s(?:[\w.]{1,20}\s){0,4}(?:friends?|colleagues?|readers?|members?|leaders?|supporters?|all)\b[^.?]{0,30}$",
    re.IGNORECASE,
)
# How the end of an issue begins: below the last article, nothing from here on belongs to it.
COLOPHON = re.compile(
    r"about (?:ncsej|ncsj|us|the (?:organization|national co))\b"
    r"|(?:the\s)?national co(?:alition|nference) (?:supporting|on)\b"
    r"|(?:founded|created) in (?:june )?1971\b|ncse?j (?:is|represents|works|was (?:founded|created))\b"
    r"|©|copyright\s(?:©|\(c\)|[0-9]{4})|.{0,80}\bunsubscribe\b|(?:please |to |click here to )?donate\b"
    r"|(?:to )?make a donation\b|forward (?:this )?e-?mail|view (?:this |it )?(?:e-?mail )?in (?:your|a) browser",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Closer:
    """The end of an article: `url` leads to it. `own_words` are those that do more than show the way."""

    url: str
    is_bare_address: bool = False
    own_words: frozenset[str] = frozenset()


def is_rule(text: str) -> bool:
    """A line drawn with the keyboard: "-----" or "* * *"."""
    return RULE.fullmatch(text) is not None and len(VISIBLE.findall(text)) >= 3


def is_caption(text: str) -> bool:
    return CAPTION.match(text.lstrip()) is not None


def is_furniture(text: str) -> bool:
    if len(text) > 2 * LONGEST:
        return False
    said_words = WORD.findall(text.lower())
    return FURNITURE.match(text.strip()) is not None or (bool(said_words) and TITLES.issuperset(said_words))


def is_colophon(text: str) -> bool:
    return COLOPHON.match(text.strip()) is not None


def read_closer(text: str, links: tuple[Link, ...] = ()) -> Closer | None:
    """ "Read the full article here." in any wording, an address on a line of its own, or both."""
    addresses = list(addresses_in(text)) if len(text) < 5000 else []
    said = without(text, addresses)
    if len(said) > LONGEST:
        return None
    said_words = WORD.findall(said.lower())
    urls = [link.url for link in (*links, *addresses)]
    url = urls[-1] if urls else ""
    if not said_words:
        return Closer(url, is_bare_address=True) if addresses else None
    if SIGNPOST_WORDS.issuperset(said_words) and _leads_on(set(said_words), bool(url)):
        return Closer(url)
    if url and len(said_words) <= 12 and ELSEWHERE.match(squash(said)):
        return Closer(url, own_words=frozenset(said_words) - SIGNPOST_WORDS)
    return None


def start_of_closer(text: str, links: tuple[Link, ...]) -> int:
    """Where a paragraph ends and its own "Read the full article here." begins; 0 if the line is not so divided."""
    end = len(text.rstrip())
    reach = LONGEST + sum(link.end - link.start for link in address_at_end(text[-3000:]))
    for found in TAIL_START.finditer(text, max(0, end - reach)):
        start, word = found.start(), found[0].lstrip(OPENING)
        before = text[max(0, start - 20) : start]
        parts = ends_sentence(before) or word != found[0] or word in CALLS_IN_CAPITALS
        if parts and not is_blank(before):
            closer = read_closer(text[start:], tuple(link for link in links if link.start >= start - 1))
            if closer and not closer.own_words:
                return start
    return 0


def address_at_end(text: str) -> list[Link]:
    """The address a paragraph ends with, if it ends with one."""
    return [link for link in list(addresses_in(text))[-1:] if len(text.rstrip()) - link.end < LONGEST]


def without(text: str, addresses: list[Link]) -> str:
    parts, at = [], 0
    for link in addresses:
        parts.append(text[at : link.start])
        at = link.end
    return " ".join([*parts, text[at:]])


def _leads_on(said, has_url):
    return bool(said & CALLS or (said & FULNESS and said & THINGS) or (has_url and said & POINTERS))
