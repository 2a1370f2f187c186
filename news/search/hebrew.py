"""Names in Hebrew letters, Hebrew or Yiddish, compared with names in Latin ones by their consonants. No Django here.

Hebrew writes few vowels, and one letter for several sounds. So both are reduced to classes of consonants; where a
letter may be a vowel or a consonant, there are several readings. Which word is meant, the vowels say.
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice, product

HEBREW = re.compile("[\u05d0-\u05ea\u05f0-\u05f2]+")
MAX_READINGS = 16  # of a word

_LIGATURES = str.maketrans({"װ": "וו", "ױ": "י", "ײ": "יי"})
# What Yiddish writes with several letters; each before the letters that it has.
_DIGRAPHS = (("דזש", "ג"), ("טש", "צ"), ("זש", "ז"), ("וו", "ב"), ("יי", "י"))
_LETTERS = "אבגדהזחטיכךלמםנןסעפףצץקרשת"
_CLASSES = dict(zip(_LETTERS, "-bgd-zkt-kklmmnns-ppcckrst", strict=True))
_READINGS = {letter: [sound.strip("-")] for letter, sound in _CLASSES.items()} | {"ו": ["b", ""]}
_SPELLED = dict(zip(_LETTERS, "abgdhzktikklmmnnseppttkrst", strict=True))
_SPELLINGS = [str.maketrans(_SPELLED | {"ו": letter}) for letter in "ouv"]
# What Latin writes with several letters, and letters of one class; "y" and "h" are none.
_LATIN = {
    "sch": "s", "tch": "c", "sh": "s", "kh": "k", "zh": "z", "ph": "p", "th": "t", "tz": "c", "ts": "c",
    "ck": "k", "ch": "k", "j": "g", "q": "k", "c": "k", "x": "ks", "v": "b", "w": "b", "f": "p",
}  # fmt: skip
_NO_CONSONANT = re.compile("[^bcdgklmnprstz]")
_REPEATED = re.compile(r"(.)\1+")


def read_consonants(word: str) -> set[str]:
    """The classes of a Hebrew word's consonants, as they may be read. word: folded."""
    word = word.translate(_LIGATURES)
    for letters, letter in _DIGRAPHS:
        word = word.replace(letters, letter)
    choices = [_READINGS.get(letter, [""]) for letter in word]
    readings = ("".join(chosen) for chosen in islice(product(*choices), MAX_READINGS))
    return {reading for reading in (_REPEATED.sub(r"\1", reading) for reading in readings) if len(reading) > 1}


@lru_cache(maxsize=50_000)  # of all names and stems, for each word that is compared
def latin_consonants(word: str) -> str:
    """The same of a word in Latin letters. word: folded."""
    for letters, sound in _LATIN.items():
        word = word.replace(letters, sound.upper())  # a capital is not read again
    return _REPEATED.sub(r"\1", _NO_CONSONANT.sub("", word.lower()))


def likeness(hebrew: str, latin: str) -> float:
    """How alike two words with the same consonants are by the vowels that Hebrew writes, from 0 to 1."""
    spellings = (hebrew.translate(_LIGATURES).translate(table) for table in _SPELLINGS)
    return max(SequenceMatcher(None, spelled, latin).ratio() for spelled in spellings)
