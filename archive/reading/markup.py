"""What the reading of a page needs besides its text."""

import html
import re

TITLE = re.compile(r"<title\b[^<>]{0,200}>([^<]{0,1000})", re.IGNORECASE)
EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,100}base64,[A-Za-z0-9+/=%\s]*", re.IGNORECASE)


def find_title(page: str) -> str:
    """The title of a page, on one line."""
    match = TITLE.search(page)
    return " ".join(html.unescape(match[1]).split()) if match else ""


def shorten(page: str) -> str:
    """The page without the pictures that it holds as text."""
    return EMBEDDED.sub("data:,", page) if "base64," in page else page
