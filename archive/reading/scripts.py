"""In which encoding bytes that are no UTF-8 read as words: Windows-1255, Windows-1251 and KOI8, else Windows-1252.

An issue has its words in one of them. Read as another, they have letters of two scripts, capitals inside, or final
letters of Hebrew that end no word. Only words with bytes beyond ASCII count, and the first of those; for an encoding,
only words of three letters: "·", "£" and "à" are letters, too, in another. Of two that fit, Windows-1251, but for
sentences that begin with a capital in KOI8.
"""

import re
from itertools import islice

MAX_WORDS = 2000
MAX_LENGTH = 200  # bytes of a word
MIN_LETTERS = 8  # in words of one script, below which nothing is sure
MIN_WORD = 3  # letters of a word that says in which script it is
FIRST_LETTER = 0xC0  # from which on all four have their letters, but for a few as Ё and І
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
    ("cp1251", "Windows-1251", re.compile(rf"{CAPITAL}?{SMALL}+|{CAPITAL}+")),
    ("koi8-u", "KOI8", re.compile(rf"{CAPITAL}?{SMALL}+|{CAPITAL}+")),
)
CAPITALIZED = re.compile(rf"\b{CAPITAL}{SMALL}+\b")
# Quotation marks and dashes of Windows at an English word; KOI8 has no such signs there.
QUOTED_ENGLISH = re.compile(rb"[A-Za-z][,.]?[\x91-\x94\x96\x97]|[\x91-\x94\x96\x97][A-Za-z]|[A-Za-z] [\x96\x97] ")


def find_script(content: bytes) -> tuple[str, str]:
    """Python's name of the encoding and how people call it; ("cp1252", "Windows-1252") where none other fits."""
    found = (match[0][:MAX_LENGTH] for match in WORD.finditer(content) if BEYOND_ASCII.search(match[0]))
    sample = b" ".join(islice(found, MAX_WORDS))
    fit = [
        (codec, name) for codec, name, word in SCRIPTS if _reads_as(sample, codec, word) and is_clean(content, codec)
    ]
    if ("koi8-u", "KOI8") in fit and QUOTED_ENGLISH.search(content):
        fit.remove(("koi8-u", "KOI8"))
    if [codec for codec, _ in fit] == ["cp1251", "koi8-u"] and _is_capitalized_as_koi8(sample):
        return fit[1]
    return fit[0] if fit else ("cp1252", "Windows-1252")


def _reads_as(sample: bytes, codec: str, word: re.Pattern[str]) -> bool:
    words = [each for each in LETTERS.findall(sample.decode(codec, "replace")) if not each.isascii()]
    fit = [each for each in words if word.fullmatch(each)]
    others = len(words) - len(fit)
    letters = [len(each) for each in fit if _has_enough_letters(each.encode(codec))]
    return sum(letters) >= MIN_LETTERS and len(letters) >= MOSTLY * (len(letters) + others)


def _has_enough_letters(word: bytes) -> bool:
    return sum(byte >= FIRST_LETTER for byte in word) >= MIN_WORD


def _is_capitalized_as_koi8(sample: bytes) -> bool:
    """Small letters of KOI8 are capitals of Windows-1251, and the other way round."""
    counts = [len(CAPITALIZED.findall(sample.decode(codec, "replace"))) for codec in ("koi8-u", "cp1251")]
    return counts[0] > counts[1]


def is_clean(content: bytes, codec: str) -> bool:
    """Whether an encoding has a character for all bytes."""
    try:
        content.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
