"""Whether a page is one article at all."""

import re
from urllib.parse import urlsplit

from .article import Doubt, Origin
from .body import Body, is_entry
from .json_ld import Node, types_of
from .page import Page, path_words
from .word_lists import phrases, word_set
from .written_dates import read_moment

GONE, BLOCKED = (re.compile("|".join(phrases(name)), re.IGNORECASE) for name in ("gone", "blocked"))
LIST_PATHS, LIST_TYPES = word_set("list_path"), word_set("list_type")
MAX_TITLE = 90  # characters of a title that says what a page is, and not what an article says
LITTLE_TEXT = 250  # characters
LITTLE_BODY = 100
PARAGRAPHS_OF_TEXT = 3  # one below another; the entries of a list have fewer
MANY_ENTRIES = 4  # headings that are links


def judge_page(page: Page, nodes: list[tuple[Node, Origin]], body: Body) -> Doubt | None:
    """The reason for which a page is no article; None if it is one."""
    titles = [page.title, *page.meta("og:title"), *(block.text for block in page.headings[:2])]
    short = [title for title in titles if len(title) <= MAX_TITLE]
    is_told = bool(nodes) or _is_told_article(page)
    if not is_told or body.length < LITTLE_BODY:
        if any(GONE.search(title) for title in short):
            return Doubt.GONE
        if any(BLOCKED.search(title) for title in short):
            return Doubt.BLOCKED
    if is_front_page(page.url) or (not nodes and _is_list(page, body)):
        return Doubt.FRONT_PAGE
    if not is_told and body.length < LITTLE_BODY and _shows_nothing(page):
        return Doubt.EMPTY
    if not is_told and body.length < LITTLE_BODY:
        return Doubt.BLOCKED if any(BLOCKED.search(block.text) for block in page.blocks[:40]) else Doubt.NO_TEXT
    return None


def is_front_page(url: str) -> bool:
    """Whether a URL is that of a whole site, or of a site in one language."""
    words = path_words(url)
    query = urlsplit(url).query
    is_index = len(words) == 1 and re.fullmatch(r"[a-z]{2}|(?:index|default|home)(?:\.\w{2,5})?", words[0].lower())
    return not query and (not words or bool(is_index))


def _is_told_article(page: Page) -> bool:
    """Whether the meta tags say that it is an article; some say so of lists, too."""
    is_typed = any(kind.lower().startswith("article") for kind in page.meta("og:type"))
    return _is_dated(page) or (is_typed and not _has_list_path(page.url))


def _is_dated(page: Page) -> bool:
    """Whether the meta tags have the time of publication, which no list has."""
    names = ("article:published_time", "parsely-pub-date", "citation_title", "cxenseparse:recs:publishtime")
    return any(read_moment(text) for text in page.meta(*names))


def _has_list_path(url: str) -> bool:
    """Whether the last part of the path, or the one before it, is a list's: “/tag/theater”, “/page/2”."""
    return any(word.lower() in LIST_PATHS for word in path_words(url)[-2:])


def _is_list(page: Page, body: Body) -> bool:
    """Whether the page says that it is a list, or looks like one: headings that are links, and no text of its own."""
    if _is_dated(page):
        return False
    if any(kind in LIST_TYPES for node in page.json_ld for kind in types_of(node)):
        return True
    if _has_list_path(page.url) and body.together < PARAGRAPHS_OF_TEXT:
        return True
    if _is_told_article(page) or body.together >= PARAGRAPHS_OF_TEXT:
        return False
    return sum(is_entry(block) for block in page.blocks) >= MANY_ENTRIES


def _shows_nothing(page: Page) -> bool:
    return sum(len(block.text) for block in page.blocks) < LITTLE_TEXT
