"""Which language a name of a country is in, for screen readers and fonts: data/names.toml. No Django here."""

import re
import tomllib
import unicodedata
from pathlib import Path

_PATH = Path(__file__).parent / "data" / "names.toml"
_NAMES: dict[str, list[str]] = tomllib.loads(_PATH.read_text(encoding="utf-8"))
# Letters that one language alone is written in.
SCRIPTS = {"hy": re.compile("[\u0531-\u0587]"), "ka": re.compile("[\u10a0-\u10ff\u1c90-\u1cbf]")}
APOSTROPHES = re.compile("['‘’`ʼ]")


def normalize_name(name: str) -> str:
    """The name as names are compared: composed, without case, with one kind of apostrophe."""
    return APOSTROPHES.sub("ʻ", unicodedata.normalize("NFC", name)).casefold()


LANGUAGES = {normalize_name(name): language for language, names in _NAMES.items() for name in names}


def find_language(name: str) -> str:
    """The BCP 47 tag of a name's language; empty where it is English or neither the table nor the script tells it."""
    of_script = (language for language, letters in SCRIPTS.items() if letters.search(name))
    return LANGUAGES.get(normalize_name(name)) or next(of_script, "")
