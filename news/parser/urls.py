"""Addresses of articles: found in text, taken from links, and freed of the redirects that programs wrap them in."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from .lines import Link

MAX_LENGTH = 2000
URL = re.compile(r"(?<![\w@/.])(?:https?://|www\.)[^\s<>\"“”«»]{3,}", re.IGNORECASE)
BREAKS = re.compile(r"[\t\n\r]")
AROUND = ".,;:!?'’]}*_|"  # what a sentence puts behind an address

# (host, path, parameters): where the wrapped address stands.
REDIRECTS = (
    (re.compile(r"(^|\.)google\.[a-z.]{2,6}$"), "/url", ("q", "url")),
    (re.compile(r"\.safelinks\.protection\.outlook\.com$"), "/", ("url",)),
    (re.compile(r"(^|\.)facebook\.com$"), "/l.php", ("u",)),
)


def normalize_url(text: str) -> str:
    """The http(s) address meant by `text`, unwrapped; "" if it is none."""
    url = BREAKS.sub("", text).strip().replace(" ", "%20")  # as browsers read an attribute
    if url[:4].lower() == "www.":
        url = f"https://{url}"
    for _ in range(3):
        if len(url) > 2 * MAX_LENGTH or not _host(url):
            return ""
        inner = _wrapped(url)
        if not inner:
            break
        url = inner
    return url if len(url) <= MAX_LENGTH else ""


def find_urls(text: str) -> Iterator[Link]:
    for found in URL.finditer(text):
        written = _without_sentence(found[0])
        if url := normalize_url(written):
            yield Link(found.start(), found.start() + len(written), url)


def _without_sentence(text):
    """Without the punctuation behind it, and a bracket only where none was opened."""
    end, surplus = len(text), text.count(")") - text.count("(")
    while text[end - 1] in AROUND or (text[end - 1] == ")" and surplus > 0):
        surplus -= text[end - 1] == ")"
        end -= 1
    return text[:end]


def has_path(url: str) -> bool:
    """Whether it leads further than to somebody's front page."""
    return len(urlsplit(url).path) > 1 or bool(urlsplit(url).query)


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[", for one
        return ""
    return (parts.hostname or "") if parts.scheme in ("http", "https") else ""


def _wrapped(url: str) -> str:
    host = _host(url)
    for pattern, path, names in REDIRECTS:
        if pattern.search(host) and (urlsplit(url).path or "/") == path:
            query = parse_qs(urlsplit(url).query)
            inner = next((query[name][0].strip() for name in names if name in query), "")
            return inner if _host(inner) else ""
    return ""
