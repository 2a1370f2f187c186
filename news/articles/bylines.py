"""Who wrote an article, as its publisher says it."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from ..parser.sources import letters
from .article import Doubt, Origin
from .json_ld import Node, as_list, resolve
from .markup import Element, squeeze
from .names import clean, words
from .page import Block, Page
from .word_lists import phrases, word_set
from .written_dates import find_days

MAX_LINE = 160  # characters of a byline
MAX_ELEMENTS = 40  # of a block that are looked at
MAX_NAME = 70  # characters
MAX_NAMES = 6  # of authors; more than that are left out
MAX_WORDS = 7  # of a name with its title
AUTHOR_CLASS = re.compile(r"by-?_?line|author(?!it|iz)|writer|contributor")
AUTHOR_PATH = re.compile(
    r"/(?:authors?|writers?|staff|contributors?|journalists?|profiles?|people|by|reporters?)/[^/?#]"
)
OTHER_CLASS = re.compile(r"image|photo|caption|quote|comment|avatar|\bbio|social|related|role|title|location|desc|job")
NOBODY, ROLES, PARTICLES = frozenset(phrases("nobody")), word_set("role"), word_set("name_particle")
BY = re.compile(rf"\s*(?:{'|'.join(phrases('by'))})(?:\s*[:：]\s*|\s+)(?=\S)", re.IGNORECASE)
# What follows the names on the line of a byline: a bar, a dash, a bullet, "for", "in".
NAMES_END = re.compile(
    r"\s*[|•·–—;\n]\s*|\s+-\s+|\s*\(|\t"
    r"|\s+(?:for|in|at|via|with reporting|on|published|updated|posted|is a|is an|is the)\s"
)
BETWEEN_NAMES = re.compile(r"\s*(?:,|;|&|\band\b|\bи\b|\bта\b|\bі\b)\s*|\s/\s|(?<=[a-z]{3})/(?=[A-Z][a-z]{2})")
NAME = re.compile(r"[^\W\d_]+(?:[.'’ʼ׳\"״‑-]+[^\W\d_]*)*")
HANDLE_OR_ADDRESS = re.compile(r"[@＠]|https?:|www\.|\.com\b", re.IGNORECASE)
NUMBER = re.compile(r"\s\(?[0-9]")  # no author's name has one, but a date or an age behind it has
DATE_AT_END = re.compile(
    r"\s+(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
    r"|(?:Jan|Febr)uary|March|April|June|July|August|(?:Septem|Octo|Novem|Decem)ber)[.,\s]*$"
)
PREPOSITION_AT_END = re.compile(r"\s+(?:on|at|in|for)\s*$", re.IGNORECASE)
OFFICE_IN_FRONT = re.compile(
    r"^(?:(?:staff|senior|chief|special)\s+)?(?:writer|reporter|correspondent|editor)\s+(?=\S+\s)", re.I
)
SENTENCE = re.compile(r"[.!?…]\s+\S+\s+\S+\s+\S+|[!?]$")

Candidate = tuple[str, Origin]


def find_byline(
    page: Page, nodes: list[tuple[Node, Origin]], around: list[Block], publisher: Iterable[str]
) -> tuple[str, Origin, tuple[Doubt, ...]]:
    """The names of the authors, where they were found, and doubts; an empty text if nobody is named.

    around: the blocks of text at the headline. publisher: its names, which are no author's.
    """
    nobody = {letters(name) for name in publisher}
    shown = _join(_shown(around), nobody)
    for origin, names in _told(page, nodes):
        told = _join((name for name in names if not _begins_with(name, nobody)), nobody)
        if told and (len(words(told)) > 1 or told.isupper() or letters(told) in letters(shown)):
            other = shown and not _share_a_name(told, shown)
            return told, origin, ((Doubt.OTHER_BYLINE,) if other else ())
    return shown, Origin.TEXT, ()


def _told(page: Page, nodes: list[tuple[Node, Origin]]) -> Iterator[tuple[Origin, list[str]]]:
    """What machines are told, the most telling first."""
    for node, origin in nodes:
        for member in ("author", "creator"):
            yield origin, list(_names_of(node.get(member), page.json_ld))
    named = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author")
    for name in (*named, "citation_author", "byl", "cxenseparse:author", "article:author_name", "authors"):
        yield Origin.META, list(page.meta(name))
    if any(label.casefold() in ("written by", "by", "author") for label in page.meta("twitter:label1")):
        yield Origin.META, list(page.meta("twitter:data1"))


def _names_of(value: Any, nodes: list[Node]) -> Iterator[str]:
    """The names in an author member: texts, nodes, references to nodes, or lists of them."""
    for item in as_list(value)[: MAX_NAMES * 2]:
        author = resolve(item, nodes)
        if isinstance(author, dict):
            parts = [author.get(member) for member in ("givenName", "familyName")]
            spelled = " ".join(part for part in parts if isinstance(part, str))
            for name in as_list(author.get("name") or spelled):
                if isinstance(name, str):
                    yield name
        elif isinstance(author, str):
            yield author


def _join(names: Iterable[str], nobody: set[str]) -> str:
    """ "A", "A and B" or "A, B and C"; without what is no name, and without what is the publisher's own."""
    kept: list[str] = []
    for name in (part for text in names for part in _split(text)):
        is_new = letters(name) not in {letters(other) for other in kept}
        if is_new and is_author(name) and letters(name) not in nobody:
            kept.append(name)
    kept = kept[:MAX_NAMES]
    return kept[0] if len(kept) == 1 else ", ".join(kept[:-1]) + " and " + kept[-1] if kept else ""


