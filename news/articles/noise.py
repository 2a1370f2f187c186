"""Which blocks of a page stand beside its article: menus, comments, other articles. In time linear in their number."""

import re
from collections.abc import Iterable
from typing import Protocol

from .markup import Element
from .word_lists import word_set

NOISE_TAGS, NOISE_WORDS = word_set("noise_tag"), word_set("noise_word")
NEVER_NOISE = {"", "html", "body", "main", "article"}
LARGEST_NOISE = 0.4  # of the page's text: what holds more is not beside the article, whatever it is called
NAME_WORD = re.compile(r"[a-z0-9]+")


class HasOwner(Protocol):
    """What is known of a block: the element that it belongs to, and its text."""

    owner: Element

    @property
    def text(self) -> str: ...


def find_noise(blocks: Iterable[HasOwner]) -> set[Element]:
    """The elements that own blocks and are beside the article, or inside of what is.

    What holds a heading of the first rank, or much of the page's text, is not beside the article.
    """
    lengths: dict[Element, int] = {}
    depths: dict[Element, int] = {}
    with_heading: set[Element] = set()
    for block in blocks:
        _add_ancestors(block.owner, depths)
        lengths[block.owner] = lengths.get(block.owner, 0) + len(block.text)
        if block.owner.tag == "h1" and block.owner.parent:
            with_heading.add(block.owner.parent)
    inwards = sorted(depths, key=lambda element: depths[element])
    for element in reversed(inwards):
        if element.parent:
            lengths[element.parent] = lengths.get(element.parent, 0) + lengths.get(element, 0)
            if element in with_heading:
                with_heading.add(element.parent)
    total = sum(length for element, length in lengths.items() if element.parent is None)
    noise: set[Element] = set()
    for element in inwards:
        is_small = lengths.get(element, 0) < LARGEST_NOISE * total
        if element.parent in noise or (is_small and element not in with_heading and _is_called_noise(element)):
            noise.add(element)
    return noise


def _add_ancestors(owner: Element, depths: dict[Element, int]) -> None:
    chain = []
    element: Element | None = owner
    while element is not None and element not in depths:
        chain.append(element)
        element = element.parent
    depth = depths[element] if element is not None else -1
    for distance, found in enumerate(reversed(chain), start=1):
        depths[found] = depth + distance


def _is_called_noise(element: Element) -> bool:
    if element.tag in NEVER_NOISE:
        return False
    words = NAME_WORD.findall(element.names)
    return element.tag in NOISE_TAGS or not NOISE_WORDS.isdisjoint(words) or element.get("role") == "navigation"
