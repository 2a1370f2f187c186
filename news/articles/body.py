"""The text of an article: its first paragraphs, and which blocks of the page stand at its headline."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from ..parser.sources import letters
from .bylines import says_by
from .json_ld import Node, as_text
from .markup import Element, squeeze
from .names import clean, is_alike
from .noise import NAME_WORD
from .page import Block, Page
from .word_lists import phrases, word_set
from .written_dates import find_days

MAX_PARAGRAPHS = 3
MAX_PARAGRAPH = 2000  # characters; a page whose whole text is one block is cut off here
PROSE = 60  # characters of a block that is surely text and no label
SHORT_PROSE = 25  # of one that ends like a sentence
LOUDEST = 600  # characters of a block that count
MAX_LABEL = 200  # characters of a line that is no part of the text
MAX_LINKS = 0.4  # of a paragraph
BEFORE, BEHIND = 8, 14  # blocks around the headline in which byline and date stand

MAX_ASIDE = 60  # characters of an element beside the text that may hold nothing but the date
BELOW = 3  # blocks below the text
FARTHEST = 60  # blocks between headline and text, where there are share bars, galleries and captions

STANDFIRST_CLASS = re.compile(r"sub-?_?title|stand-?first|\bdek\b|\bdeck\b|excerpt|summary|subhead|subline|vorspann")
BODY_CLASSES = word_set("body_class")
OTHERS_TAGS, OTHERS_WORDS = word_set("others_tag"), word_set("others_word")
HEADINGS = {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "figcaption",
    "caption",
    "dt",
    "th",
    "summary",
    "label",
    "legend",
    "address",
}
ENDS_LIKE_PROSE = re.compile(r"[.!?…:][\"”’»)\]]*$|[\"”»]$")
NO_PARAGRAPH = re.compile("|".join(phrases("no_paragraph")), re.IGNORECASE)
ENTITIES_OF_LINES = re.compile(r"\n\s*\n|\r?\n|<br\s*/?>|</p>", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’»)]?\s+(?=[^\Wa-z\d_])")


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs of a page's text; where the first, second and last stand among its blocks; their length."""

    paragraphs: tuple[str, ...] = ()
    start: int | None = None
    second: int | None = None
    end: int | None = None
    length: int = 0
    together: int = 0  # paragraphs without another article's heading between them


def find_body(page: Page, headline: str) -> Body:
    """The text of the article below its headline; without paragraphs if the page has none."""
    blocks = page.blocks
    first = _place_of_headline(page, headline)
    prose = [place for place in range(len(blocks)) if _is_prose(blocks[place])]
    below = [place for place in prose if first is None or place > first] or prose
    container = _find_container([blocks[place] for place in below])
    if container is None:
        return Body()
    inside = [place for place in below if _is_within(blocks[place], container)]
    kept = [place for place in range(inside[0], len(blocks)) if _is_paragraph(blocks[place], container)]
    kept = [place for place in kept if not _is_label(blocks[place].text, headline)]
    if not kept:
        return Body()
    if len(kept) > 1 and _is_standfirst(blocks, kept[0], kept[1]):
        del kept[0]
    texts = [blocks[place].text[:MAX_PARAGRAPH] for place in kept]
    return Body(
        tuple(texts[:MAX_PARAGRAPHS]),
        kept[0],
        kept[1] if len(kept) > 1 else None,
        kept[-1],
        sum(map(len, texts)),
        _longest_run(blocks, kept),
    )


def _is_standfirst(blocks: list[Block], place: int, following: int) -> bool:
    """Whether it is the sentence below a headline: it is called so, or byline or date part it from the text."""
    is_parted = any(_is_byline_or_date(block.text) for block in blocks[place + 1 : following])
    return is_parted or bool(STANDFIRST_CLASS.search(blocks[place].owner.names))


def _longest_run(blocks: list[Block], kept: list[int]) -> int:
    """The most paragraphs between two entries of a list: an article has all of its own, a teaser one or two."""
    longest = run = 0
    last = kept[0]
    for place in kept:
        run = 1 if any(is_entry(block) for block in blocks[last:place]) else run + 1
        longest, last = max(longest, run), place
    return longest


def is_entry(block: Block) -> bool:
    """Whether a block is a heading that is a link, as those of other articles are."""
    around = (block.owner, *islice(block.owner.ancestors(), 2))
    is_heading = any(element.tag in ("h2", "h3", "h4") for element in around)
    return is_heading and block.link_density > 0.7 and not block.is_noise


