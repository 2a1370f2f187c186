"""Cyrillic in Latin letters, as English newspapers write names of the region. No Django here."""

# After the system of the U.S. Board on Geographic Names for Russian, without its apostrophes, and with the letters that
# Ukrainian and Belarusian have besides:
# https://www.gov.uk/government/publications/romanization-systems
_CYRILLIC = "абвгґдезиіїйклмнопрстуўфхцчшщъыьэєюяжё"
_LATIN = "a b v g g d e z i i i y k l m n o p r s t u u f kh ts ch sh shch - y - e ye yu ya zh yo"
_TABLE = {ord(letter): latin.strip("-") for letter, latin in zip(_CYRILLIC, _LATIN.split(), strict=True)}
_TABLE |= {ord(chr(letter).upper()): latin.capitalize() for letter, latin in _TABLE.items()}


def to_latin(text: str) -> str:
    """The text with its Cyrillic letters in Latin; any other stays: “Марк Левин” → "Mark Levin"."""
    return text.translate(_TABLE)
