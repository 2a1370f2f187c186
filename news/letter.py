"""Where the letter of a weekly update begins, after "Dear Friend,". No Django here.

The parser of pasted text has a rule of its own, in parser/boilerplate.py: among articles, a short line that ends with a
comma or a colon may be a headline.
"""

import re
from html import unescape
from itertools import dropwhile, pairwise

LONGEST_SALUTATION = 60  # characters: "Dear NCSEJ Leadership, Friends and Colleagues,"
PARAGRAPH = re.compile(r"\s*<p\b([^<>]*)>(.*?)</p>", re.DOTALL)
END_OF_LINE = re.compile(r"</(p|li|h\d|blockquote)>|<br ?/?>")
PUNCTUATION_AT_END = re.compile(r"[.!?…:;,–—][\"'’”»)\]]*$")
TAG = re.compile(r"<[^<>]*>")


def read_line(html: str) -> str:
    """A line of HTML as text, without tags, with single spaces."""
    return " ".join(unescape(TAG.sub("", html)).split())


def is_salutation(text: str) -> bool:
    """Whether a line only greets: a short one that ends with a comma or a colon, or is empty."""
    return not text or (len(text) <= LONGEST_SALUTATION and text.endswith((",", ":")))


def mark_opening(html: str) -> str:
    """The letter with class="opening" on its first paragraph that is more than a salutation.

    Unchanged where something else comes first: a list, a quotation.
    """
    position = 0
    while paragraph := PARAGRAPH.match(html, position):
        if not is_salutation(read_line(paragraph[2])):
            start = paragraph.start(1)
            return f'{html[:start]} class="opening"{html[start:]}'
        position = paragraph.end()
    return html


def text_after_salutation(html: str) -> str:
    """The letter as plain text, on one line, without the lines before the first that is more than a salutation.

    What ends without punctuation gets it: a list item before the next a semicolon, any other block a full stop.
    """
    parts = END_OF_LINE.split(html)
    lines = [(read_line(line), tag) for line, tag in zip(parts[::2], [*parts[1::2], None], strict=True)]
    kept = [line for line in dropwhile(lambda line: line[1] != "li" and is_salutation(line[0]), lines) if line[0]]
    return "".join(f"{line[0]}{separator(*line, following[1])}" for line, following in pairwise([*kept, ("", "")]))


def separator(line: str, tag: str | None, following: str | None) -> str:
    """What stands between a line and the next. tag: the element that ends with the line, None for a line break;
    following: that of the next line, "" where there is none.
    """
    if following == "":
        return ""
    if tag is None or PUNCTUATION_AT_END.search(line):
        return " "
    return "; " if tag == following == "li" else ". "
