"""Reads who an issue is from: "Daniel Rubin, Chairman; Aleksander Smukler, President; Mark B. Levin, … & CEO".

Names and titles stand in any order of lines: parted by semicolons, by line ends, by empty lines, or by nothing.
"""

import re
from collections import Counter
from collections.abc import Sequence

from ..lines import collapse_whitespace
from ..word_lists import word_set
from .result import Sender

MAX_NAME_WORDS = 6
JOB_TITLES = word_set("job_title")
JOINING_WORDS = {"of", "the", "and", "&", "for", "emeritus"}
CONTINUED = re.compile(r"(?:,|&|\b[Aa][Nn][Dd]|\b[Oo][Ff]|-|\s[A-Z]\.)\s*$")  # the last is an initial
INITIAL_FIRST = re.compile(r"[A-Z]\.\s")
BETWEEN = re.compile(r"\s*;\s*(?:and\s+)?|,\s+and\s+(?=[A-Z][\w.'’-]*\s[^,;]{1,40},)")
# "Chairman, Aleksander Smukler, President": no title, but the next person
PERSON = re.compile(rf"(?:[A-Z][\w.'’-]*\s){{1,3}}[A-Z][\w'’-]+,\s(?i:{'|'.join(sorted(JOB_TITLES - {'and'}))})\b")
ADDRESS = re.compile(r"[<(\[]\s?(?:mailto:)?[^\s<>()\[\]@]{1,64}@[^\s<>()\[\]@]{1,200}\s?[>)\]]", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_](?:\.|[^\s,;]*)")


def read_senders(lines: Sequence[str]) -> tuple[Sender, ...]:
    """The people named in the lines below FROM, in their order, without the addresses behind their names."""
    senders: list[Sender] = []
    for piece in _split_pieces([ADDRESS.sub("", line) for line in lines]):
        for name, title in _split_people(piece):
            if not name and senders:
                senders[-1] = Sender(senders[-1].name, f"{senders[-1].title} {title}".strip())
            elif name or title:
                senders.append(Sender(name or title, title if name else ""))
    return tuple(senders)


def words_between(lines: Sequence[str], senders: Sequence[Sender]) -> str:
    """The words of the lines that are in no name and no title: the "and" before the last name."""
    named = Counter(word for sender in senders for word in WORD.findall(f"{sender.name} {sender.title}"))
    left = Counter(word for line in lines for word in WORD.findall(line)) - named
    return " ".join(left.elements())


def is_sender_line(text: str) -> bool:
    """Whether a line below FROM may go on with it: a name with or without a title, or a title."""
    words = text.replace(";", " ; ").split()
    if (
        not words
        or len(text) > 200
        or (text.rstrip().endswith((".", "!", "?", ":")) and not text.rstrip().endswith("Jr."))
    ):
        return False
    plain = [word.strip(",;") for word in words]
    lowercase = [word for word in plain if word[:1].islower() and word.lower() not in JOINING_WORDS]
    has_title = any(part.lower() in JOB_TITLES - {"and"} for word in plain for part in word.split("-"))
    is_cry = text.isupper() and not has_title  # "FOR IMMEDIATE RELEASE"
    return not lowercase and not is_cry and (has_title or "," in text or ";" in text or 2 <= len(plain) <= 4)


def _split_pieces(lines: Sequence[str]) -> list[str]:
    """One person each, as far as semicolons and line ends tell."""
    pieces: list[str] = []
    is_open = False
    for line in lines:
        for number, part in enumerate(BETWEEN.split(line.strip())):
            text = collapse_whitespace(part)
            if not text:
                is_open = False
                continue
            if number == 0 and pieces and (is_open or INITIAL_FIRST.match(text)):
                pieces[-1] += text if pieces[-1].endswith("-") else f" {text}"
            else:
                pieces.append(text)
            is_open = CONTINUED.search(pieces[-1]) is not None or _is_first_name(pieces[-1])
    return pieces


def _is_first_name(text: str) -> bool:
    return text.isalpha() and not _is_title_word(text)


def _split_people(text: str) -> list[tuple[str, str]]:
    """(name, title) of each person in a piece; the name is empty if it begins with a title."""
    people: list[tuple[str, str]] = []
    while text:
        name, comma, rest = text.partition(",")
        words = name.split()
        if words and all(_is_title_word(word) for word in words):
            return [*people, ("", text)]
        if not comma:
            return [*people, _split_without_comma(text)]
        title, text = _split_title(rest.strip())
        people.append((name.strip(), title))
    return people


def _split_title(text: str) -> tuple[str, str]:
    """The title that a text begins with, and the next person behind it, if the title's words tell where it ends."""
    words = text.split()
    end = 0
    while end < len(words) and (_is_title_word(words[end]) or (end and words[end].lower() in JOINING_WORDS)):
        end += 1
    rest = words[end:]
    if end and words[end - 1].endswith(",") and PERSON.match(" ".join(rest)):
        return " ".join(words[:end]).rstrip(","), " ".join(rest)
    if end and len(rest) >= 2 and "," in " ".join(rest[:MAX_NAME_WORDS]) and not words[end - 1].endswith(","):
        return " ".join(words[:end]), " ".join(rest)
    return text, ""


def _split_without_comma(text: str) -> tuple[str, str]:
    words = text.split()
    start = next((place for place, word in enumerate(words) if place >= 2 and _is_title_word(word)), len(words))
    return " ".join(words[:start]), " ".join(words[start:])


def _is_title_word(word: str) -> bool:
    parts = [part.lower() for part in re.split(r"[-/]", word.strip(",.")) if part]
    return word == "&" or (bool(parts) and all(part in JOB_TITLES for part in parts))
