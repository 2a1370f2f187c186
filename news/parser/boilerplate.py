"""Recognizes lines that are no part of an article: "Read the full article here.", rules, captions, head and foot."""

import re
from dataclasses import dataclass

from .lines import INVISIBLE, VISIBLE, Link, collapse_whitespace, is_blank
from .mail_fields import OF_SENDER, OF_SUBJECT, OF_TIME, any_of
from .sentences import ends_sentence
from .urls import find_urls
from .word_lists import word_set

MAX_LENGTH = 120  # characters of a read-more link without its URL
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

READ_MORE_WORDS = word_set("read_more")
READ_VERBS, WHOLENESS_WORDS = word_set("read_verb"), word_set("wholeness")
ARTICLE_NOUNS, LINK_NOUNS = word_set("article_noun"), word_set("link_noun")
JOB_TITLES = word_set("job_title")
# With the name of the publisher: "Read the full article at Example Wire."
READ_MORE_AT = re.compile(
    r"[\[(]?(?:read|continue reading|click here|full (?:article|story|text))\b[^:]*?"
    r"(?:\bhere\b|\b(?:at|in|from|via)\s\S[^:]*|[»→>])[\W_]*$",
    re.IGNORECASE,
)
OPENING_MARKS = '[(«“"'
READ_MORE_START = re.compile(
    rf"(?<!\S)[{re.escape(OPENING_MARKS)}]?(?:read|click|continue|full|link|more|see|to read|the full|https?:|www\.)",
    re.IGNORECASE,
)
CAPITALIZED_READ_VERBS = {"Read", "Click", "Continue", "Full", "READ", "CLICK"}

