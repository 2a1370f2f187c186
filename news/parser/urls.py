"""Finds URLs in text, unwraps the redirects around them (redirects.py), and strips tracking (tracking.py)."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from .lines import Link
from .redirects import unwrap
from .tracking import strip_tracking

MAX_LENGTH = 2000  # characters of a URL
URL = re.compile(r"(?<![\w@/.])(?:https?://|www\.)[^\s<>\"“”«»]{3,}", re.IGNORECASE)
LINE_BREAKS = re.compile(r"[\t\n\r]")
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")  # no URL has them, and the database takes no NUL
TRAILING_PUNCTUATION = ".,;:!?'’]}*_|"  # belongs to the sentence, not to the URL


def normalize_url(text: str) -> str:
    """The absolute http or https URL in `text`, without redirects and tracking; "" if none, odd or too long."""
    url = LINE_BREAKS.sub("", text).strip().replace(" ", "%20")  # as browsers parse an attribute
    if url[:4].lower() == "www.":
        url = f"https://{url}"
    if len(url) > 2 * MAX_LENGTH or CONTROLS.search(url) or not get_host(url):
        return ""
    url = strip_tracking(_without_password(unwrap(url)))
    return url if len(url) <= MAX_LENGTH and not CONTROLS.search(url) else ""


def _without_password(url: str) -> str:
    """Without "user:password@": no article needs it, and readers must not get it."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if "@" in parts.netloc else url


def find_urls(text: str) -> Iterator[Link]:
    """The URLs written out in a text, in order, each with its place."""
    for match in URL.finditer(text):
        written = _strip_punctuation(match[0])
        if url := normalize_url(written):
            yield Link(match.start(), match.start() + len(written), url)


def _strip_punctuation(text: str) -> str:
    """Without the punctuation that follows; a closing bracket stays if the URL has the opening one."""
    end, surplus = len(text), text.count(")") - text.count("(")
    while text[end - 1] in TRAILING_PUNCTUATION or (text[end - 1] == ")" and surplus > 0):
        surplus -= text[end - 1] == ")"
        end -= 1
    return text[:end]


def has_path(url: str) -> bool:
    """Whether the URL is more than a site's front page."""
    return len(urlsplit(url).path) > 1 or bool(urlsplit(url).query)


def get_host(url: str) -> str:
    """The host of an absolute URL; empty where it has none."""
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[", for one
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def parent_hosts(host: str) -> Iterator[str]:
    """ "rus.azattyq.org" → that, and "azattyq.org"; not the top-level domain."""
    labels = host.casefold().removeprefix("www.").split(".")
    for start in range(len(labels) - 1):
        yield ".".join(labels[start:])
