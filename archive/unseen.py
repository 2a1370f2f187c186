"""What an issue's HTML says and no reader sees: the texts of pictures, and what a style hides. No Django here."""

import html
import re
from collections import Counter
from collections.abc import Iterator

from news.parser.html_lines import html_to_lines, looks_like_html
from news.parser.result import Line
from news.parser.whole_issue import Boilerplate

PICTURE, HIDDEN = "text of a picture", "hidden text"
ALT = re.compile(r"<img\b[^<>]{0,4000}?\salt\s{0,9}=\s{0,9}(?:\"([^\"<>]{1,2000})\"|'([^'<>]{1,2000})')", re.IGNORECASE)
NOT_DISPLAYED = re.compile(r"\bdisplay\s{0,9}:\s{0,9}none", re.IGNORECASE)
SAYS_SOMETHING = re.compile(r"[^\W\d_]{2}")
FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|bmp)", re.IGNORECASE)


def list_unseen(text: str) -> Iterator[Boilerplate]:
    """Lines with the rule by which they are left out; each once. They have no place among those that are seen."""
    if not looks_like_html(text):
        return
    alts = (" ".join(html.unescape(match[1] or match[2]).split()) for match in ALT.finditer(text))
    for rule, lines in ((PICTURE, alts), (HIDDEN, _find_hidden(text))):
        for line in dict.fromkeys(lines):
            if SAYS_SOMETHING.search(line) and not FILE_NAME.fullmatch(line):
                yield Boilerplate(rule, Line(0, line))


def _find_hidden(text: str) -> Iterator[str]:
    """The lines that a page has only if no style hides anything."""
    if not NOT_DISPLAYED.search(text):
        return
    seen = Counter(line.text.strip() for line in html_to_lines(text))
    shown = Counter(line.text.strip() for line in html_to_lines(NOT_DISPLAYED.sub("", text)))
    yield from shown - seen