RULE = re.compile(rf"[\s{INVISIBLE}–—_=*#~•·+-]+")
CAPTION = re.compile(
    r"(?:(?:pictured )?(?:from )?(?:left to right|l(?:eft)?\.? ?(?:to|-) ?r(?:ight)?)\b[^:]{0,20}:"
    r"|(?:above|below|left|right|top|bottom|center|centre|middle|from left|pictured|at left|at right|facing page)"
    r"(?:,?\s(?:and\s)?(?:above|below|left|right|top|bottom|center|centre|middle|row))*\s?:"
    r"|(?:photo|image|picture|caption)(?:\scredit|\sby|\scourtesy of)?\s?:|photo\s(?:by|credit|courtesy of)\s)",
    re.IGNORECASE,
)
MAIL_FIELD = any_of((OF_SENDER | OF_TIME | OF_SUBJECT | {"to", "re", "cc", "кому"}) - {"de"})  # which is a word, too
END_OF_ALERT = re.compile(r"(?:(?:facebook|twitter)\W+){0,4}flag as irrelevant\W*$", re.IGNORECASE)
FIELD = re.compile(rf"({MAIL_FIELD})\s?:(?:\s|$)", re.IGNORECASE)
HEADER = re.compile(
    r"(?:(?:n\s?c[se]{1,2}\s?j\W{1,3})?weekly(?:\s+news)?\s+(?:update|brief|top\s+(?:10|ten))"
    r"|(?:the\s)?national co(?:alition supporting|nference on) (?:eurasian|soviet) jewry\W*$|,\s?(?:19|20)[0-9]{2}\W*$"
    r"|top news|in the news|news (?:update|brief)|ncse?j (?:weekly|logo|news))\W*$"
    r"|(?:(?:facebook|twitter)\W+)*(?:flag as irrelevant|edit this alert|see (?:more|all) results)\b.{0,60}$"
    r"|google alerts?\b[^.]{0,60}$|=== (?:news|web|blogs) - |(?:daily|weekly|as-it-happens) update\s\W"
    rf"|(?:{MAIL_FIELD})\s?:(?:\s|$)"
    r"|dear\s(?:[\w.]{1,20}\s){0,4}(?:friends?|colleagues?|readers?|members?|leaders?|supporters?|all)\b[^.?]{0,30}$",
    re.IGNORECASE,
)
# How the foot of an issue begins: below the last article, nothing from here on belongs to that article.
FOOTER = re.compile(
    r"about (?:ncsej|ncsj|us|the (?:organization|national co))\b"
    r"|(?:the\s)?national co(?:alition|nference) (?:supporting|on)\b"
    r"|(?:founded|created) in (?:june )?1971\b|ncse?j (?:is|represents|works|was (?:founded|created))\b"
    r"|©|copyright\s(?:©|\(c\)|[0-9]{4})|.{0,80}\bunsubscribe\b|(?:please |to |click here to )?donate\b"
    r"|(?:like|follow|find) us on\b|you are receiving this\b|this e-?mail was sent\b"
    r"|(?:to )?make a donation\b|forward (?:this )?e-?mail|view (?:this |it )?(?:e-?mail )?in (?:your|a) browser",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReadMore:
    """A link to the article that ends here. `url` is empty if none is known.

    `is_bare_url`: the line is nothing but a URL. `extra_words`: words, in lower case, that are not usual in such a
    link, for example the publisher's name.
    """

    url: str
    is_bare_url: bool = False
    extra_words: frozenset[str] = frozenset()


def is_rule(text: str) -> bool:
    """A line drawn with the keyboard: "-----" or "* * *"."""
    return RULE.fullmatch(text) is not None and len(VISIBLE.findall(text)) >= 3


def is_caption(text: str) -> bool:
    return CAPTION.match(text.lstrip()) is not None


def is_header_boilerplate(text: str) -> bool:
    if len(text) > 2 * MAX_LENGTH:
        return False
    return HEADER.match(text.strip()) is not None or is_job_title(text)


def is_end_of_alert(text: str) -> bool:
    """ "Flag as irrelevant", which ends a result of Google's alert, above its address where that is not linked."""
    return END_OF_ALERT.match(text.strip()) is not None


def mail_field(text: str) -> str:
    """The name of the field that a line such as "From: …" begins with; "" if it begins with none."""
    match = FIELD.match(text.strip()) if len(text) <= 2 * MAX_LENGTH else None
    return match[1] if match else ""


def is_job_title(text: str) -> bool:
    """ "Executive Vice-Chairman & CEO" on a line of its own."""
    words = WORD.findall(text.lower()) if len(text) <= MAX_LENGTH else []
    return bool(words) and JOB_TITLES.issuperset(words)


def is_salutation(text: str) -> bool:
    """ "Dear Friend," on a line of its own."""
    return text.strip()[:5].lower() == "dear " and is_header_boilerplate(text)


def is_footer_boilerplate(text: str) -> bool:
    return FOOTER.match(text.strip()) is not None


def parse_read_more(text: str, links: tuple[Link, ...] = ()) -> ReadMore | None:
    """The link of a line that is "Read the full article here." in any wording, a URL, or both; None for other lines."""
    urls_in_text = list(find_urls(text)) if len(text) < 5000 else []
    wording = _remove_urls(text, urls_in_text)
    if len(wording) > MAX_LENGTH:
        return None
    words = WORD.findall(wording.lower())
    urls = [link.url for link in (*links, *urls_in_text)]
    url = urls[-1] if urls else ""
    if not words:
        return ReadMore(url, is_bare_url=True) if urls_in_text else None
    if READ_MORE_WORDS.issuperset(words) and _is_call_to_read(set(words), bool(url)):
        return ReadMore(url)
    if url and len(words) <= 12 and READ_MORE_AT.match(collapse_whitespace(wording)):
        return ReadMore(url, extra_words=frozenset(words) - READ_MORE_WORDS)
    return None


def find_read_more_start(text: str, links: tuple[Link, ...]) -> int:
    """The offset of the "Read the full article here." that a paragraph ends with; 0 if it has none."""
    end = len(text.rstrip())
    max_distance = MAX_LENGTH + sum(link.end - link.start for link in _find_url_at_end(text[-3000:]))
    for match in READ_MORE_START.finditer(text, max(0, end - max_distance)):
        start, word = match.start(), match[0].lstrip(OPENING_MARKS)
        before = text[max(0, start - 20) : start]
        begins_sentence = ends_sentence(before) or word != match[0] or word in CAPITALIZED_READ_VERBS
        if begins_sentence and not is_blank(before):
            read_more = parse_read_more(text[start:], tuple(link for link in links if link.start >= start - 1))
            if read_more and not read_more.extra_words:
                return start
    return 0


def _find_url_at_end(text: str) -> list[Link]:
    """The URL that a paragraph ends with, as a list of one; or an empty list."""
    return [link for link in list(find_urls(text))[-1:] if len(text.rstrip()) - link.end < MAX_LENGTH]


def _remove_urls(text: str, links: list[Link]) -> str:
    parts, start = [], 0
    for link in links:
        parts.append(text[start : link.start])
        start = link.end
    return " ".join([*parts, text[start:]])


def _is_call_to_read(words: set[str], has_url: bool) -> bool:
    return bool(
        words & READ_VERBS or (words & WHOLENESS_WORDS and words & ARTICLE_NOUNS) or (has_url and words & LINK_NOUNS)
    )
