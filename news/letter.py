"""Where the letter of a weekly update begins, after "Dear Friend,". No Django here.

The parser of pasted text has a rule of its own, in parser/boilerplate.py: among articles, a short line that ends with a
comma or a colon may be a headline.
"""

import re
from html import unescape
from itertools import dropwhile

LONGEST_SALUTATION = 60  # characters: "Dear NCSEJ Leadership, Friends and Colleagues,"
PARAGRAPH = re.compile(r"\s*<p\b([^<>]*)>(.*?)</p>", re.DOTALL)
END_OF_LINE = re.compile(r"</(?:p|li|h\d|blockquote)>|<br ?/?>")
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
    """The letter as plain text, on one line, without the lines before the first that is more than a salutation."""
    return " ".join(filter(None, dropwhile(is_salutation, map(read_line, END_OF_LINE.split(html)))))
