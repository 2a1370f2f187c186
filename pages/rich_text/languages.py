"""The languages of language spans, and the spans' markup in rich text. No Django here."""

from dataclasses import dataclass
from typing import TypeGuard

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

BLOCK_TAGS = ["p", "li", "h2", "h3", "blockquote"]
INLINE_TAGS = ["a", "b", "i"]  # what may be inside a span


@dataclass(frozen=True, slots=True)
class Language:
    """`code` is a BCP 47 language tag; `direction` the value of HTML's `dir`, empty for left to right."""

    code: str
    name: str
    direction: str = ""

    @property
    def attributes(self) -> dict[str, str]:
        return {"lang": self.code} | ({"dir": self.direction} if self.direction else {})


# The languages of greetings, names and titles in the updates; the two that are used most first.
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


def merge_language_spans(html: str) -> str:
    """The rich text with adjacent spans of one language merged, and `dir` set on a block that is a single span.

    Idempotent. The editor writes a span with a bold word or a link as three spans. Each is a bidirectional isolate, so
    three spans of Hebrew would be shown in the order of English. A text without spans is returned as it is.
    """
    if "<span" not in html:
        return html
    soup = BeautifulSoup(html, "html.parser")
    for inline in reversed(soup.find_all(INLINE_TAGS)):  # inner elements before outer ones
        if (span := only_language_span(inline)) is not None:
            span.unwrap()
            outer = soup.new_tag("span")
            outer.attrs = span.attrs
            inline.wrap(outer)
    for span in soup.find_all("span", lang=True):
        while is_language_span(following := span.next_sibling) and following.attrs == span.attrs:
            span.extend(list(following.contents))
            following.decompose()
    for block in soup.find_all(BLOCK_TAGS):
        block.attrs.pop("dir", None)
        if (span := only_language_span(block)) is not None and "dir" in span.attrs:
            block["dir"] = span["dir"]
    return str(soup)


def is_language_span(node: PageElement | None) -> TypeGuard[Tag]:
    return isinstance(node, Tag) and node.name == "span" and "lang" in node.attrs


def only_language_span(element: Tag) -> Tag | None:
    """The language span that is all an element holds, or None."""
    first = element.contents[0] if len(element.contents) == 1 else None
    return first if is_language_span(first) else None
