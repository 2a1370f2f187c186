"""Where the letter of a weekly update begins, after "Dear Friend,". No Django here."""

import re
from html import unescape

LONGEST_SALUTATION = 60  # characters: "Dear NCSEJ Leadership, Friends and Colleagues,"
PARAGRAPH = re.compile(r"\s*<p\b([^<>]*)>(.*?)</p>", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")


def is_salutation(text: str) -> bool:
    """Whether a paragraph only greets: a short one that ends with a comma or a colon, or is empty."""
    return not text or (len(text) <= LONGEST_SALUTATION and text.endswith((",", ":")))


def mark_opening(html: str) -> str:
    """The letter with class="opening" on its first paragraph that is more than a salutation.

    Unchanged where something else comes first: a list, a quotation.
    """
    position = 0
    while paragraph := PARAGRAPH.match(html, position):
        if not is_salutation(" ".join(unescape(TAG.sub("", paragraph[2])).split())):
            start = paragraph.start(1)
            return f'{html[:start]} class="opening"{html[start:]}'
        position = paragraph.end()
    return html
