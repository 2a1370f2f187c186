"""Converts HTML to the lines that a reader would see, with their links.

Not based on html.parser because, before Python 3.11.14, it raises on "<![" and takes quadratic time on broken markup,
and pasted markup is often broken. This scanner looks at each character a bounded number of times.
"""

import html
import re
from collections.abc import Iterator
from itertools import islice

from .lines import Link, RawLine, is_blank, replace_controls
from .urls import normalize_url
from .word_lists import word_set

# Tags that plain text does not contain by chance; "<jane@example.org>" and "a < b" are plain text.
HTML_TAG = re.compile(
    r"<(?:/(?:p|div|span|a|b|i|u|em|strong|font|td|tr|table|li|ul|ol|h[1-6]|body|html|pre|center|blockquote)\s{0,9}>"
    r"|(?:br|hr|p|div|html|body|table|meta|!doctype)(?:\s[^<>]{0,2000})?/?>)",
    re.IGNORECASE,
)
DOCUMENT_TAG = re.compile(r"<(?:!doctype|html|head|body|meta|style|table)(?=[\s/>])", re.IGNORECASE)
LINE_TAG = re.compile(r"<(?:br|hr|/?(?:p|div|li|ul|ol|tr|td|h[1-6]|pre|center|blockquote))(?=[\s/>])", re.IGNORECASE)
MIN_LINES = 4  # of a text, from which they are its own
MAX_LINES_OF_ELEMENT = 8  # that a program may make of a paragraph
TAG_NAME = re.compile(r"<(/?)([a-z][a-z0-9-]*(?::[a-z][a-z0-9-]*)?)(?=[\s/>])", re.IGNORECASE)
MAX_TAG_NAME_LENGTH = 60
TAG_END_OR_QUOTED_VALUE = re.compile(r">|=\s*[\"']")
HREF = re.compile(r"\shref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
# Bounded, because html.unescape raises on a number of five thousand digits.
CHARACTER_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});?", re.IGNORECASE)
SPACES = re.compile(r"[ \t\r\n\f]+")
LINE_END = re.compile(r"\r\n?|\n")

HIDDEN_ELEMENTS = {"script", "style", "title", "template", "xml"}
HIDDEN_END_TAGS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE | re.ASCII) for name in HIDDEN_ELEMENTS}
# What mail services hide: the preheader, and what only other screens show.
HIDDEN_BY_STYLE = re.compile(r"\sstyle\s*=\s*[\"'][^\"'<>]{0,2000}\bdisplay\s*:\s*none", re.IGNORECASE)
MAX_HIDDEN_LENGTH = 20_000  # characters of an element that its style hides
HIDEABLE_ELEMENTS = {
    name: re.compile(rf"<(/?){name}(?=[\s/>])", re.IGNORECASE | re.ASCII)
    for name in ("div", "span", "p", "td", "tr", "table", "font")
}
PARAGRAPH_TAGS = word_set("paragraph_tag")
BLOCK_TAGS = PARAGRAPH_TAGS | word_set("block_tag")


