"""Knows names of publishers: by a list of well-known ones, and by the host of an article's URL."""

import re
import unicodedata
from pathlib import Path

from .urls import get_host

WORDS = re.compile(r"\S+")
MAX_WORDS = 8  # of a name that a line ends with
LETTERS = re.compile(r"[^\W_]+")
# Parts of a host that name no publisher.
HOST_PREFIXES = {"www", "m", "en", "ru", "uk", "amp", "news", "edition", "mobile", "english", "blogs", "rus", "eng"}
SECOND_LEVEL = {"co", "com", "org", "net", "gov", "ac", "edu"}
ARTICLES = {"the", "a", "le", "la", "die", "der", "das"}
MIN_LETTERS = 3  # of a name or host that is compared by its beginning


def _fold(name: str) -> str:
    """Letters and digits in lower case, without accents and article: "timesofisrael" of "The Times of Israel"."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    words = LETTERS.findall(plain.lower())
    return "".join(words[1:] if len(words) > 1 and words[0] in ARTICLES else words)


_PUBLISHERS = frozenset(
    _fold(line)
    for line in (Path(__file__).parent / "publishers.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)


def is_publisher(name: str) -> bool:
    """Whether it is the name of a well-known publisher, or several of them joined by "/": "Arutz Sheva/JTA"."""
    return (len(name) <= 100 and _fold(name) in _PUBLISHERS) or (
        "/" in name and len(name) <= 100 and all(_fold(part) in _PUBLISHERS for part in name.split("/"))
    )


def find_publisher(text: str) -> int | None:
    """Where a well-known publisher's name begins that the text ends with, behind at least one other word; None if none.

    The longest one counts: "The New York Times", not "Times".
    """
    words = list(WORDS.finditer(text))[1:][-MAX_WORDS:]
    starts = (match.start() for match in words if match[0][0].isalnum())
    return next((start for start in starts if is_publisher(text[start:])), None)


def host_name(url: str) -> str:
    """The host of a URL as a person would say it: "timesofisrael.com" of "https://www.timesofisrael.com/1"."""
    return get_host(url).removeprefix("www.")


def name_matches_url(name: str, url: str) -> bool:
    """Whether the host of the URL is made of this name: its words run together, or their first letters.

    "The Times of Israel" and timesofisrael.com, "Jewish Telegraphic Agency" and jta.org, "Radio Free Europe/Radio
    Liberty" and rferl.org, "Jerusalem Post" and jpost.com.
    """
    folded, label = _fold(name), _label(url)
    if not folded or not label or len(name) > 100:
        return False
    if folded in (label, _fold(host_name(url))):
        return True
    if (
        len(folded) >= MIN_LETTERS
        and len(label) >= MIN_LETTERS
        and (label.startswith(folded) or folded.startswith(label))
    ):
        return True
    words = LETTERS.findall(name.lower())
    return len(words) > 1 and _is_made_of(label, words)


def _label(url: str) -> str:
    """The part of the host that names the publisher, folded: "jpost" of "https://www.jpost.com/1"."""
    parts = [part for part in host_name(url).split(".")[:-1] if part]
    while len(parts) > 1 and parts[0] in HOST_PREFIXES:
        parts.pop(0)
    if len(parts) > 1 and parts[-1] in SECOND_LEVEL:
        parts.pop()
    return _fold(parts[-1]) if parts else ""


def _is_made_of(label: str, words: list[str]) -> bool:
    """Whether the label is the beginnings of all the words in order, small words left out: "jpost", "nytimes"."""
    if words and words[0] in ARTICLES:
        words = words[1:]
    reached = {0}
    for word in words:
        is_small = len(word) <= 3
        following = set(reached) if is_small else set()
        for place in reached:
            length = 0
            while length < len(word) and place + length < len(label) and label[place + length] == word[length]:
                length += 1
                following.add(place + length)
        reached = following
    return len(label) in reached
