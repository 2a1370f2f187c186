"""Text as the search compares it: accents, hyphens and the dots of abbreviations make no difference. No Django here.

PostgreSQL splits "RFE/RL" as the path of a file, and "U.S." as a host. So both the texts and the queries are reduced to
words before it sees them; it finds their stems, and leaves out stop words.
"""

import re
import unicodedata
from datetime import date

_ABBREVIATION = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_APOSTROPHES = re.compile("['’‘ʼʻ`´]")
_NOT_OF_A_WORD = re.compile(r"[^\w']+|_")
_UNDECOMPOSABLE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ə": "a", "æ": "ae", "œ": "oe", "ß": "ss"})


def fold(text: str) -> str:
    """The words of a text in lower case: “anti-Semitism in Chișinău” → "anti semitism in chisinau"."""
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("'", text).casefold())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    plain = _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), letters)
    return " ".join(_NOT_OF_A_WORD.sub(" ", plain.translate(_UNDECOMPOSABLE)).split())


def year_word(year: int) -> str:
    """The word by which all that is dated in a year is found; no text has it."""
    return f"y{year:04}"


def month_word(year: int, month: int) -> str:
    return f"m{year:04}{month:02}"


def day_word(day: date) -> str:
    return f"d{day:%Y%m%d}"


def date_words(day: date | None) -> str:
    """The words of a record's date; empty for one without."""
    return f"{year_word(day.year)} {month_word(day.year, day.month)} {day_word(day)}" if day else ""
