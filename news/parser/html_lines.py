"""HTML as lines: what a reader would see, with the addresses its links lead to.

Written by hand because html.parser, before Python 3.11.14, raises on "<![" and takes quadratic time on broken markup,
and what people paste is broken. Here every character is looked at a fixed number of times.
"""

import html
import re

from .lines import Link, RawLine, clean, is_blank
from .urls import normalize_url
from .words import words

# Tags that plain text does not contain by chance; "<jane@example.org>" and "a < b" are plain text.
SIGNS_OF_HTML = re.compile(
    r"<(?:/(?:p|div|span|a|b|i|u|em|strong|font|td|tr|table|li|ul|ol|h[1-6]|body|html|pre|center|blockquote)\s{0,9}>"
    r"|(?:br|hr|p|div|html|body|table|meta|!doctype)(?:\s[^<>]{0,2000})?/?>)",
    re.IGNORECASE,
)
NAME = re.compile(r"<(/?)([a-z][a-z0-9-]*(?::[a-z][a-z0-9-]*)?)(?=[\s/>])", re.IGNORECASE)
MAX_NAME_LENGTH = 60
END_OR_VALUE = re.compile(r">|=\s*[\"']")
HREF = re.compile(r"\shref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
# Bounded, because html.unescape alone raises on a number of five thousand digits.
REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});?", re.IGNORECASE)
SPACES = re.compile(r"[ \t\r\n\f]+")
LINE_END = re.compile(r"\r\n?|\n")

UNSEEN = {"script", "style", "title", "template", "xml"}
UNSEEN_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE | re.ASCII) for name in UNSEEN}
PARAGRAPHS = words("paragraph_tag")
BLOCKS = PARAGRAPHS | words("block_tag")


def looks_like_html(text: str) -> bool:
    return SIGNS_OF_HTML.search(text) is not None


def lines_of_html(text: str) -> list[RawLine]:
    page = _Page()
    for tag, content in _tokens(text):
        page.take(tag, content)
    page.end_line()
    return page.lines


def _tokens(text: str):
    """("", text), (name, the tag) and ("/name", the tag), in order; comments and scripts are passed over."""
    reader = _Reader(text)
    at = start = 0
    while (at := text.find("<", at)) >= 0:
        tag, end = reader.tag_at(at)
        if end < 0:
            at += 1  # a "<" of the text itself
            continue
        if at > start:
            yield "", text[start:at]
        if tag:
            yield tag, text[at:end]
        at = start = reader.behind_unseen(tag, end)
    yield "", text[start:]


class _Reader:
    """Finds where a tag ends. What was once sought in vain to the end of the text is not sought again."""

    def __init__(self, text):
        self.text = text
        self.last_end = text.rfind(">")
        self.last_comment_end = text.rfind("-->")
        self.trusts_quotes = True
        self.never_closed = set()

    def tag_at(self, at):
        """(name, end) of the tag or comment that begins at `at`; the end is -1 if none does."""
        if at > self.last_end:
            return "", -1
        if self.text.startswith("<!--", at) and at < self.last_comment_end - 1:
            return "", self.text.index("-->", at + 2) + 3
        if self.text.startswith(("<!", "<?"), at):
            return "", self.text.index(">", at) + 1
        name = NAME.match(self.text, at, at + MAX_NAME_LENGTH)
        if not name:
            return "", -1
        return name[1] + name[2].lower(), self._tag_end(name.end())

    def _tag_end(self, at):
        start = at
        while self.trusts_quotes and (mark := END_OR_VALUE.search(self.text, at)):
            if mark[0] == ">":
                return mark.end()
            closing = self.text.find(mark[0][-1], mark.end())
            at = closing + 1 if closing >= 0 else mark.end()
        self.trusts_quotes = False  # they swallowed every ">" to the end, so they are not to be relied on
        return self.text.index(">", start) + 1

    def behind_unseen(self, tag, end):
        """Where reading goes on: behind the closing tag of a script or style, or at `end`."""
        if tag not in UNSEEN or tag in self.never_closed or self.text.startswith("/>", end - 2):
            return end
        closing = UNSEEN_END[tag].search(self.text, end)
        if closing and (close := self.text.find(">", closing.end())) >= 0:
            return close + 1
        self.never_closed.add(tag)
        return end


class _Page:
    """Collects lines as a browser would break them."""

    def __init__(self):
        self.lines = []
        self.parts = []
        self.length = 0
        self.ends_in_space = True
        self.links = []
        self.url = ""
        self.preformatted = 0

    def take(self, tag, content):
        name = tag.lstrip("/")
        if not tag:
            self.add(content)
        elif name == "br":
            self.end_line(even_if_empty=True)
        elif name == "a":
            href = HREF.search(content) if tag == "a" else None
            self.url = normalize_url(unescape(next(filter(None, href.groups()), ""))) if href else ""
        elif name in BLOCKS:
            self.end_line()
            if name in PARAGRAPHS and self.lines and not is_blank(self.lines[-1].text):
                self.lines.append(RawLine(""))
        if name == "pre":
            self.preformatted = max(0, self.preformatted + (1 if tag == "pre" else -1))

    def add(self, content):
        text = clean(unescape(content))
        if not self.preformatted:
            return self._append(SPACES.sub(" ", text))
        first, *others = LINE_END.split(text)
        self._append(first)
        for line in others:
            self.end_line(even_if_empty=True)
            self._append(line)

    def _append(self, text):
        if self.ends_in_space and not self.preformatted:
            text = text.removeprefix(" ")
        if not text:
            return
        if self.url:
            self.links.append(Link(self.length, self.length + len(text), self.url))
        self.parts.append(text)
        self.length += len(text)
        self.ends_in_space = text.endswith(" ")

    def end_line(self, even_if_empty=False):
        if self.parts or even_if_empty:
            self.lines.append(RawLine("".join(self.parts), tuple(self.links)))
        self.parts, self.links, self.length, self.ends_in_space = [], [], 0, True


def unescape(text: str) -> str:
    return REFERENCE.sub(lambda found: html.unescape(found[0]), text)
