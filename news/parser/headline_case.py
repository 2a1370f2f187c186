"""Offers a headline in capitals in headline case: "KYIV JEWS MEET IN U.S." → "Kyiv Jews Meet in U.S."

The style is that of the Associated Press: articles, conjunctions and prepositions of up to three letters are in lower
case, except where the headline or its second part begins or ends. Abbreviations stay. It is an offer: names that are
written otherwise (deGrom, the author's own) cannot be known, unless the article's text has them.
"""

import re

from .word_lists import word_set

MIN_WORDS = 2
SMALL_WORDS = word_set("headline_small_word")
ABBREVIATIONS = word_set("headline_abbreviation")
NOT_ABBREVIATIONS = word_set("headline_word_without_vowel")
WORD = re.compile(r"[^\W_]+(?:[.'’‑/-][^\W_]+)*\.?")
PART = re.compile(r"[^\W_]+")
DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?\.?")
ROMAN = re.compile(r"(?:X{0,3})(?:I{2,3}|IV|VI{0,3}|IX)|X{2,3}")
ORDINAL = re.compile(r"([0-9]+)(ST|ND|RD|TH|S)")
BEGINS_PART = re.compile(r"[:?!.–—]\s+[\"“‘'«(]{0,2}$")
VOWELS = frozenset("AEIOUYÀÁÂÄÅÆÈÉÊËÌÍÎÏÒÓÔÖØÙÚÛÜĄĘÓŪ")
IRISH = re.compile(r"(O['’]|M[Cc])([A-Z]{2,})")


def suggest_headline_case(headline: str, text: str = "") -> str:
    """The headline in headline case; "" if it is not in capitals, or not in Latin letters.

    `text` is the article's: a name or abbreviation is written as it is written there ("HIAS", "McCain").
    """
    letters = [char for char in headline if char.isalpha()]
    words = list(WORD.finditer(headline))
    is_latin = all(char.isascii() or "\u00c0" <= char <= "\u024f" for char in letters)
    if len(words) < MIN_WORDS or not is_latin or sum(char.isupper() for char in letters) < 0.9 * len(letters):
        return ""
    spellings = {
        word.upper(): word for word in PART.findall(text) if not word.islower() and word[1:] != word[1:].lower()
    }
    parts: list[str] = []
    end = 0
    for match in words:
        before = headline[: match.start()]
        is_edge = match is words[0] or match is words[-1] or BEGINS_PART.search(before[-6:]) is not None
        parts += [headline[end : match.start()], _write(match[0], is_edge, spellings)]
        end = match.end()
    suggestion = "".join([*parts, headline[end:]])
    return suggestion if suggestion != headline else ""


def _write(word: str, is_edge: bool, spellings: dict[str, str]) -> str:
    if DOTTED.fullmatch(word) or word.rstrip(".").lower() in ABBREVIATIONS or word in spellings:
        return spellings.get(word, word)
    if word.lower().rstrip(".") in SMALL_WORDS and not is_edge:
        return word.lower()
    return PART.sub(lambda match: _write_part(match, word, spellings), word)


def _write_part(match: re.Match[str], word: str, spellings: dict[str, str]) -> str:
    """A word, or what stands between its hyphens and apostrophes."""
    part, before = match[0], word[: match.start()]
    if part in spellings:
        return spellings[part]
    if before.endswith(("'", "’")) and len(before) > 2:  # "UKRAINE’S", not "O’NEIL"
        return part.lower()
    if part.lower() in ABBREVIATIONS or (ROMAN.fullmatch(part) and len(part) > 1):
        return part
    if ordinal := ORDINAL.fullmatch(part):
        return ordinal[1] + ordinal[2].lower()
    has_vowel = bool(VOWELS.intersection(part))
    if not has_vowel and 2 <= len(part) <= 5 and part.isalpha() and part.lower() not in NOT_ABBREVIATIONS:
        return part
    if before.endswith("-") and part.lower() in SMALL_WORDS:
        return part.lower()
    if irish := IRISH.fullmatch(part):
        return irish[1].capitalize() + irish[2].capitalize()
    return part[:1] + part[1:].lower()
