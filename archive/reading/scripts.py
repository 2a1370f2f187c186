"""In which encoding bytes that are no UTF-8 read as words: Windows-1255, Windows-1251 and KOI8, else Windows-1252.

An issue has its words in one of them. Read as another, they have letters of two scripts, capitals inside, or final
letters of Hebrew that end no word. Only words with bytes beyond ASCII count, and the first of those.
"""

import re
from itertools import islice

MAX_WORDS = 2000
MAX_LENGTH = 200  # bytes of a word
MIN_LETTERS = 8  # in words of one script, below which nothing is sure
MOSTLY = 0.8  # share of the words
WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
LETTERS = re.compile(r"[^\W\d_]+")
FINAL = r"[\u05da\u05dd\u05df\u05e3\u05e5]"
SMALL, CAPITAL = "[а-яёіїєґў]", "[А-ЯЁІЇЄҐЎ]"
# Python's name of each, how people call it, and what a word in it is. Of two that fit, the first: what is read as
# Hebrew without a fault is never Russian, while Hebrew read as Windows-1251 may be small letters alone.
SCRIPTS = (
    ("cp1255", "Windows-1255", re.compile(rf"(?:(?!{FINAL})[\u05d0-\u05ea])*[\u05d0-\u05ea]")),
    ("cp1251", "Windows-1251", re.compile(rf"{CAPITAL}?{SMALL}+|{CAPITAL}")),
    ("koi8-u", "KOI8", re.compile(rf"{CAPITAL}?{SMALL}+|{CAPITAL}")),
)


def find_script(content: bytes) -> tuple[str, str]:
    """Python's name of the encoding and how people call it; ("cp1252", "Windows-1252") where none other fits."""
    found = (match[0][:MAX_LENGTH] for match in WORD.finditer(content) if BEYOND_ASCII.search(match[0]))
    sample = b" ".join(islice(found, MAX_WORDS))
    for codec, name, word in SCRIPTS:
        if _reads_as(sample, codec, word) and is_clean(content, codec):
            return codec, name
    return "cp1252", "Windows-1252"


def _reads_as(sample: bytes, codec: str, word: re.Pattern[str]) -> bool:
    words = [each for each in LETTERS.findall(sample.decode(codec, "replace")) if not each.isascii()]
    letters = [len(each) for each in words if word.fullmatch(each)]
    return sum(letters) >= MIN_LETTERS and len(letters) >= MOSTLY * len(words)


def is_clean(content: bytes, codec: str) -> bool:
    """Whether an encoding has a character for all bytes."""
    try:
        content.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
