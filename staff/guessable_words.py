"""Finds in a password what anybody would try first on this site, and counts what it has besides. Imports no Django."""

import re
import unicodedata

# What is asked of a password that is easy to remember: as much that nobody would try first.
REQUIRED_OTHERS = 8
MAX_JUDGED = 128  # characters of a password; finding repetitions takes the square of it

ORGANIZATION = "ncsej ncsj coalition supporting national eurasian eurasia soviet jewry jewish jews judaism washington"
COUNTRIES = """
    armenia azerbaijan belarus estonia georgia kazakhstan kyrgyzstan latvia lithuania moldova russia tajikistan
    turkmenistan ukraine uzbekistan israel america
"""
CAPITALS = "kyiv kiev moscow minsk chisinau tbilisi yerevan baku vilnius riga tallinn astana tashkent bishkek dushanbe"
# The same as neighbours write them: in Russian, and in Ukrainian where that differs.
CYRILLIC = """
    нсеж еврей евреи еврейский єврей євреї єврейський армения вірменія азербайджан беларусь білорусь белоруссия эстония
    естонія грузия грузія казахстан киргизия кыргызстан латвия латвія литва молдова молдавия россия росія таджикистан
    туркменистан туркмения украина україна узбекистан израиль ізраїль америка киев київ москва минск мінськ кишинев
    тбилиси тбілісі ереван баку вильнюс рига таллин астана ташкент бишкек душанбе пароль
"""
USUAL = "password passwort passphrase welcome letmein qwertyuiop qwerty asdfgh admin login secret editor weekly update"


def fold(password: str) -> str:
    """Without upper case, accents and other ways of writing the same letter."""
    decomposed = unicodedata.normalize("NFKD", password[:MAX_JUDGED]).casefold()
    return "".join(character for character in decomposed if not unicodedata.combining(character))


WORDS = sorted(f"{ORGANIZATION} {COUNTRIES} {CAPITALS} {CYRILLIC} {USUAL}".split(), key=len, reverse=True)

# What is written for a letter, "leet" among it.
LOOKALIKES = {
    "a": "a4@",
    "b": "b8",
    "e": "e3€",
    "g": "g9",
    "i": "i1!|",
    "l": "l1|",
    "o": "o0",
    "s": "s5$",
    "t": "t7+",
    "z": "z2",
}
BETWEEN = r"[\W_]?"  # N-C-S-E-J


def make_pattern(word: str) -> str:
    return BETWEEN.join(f"[{re.escape(LOOKALIKES.get(letter, letter))}]" for letter in word)


PATTERNS = {word: re.compile(make_pattern(fold(word))) for word in WORDS}


def find_words(password: str) -> tuple[list[str], str]:
    """The words of this list that the password has, and the rest of it, with a space where each was."""
    rest, found = fold(password), []
    for word, pattern in PATTERNS.items():
        rest, count = pattern.subn(" ", rest)
        if count:
            found.append(word)
    return found, rest


def count_others(rest: str) -> int:
    """How many characters of the rest would have to be guessed: a number, and whatever is repeated, count as one."""
    shorter = re.sub(r"\d+", "1", re.sub(r"\s+", "", rest))
    return len(re.sub(r"(.+?)\1+", r"\1", shorter))