def around_headline(page: Page, headline: str, body: Body) -> list[Block]:
    """The blocks in which byline and date stand: from a little before the headline to where the text begins."""
    place = _place_of_headline(page, headline)
    start = body.start
    if place is None and start is None:
        return []
    if place is None:
        place = max(0, (start or 0) - BEHIND)
    if start is None or start < place or start > place + FARTHEST:
        start = place + BEHIND
    if body.second and start < body.second <= start + BEHIND:
        start = body.second  # what looks like the first paragraph may be a standfirst above the byline
    blocks = page.blocks[place : start + 1] + page.blocks[max(0, place - BEFORE) : place][::-1]
    return [block for block in blocks if not block.is_noise or not _is_of_others(block)]


def behind_text(page: Page, body: Body) -> list[Block]:
    """The blocks just below the text, where some pages name the author."""
    if body.end is None:
        return []
    return [block for block in page.blocks[body.end + 1 : body.end + 1 + BELOW] if not _is_of_others(block)]


def _is_of_others(block: Block) -> bool:
    """What is called a credit or a share bar may hold byline or date; a list of other articles holds theirs."""
    return any(
        (element.tag in OTHERS_TAGS and len(element.text_up_to(MAX_ASIDE)) > MAX_ASIDE)
        or not OTHERS_WORDS.isdisjoint(NAME_WORD.findall(element.names))
        for element in (block.owner, *block.owner.ancestors())
    )


def _place_of_headline(page: Page, headline: str) -> int | None:
    """The first heading that is like the headline, or the last block that is equal to it."""
    if not headline:
        return None
    for place, block in enumerate(page.blocks):
        if block in page.headings and is_alike(block.text, headline):
            return place
    same = letters(headline)
    equal = [place for place, block in enumerate(page.blocks) if letters(block.lines[0]) == same]
    return next((place for place in equal if page.blocks[place].link_density < 0.5), None)


def _is_prose(block: Block) -> bool:
    if block.is_noise or block.owner.tag in HEADINGS or block.link_density > MAX_LINKS:
        return False
    text = block.text
    return len(text) >= PROSE or (len(text) >= SHORT_PROSE and bool(ENDS_LIKE_PROSE.search(text)))


def _find_container(prose: list[Block]) -> Element | None:
    """The element that holds the text: each paragraph counts for what is around it, less with every step outwards."""
    scores: dict[Element, float] = defaultdict(float)
    for block in prose:
        share = float(min(len(block.text), LOUDEST))
        inner = [] if block.owner.tag == "p" else [block.owner]
        for element in [*inner, *block.owner.ancestors()][:4]:
            scores[element] += share
            share *= 0.6
    for element in scores:
        named = set(NAME_WORD.findall(element.names))
        if element.get("itemprop") == "articleBody" or named & BODY_CLASSES:
            scores[element] *= 1.4
    return max(scores, key=lambda element: scores[element], default=None)


def _is_within(block: Block, container: Element) -> bool:
    return block.owner is container or any(element is container for element in block.owner.ancestors())


def _is_paragraph(block: Block, container: Element) -> bool:
    return _is_prose(block) and _is_within(block, container)


def _is_label(text: str, headline: str) -> bool:
    """Whether it is no part of the text: a byline, a date, a caption, a call to read or to subscribe."""
    is_call = len(text) <= MAX_LABEL and bool(NO_PARAGRAPH.match(text))
    return is_call or letters(text) == letters(headline) or _is_byline_or_date(text)


def _is_byline_or_date(text: str) -> bool:
    if len(text) > MAX_LABEL:
        return False
    days = list(find_days(text))
    is_date = bool(days) and len(text) - (days[-1].end - days[0].start) < 40 and not ENDS_LIKE_PROSE.search(text)
    return is_date or says_by(text)


def told_paragraphs(nodes: Sequence[tuple[Node, object]]) -> tuple[str, ...]:
    """The first paragraphs of the text that machines are told, where the page itself shows none."""
    for node, _ in nodes:
        text = as_text(node.get("articleBody"))
        parts = [clean(part) for part in ENTITIES_OF_LINES.split(text[:20_000])]
        paragraphs = [part for part in parts if len(part) >= SHORT_PROSE]
        if len(paragraphs) == 1:
            paragraphs = _sentences(paragraphs[0])
        if paragraphs:
            return tuple(part[:MAX_PARAGRAPH] for part in paragraphs[:MAX_PARAGRAPHS])
    return ()


def _sentences(text: str) -> list[str]:
    """A text without line ends as one paragraph of its first sentences."""
    return [squeeze(" ".join(SENTENCE_END.split(text[:MAX_PARAGRAPH])[:3]))]