def _begins_with(text: str, nobody: set[str]) -> bool:
    """Whether a list of names is the publisher's address: “example.org, Berlin, Germany”."""
    head, comma, _ = text.partition(",")
    return bool(comma) and letters(head) in nobody


def _split(text: str) -> Iterator[str]:
    """The single names in "By A, B and C | Staff writers"; titles behind a name are left out."""
    text = BY.sub("", clean(text), count=1)
    if days := list(find_days(text)):
        text = text[: days[0].start]
    elif number := NUMBER.search(text):
        text = text[: number.start()]
    text = PREPOSITION_AT_END.sub("", DATE_AT_END.sub("", text))
    if text.endswith((":", "：")):
        return  # a label whose name stands elsewhere
    text = NAMES_END.split(text, maxsplit=1)[0].strip(" ,.;:–—-|")
    for part in BETWEEN_NAMES.split(text):
        name = OFFICE_IN_FRONT.sub("", squeeze(part).strip(" ,;:"))
        if name and not _is_role(name):
            yield name


def _is_role(text: str) -> bool:
    """Whether it says what somebody does, and not who it is: "Staff Writer", "senior correspondent"."""
    named = words(text)
    return bool(named) and named[-1] in ROLES


def is_author(name: str) -> bool:
    """Whether a text may be an author's name: a person's, an agency's or a desk's."""
    parts = name.split()
    if not 2 <= len(name) <= MAX_NAME or len(parts) > MAX_WORDS or name.casefold().strip(". ") in NOBODY:
        return False
    if HANDLE_OR_ADDRESS.search(name) or SENTENCE.search(name) or any(sign.isdigit() for sign in name):
        return False
    if name.islower() and len(parts) == 1 and name.isascii():
        return False  # the name of an account
    capital = [part for part in parts if not part[0].islower() or part.casefold() in PARTICLES]
    return len(capital) > len(parts) / 2 and any(NAME.search(part) for part in parts)


def _shown(around: list[Block]) -> list[str]:
    """The names that readers see at the headline: what is marked as an author, else a line that begins with “By”."""
    marked: list[str] = []
    for owner in dict.fromkeys(block.owner for block in around):
        texts = (_text_with_bars(element) for element in _marked_authors(owner))
        names = [name for text in texts for name in _split(text) if is_person_like(name)]
        if marked and not names:
            break  # those of one article stand together
        marked += names
    if marked:
        return marked
    for block in around:
        for line in block.lines:
            match = BY.match(line) if len(line) <= MAX_LINE else None
            names = [name for name in _split(line) if is_person_like(name)] if match else []
            if names:
                return names
    return []


def _marked_authors(owner: Element) -> Iterator[Element]:
    """The elements in or around one that say they hold an author: rel, itemprop, or a class."""
    around = [owner, *islice(owner.ancestors(), 2)]
    for element in (*islice(owner.elements(), MAX_ELEMENTS), *around):
        is_marked = element.get("rel") == "author" or element.get("itemprop") in ("author", "name author")
        is_marked = is_marked or bool(AUTHOR_PATH.search(element.get("href")))
        is_called_so = AUTHOR_CLASS.search(element.names) and not OTHER_CLASS.search(element.names)
        if (is_marked or is_called_so) and not element.is_hidden and len(element.text_up_to(MAX_LINE)) <= MAX_LINE:
            yield element


def _text_with_bars(element: Element) -> str:
    """Its text, with a bar where an element follows without a space, because pages part them by their style."""
    parts: list[str] = []
    is_new = False
    for child in element.walk(lambda inner: not inner.is_hidden):
        if isinstance(child, Element):
            is_new = True
        elif child:
            before = parts[-1][-1:] if parts else ""
            parts.append((" | " if is_new and before.isalnum() and child[0].isalnum() else "") + child)
            is_new = False
    return squeeze("".join(parts))


def is_person_like(name: str) -> bool:
    """Whether a name that is only seen may be one: all words but particles begin with a capital, or have none."""
    parts = name.split()
    known = all(not part[0].islower() or part.casefold() in PARTICLES for part in parts)
    return is_author(name) and known and (len(parts) > 1 or name.isupper() or not name.isascii())


def _share_a_name(told: str, shown: str) -> bool:
    return not set(words(told)).isdisjoint(words(shown))


def says_by(line: str) -> bool:
    """Whether a line is a byline and nothing else: “By Jane Example”, “Автор: Иван Примеров”."""
    match = BY.match(line)
    return bool(match) and len(line) <= MAX_LINE and any(is_person_like(name) for name in _split(line))
