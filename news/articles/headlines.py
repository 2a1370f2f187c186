"""The headline of a page: what its readers see, where machines are told much the same."""

from collections.abc import Iterator

from ..parser.sources import letters
from .article import Doubt, Origin
from .json_ld import Node, as_text
from .names import clean, is_alike, without_site, words
from .page import Page
from .word_lists import phrases

MAX_LENGTH = 300  # characters
NO_HEADLINES = frozenset(phrases("no_headline"))
ELLIPSES = ("…", "...")

Candidate = tuple[str, Origin]


def find_headline(
    page: Page, nodes: list[tuple[Node, Origin]], site_names: list[str]
) -> tuple[str, Origin, tuple[Doubt, ...]]:
    """The headline, where it was found, and doubts of it; an empty text if there is none.

    A heading on the page that is like what the metadata say is the headline, because that is what readers see; a
    headline for machines may be cut off, or written for a search engine. Without such a heading the metadata count;
    then a heading like the title, the first heading that is no mere label, and the title.
    """
    told = [(text, origin) for text, origin in _told(page, nodes, site_names) if _may_be_headline(text, site_names)]
    title = without_site(page.title, site_names)
    headings = [block for block in page.headings if _may_be_headline(block.text, site_names)]
    shown = [block.text for block in headings]
    for heading in shown:
        alike = next((pair for pair in told if is_alike(pair[0], heading)), None)
        if alike:
            return (*_choose(heading, alike, told), ())
    if told:
        return (*_best_told(told), ())
    for heading in shown or _lines_of_title(page, site_names):
        if is_alike(heading, title):
            return heading, Origin.TEXT, ()
    shown = [block.text for block in headings if block.link_density < 0.5]  # a logo leads to the front page
    has_title = len(words(title)) >= 4 and _may_be_headline(title, site_names)
    if shown and (not has_title or len(words(shown[0])) >= 4):
        return shown[0], Origin.TEXT, (() if len(shown) == 1 else (Doubt.GUESSED_HEADLINE,))
    if has_title:
        return title, Origin.TITLE, (Doubt.GUESSED_HEADLINE,)
    return "", Origin.TEXT, (Doubt.NO_HEADLINE,)


def _lines_of_title(page: Page, site_names: list[str]) -> Iterator[str]:
    """On a page without headings, as they were built before stylesheets: lines that the title has, too."""
    title = letters(page.title)
    for block in page.blocks:
        line = block.lines[0]
        if len(words(line)) >= 3 and letters(line) in title and _may_be_headline(line, site_names):
            yield line


def _told(page: Page, nodes: list[tuple[Node, Origin]], site_names: list[str]) -> Iterator[Candidate]:
    """What machines are told, the most telling first."""
    for node, origin in nodes:
        yield without_site(clean(as_text(node.get("headline")) or as_text(node.get("name"))), site_names), origin
    for text in page.meta("og:title"):
        yield without_site(clean(text), site_names), Origin.OPEN_GRAPH
    for text in page.meta("twitter:title", "citation_title", "dc.title", "parsely-title", "sailthru.title", "title"):
        yield without_site(clean(text), site_names), Origin.META


def _may_be_headline(text: str, site_names: list[str]) -> bool:
    same = letters(text)
    return (
        bool(same)
        and len(text) <= MAX_LENGTH
        and text.casefold().strip(" .!?") not in NO_HEADLINES
        and same not in map(letters, site_names)
    )


def _choose(heading: str, alike: Candidate, told: list[Candidate]) -> Candidate:
    """The heading, or what machines are told, where that is the same but for a kicker in front or for capitals."""
    for text, origin in told:
        same, shown = letters(text), letters(heading)
        has_kicker = shown.endswith(same) and len(words(text)) >= 4 and shown != same
        if same == shown and (heading.isupper() and not text.isupper()):
            return text, origin
        if has_kicker:
            return text, origin
    equal = next((origin for text, origin in told if letters(text) == letters(heading)), Origin.TEXT)
    return heading, equal


def _best_told(told: list[Candidate]) -> Candidate:
    """The first, but for one that is cut off where another has it whole."""
    text, origin = told[0]
    if text.endswith(ELLIPSES):
        stem = letters(text)
        return next((pair for pair in told if letters(pair[0]).startswith(stem) and len(pair[0]) > len(text)), told[0])
    return text, origin
