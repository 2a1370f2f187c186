"""The languages in which a passage of a text may stand, and how it is marked. No Django here."""

from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

BLOCKS = ["p", "li", "h2", "h3", "blockquote"]
MARKS = ["a", "b", "i"]  # what may stand inside a passage


@dataclass(frozen=True, slots=True)
class Language:
    """`code` as in BCP 47, `direction` as HTML writes it; left to right goes without saying."""

    code: str
    name: str
    direction: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        return {"lang": self.code} | ({"dir": self.direction} if self.direction else {})


# The languages of greetings, names and titles in the updates: the two that come every year first.
LANGUAGES = [
    Language("he", "Hebrew", "rtl"),
    Language("yi", "Yiddish", "rtl"),
    Language("ru", "Russian"),
    Language("uk", "Ukrainian"),
    Language("be", "Belarusian"),
    Language("et", "Estonian"),
    Language("fr", "French"),
    Language("ka", "Georgian"),
    Language("de", "German"),
    Language("hu", "Hungarian"),
    Language("lv", "Latvian"),
    Language("lt", "Lithuanian"),
    Language("pl", "Polish"),
    Language("ro", "Romanian"),
]


def merge_passages(html: str) -> str:
    """The same rich text with each passage whole, and a block's direction on it where it is one passage.

    The editor writes a passage with a bold word or a link as three. Each has its own direction, so that three pieces of
    Hebrew would stand in the order of English. A text without passages is returned as it is.
    """
    if "<span" not in html:
        return html
    soup = BeautifulSoup(html, "html.parser")
    for mark in reversed(soup.find_all(MARKS)):  # the inner before the outer
        if (passage := only_passage(mark)) is not None:
            passage.unwrap()
            mark.wrap(soup.new_tag("span", attrs=passage.attrs))
    for passage in soup.find_all("span", lang=True):
        while is_passage(following := passage.next_sibling) and following.attrs == passage.attrs:
            passage.extend(list(following.contents))
            following.decompose()
    for block in soup.find_all(BLOCKS):
        block.attrs.pop("dir", None)
        if (passage := only_passage(block)) is not None and "dir" in passage.attrs:
            block["dir"] = passage["dir"]
    return str(soup)


def is_passage(node) -> bool:
    return isinstance(node, Tag) and node.name == "span" and "lang" in node.attrs


def only_passage(element: Tag) -> Tag | None:
    """The passage that is all an element holds, or None."""
    first = element.contents[0] if len(element.contents) == 1 else None
    return first if is_passage(first) else None