def looks_like_html(text: str) -> bool:
    """Whether a text is HTML: a document, or one whose lines are carried by elements and not by its own line ends.

    A plain text stays one though a "<b>" or "<br>" stands in a few of its lines.
    """
    if not HTML_TAG.search(text):
        return False
    if DOCUMENT_TAG.search(text):
        return True
    lines = sum(not is_blank(line) for line in LINE_END.split(text))
    wanted = max(1, lines // MAX_LINES_OF_ELEMENT) if lines >= MIN_LINES else 0
    return len(list(islice(LINE_TAG.finditer(text), wanted))) == wanted


def visible_text(text: str) -> str:
    """What a reader sees of plain text or HTML: of HTML, neither styles nor hidden text."""
    return " ".join(line.text for line in html_to_lines(text)) if looks_like_html(text) else text


def html_to_lines(text: str) -> list[RawLine]:
    """The lines of a page or fragment of HTML, as a browser would break them; a blank line follows each paragraph."""
    collector = _LineCollector()
    for tag, content in _split_markup(text):
        collector.feed(tag, content)
    collector.end_line()
    return collector.lines


def _split_markup(text: str) -> Iterator[tuple[str, str]]:
    """("", text), ("name", start tag) and ("/name", end tag), in order; without comments and hidden elements."""
    scanner = _TagScanner(text)
    position = start = 0
    while (position := text.find("<", position)) >= 0:
        tag, end = scanner.find_tag(position)
        if end < 0:
            position += 1  # a "<" of the text itself
            continue
        if position > start:
            yield "", text[start:position]
        if tag:
            yield tag, text[position:end]
        position = start = scanner.skip_hidden_element(tag, position, end)
    yield "", text[start:]


class _TagScanner:
    """Finds where tags end. Remembers what no longer occurs in the text, so that it is not searched for again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.last_tag_end = text.rfind(">")
        self.last_comment_end = text.rfind("-->")
        self.trusts_quotes = True
        self.unclosed_elements: set[str] = set()

    def find_tag(self, position: int) -> tuple[str, int]:
        """(name, end) of the tag that begins at `position`, "" for a comment; the end is -1 if none begins there."""
        if position > self.last_tag_end:
            return "", -1
        if self.text.startswith("<!--", position) and position < self.last_comment_end - 1:
            return "", self.text.index("-->", position + 2) + 3
        if self.text.startswith(("<!", "<?"), position):
            return "", self.text.index(">", position) + 1
        name = TAG_NAME.match(self.text, position, position + MAX_TAG_NAME_LENGTH)
        if not name:
            return "", -1
        return name[1] + name[2].lower(), self._find_tag_end(name.end())

    def _find_tag_end(self, position: int) -> int:
        start = position
        while self.trusts_quotes and (match := TAG_END_OR_QUOTED_VALUE.search(self.text, position)):
            if match[0] == ">":
                return match.end()
            closing = self.text.find(match[0][-1], match.end())
            position = closing + 1 if closing >= 0 else match.end()
        self.trusts_quotes = False  # an unclosed quote took every ">" to the end of the text: ignore quotes from now on
        return self.text.index(">", start) + 1

    def skip_hidden_element(self, tag: str, start: int, end: int) -> int:
        """Where to go on after the tag from start to end: behind the end tag of what is hidden, else at `end`."""
        if tag in HIDEABLE_ELEMENTS and HIDDEN_BY_STYLE.search(self.text, start, end):
            return self._skip_balanced(tag, end)
        if tag not in HIDDEN_ELEMENTS or tag in self.unclosed_elements or self.text.startswith("/>", end - 2):
            return end
        end_tag = HIDDEN_END_TAGS[tag].search(self.text, end)
        if end_tag and (close := self.text.find(">", end_tag.end())) >= 0:
            return close + 1
        self.unclosed_elements.add(tag)
        return end

    def _skip_balanced(self, tag: str, end: int) -> int:
        """Behind the end tag of an element that may hold others of its name; at `end` where it is not closed soon."""
        depth = 1
        if tag not in self.unclosed_elements:
            for match in HIDEABLE_ELEMENTS[tag].finditer(self.text, end, end + MAX_HIDDEN_LENGTH):
                depth += -1 if match[1] else 1
                if depth == 0:
                    return self.text.find(">", match.end()) + 1 or end
            self.unclosed_elements.add(tag)
        return end


class _LineCollector:
    """Collects text and links into lines, breaking them where a browser would."""

    def __init__(self) -> None:
        self.lines: list[RawLine] = []
        self.parts: list[str] = []
        self.length = 0
        self.ends_in_space = True
        self.links: list[Link] = []
        self.url = ""
        self.preformatted_depth = 0
        self.row = self.rows = 0  # the row of a table that is read, 0 outside of one, and how many there were

    def feed(self, tag: str, content: str) -> None:
        name = tag.lstrip("/")
        if not tag:
            self._add_text(content)
        elif name == "br":
            self.end_line(even_if_empty=True)
        elif name == "a":
            href = HREF.search(content) if tag == "a" else None
            self.url = normalize_url(unescape(next(filter(None, href.groups()), ""))) if href else ""
        elif name in BLOCK_TAGS:
            self.end_line()
            self._count_rows(tag)
            if name in PARAGRAPH_TAGS and self.lines and not is_blank(self.lines[-1].text):
                self.lines.append(RawLine(""))
        if name == "pre":
            self.preformatted_depth = max(0, self.preformatted_depth + (1 if tag == "pre" else -1))

    def _count_rows(self, tag: str) -> None:
        if tag == "tr":
            self.rows += 1
            self.row = self.rows
        elif tag in ("/tr", "/table", "table"):
            self.row = 0

    def end_line(self, even_if_empty: bool = False) -> None:
        if self.parts or even_if_empty:
            self.lines.append(RawLine("".join(self.parts), tuple(self.links), row=self.row))
        self.parts, self.links, self.length, self.ends_in_space = [], [], 0, True

    def _add_text(self, content: str) -> None:
        text = replace_controls(unescape(content))
        if not self.preformatted_depth:
            self._append(SPACES.sub(" ", text))
            return
        first, *others = LINE_END.split(text)
        self._append(first)
        for line in others:
            self.end_line(even_if_empty=True)
            self._append(line)

    def _append(self, text: str) -> None:
        if self.ends_in_space and not self.preformatted_depth:
            text = text.removeprefix(" ")
        if not text:
            return
        if self.url:
            self.links.append(Link(self.length, self.length + len(text), self.url))
        self.parts.append(text)
        self.length += len(text)
        self.ends_in_space = text.endswith(" ")


def unescape(text: str) -> str:
    return CHARACTER_REFERENCE.sub(lambda match: html.unescape(match[0]), text)
