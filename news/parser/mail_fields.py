"""Names of the fields above a mail that is forwarded or printed, in English, German, French, Russian and Ukrainian."""

from collections.abc import Sequence

OF_SENDER = frozenset(["from", "von", "de", "от", "від"])
OF_COPIES = frozenset(["cc", "bcc", "cci", "копия", "копія"])
OF_RECIPIENTS = OF_COPIES | {"to", "an", "à", "кому"}
OF_OUTLOOK = frozenset(["sent", "gesendet", "envoyé", "отправлено", "надіслано"])  # which no memorandum has
OF_TIME = OF_OUTLOOK | {"date", "datum", "дата"}
OF_SUBJECT = frozenset(["subject", "betreff", "objet", "тема"])


def any_of(names: frozenset[str]) -> str:
    """A regular expression for one of these names."""
    return "|".join(sorted(names))


NAMES = any_of(OF_SENDER | OF_RECIPIENTS | OF_TIME | OF_SUBJECT | {"reply-to"})


def is_of_another_head(name: str, names: Sequence[str]) -> bool:
    """Whether a field below those of a head begins another one: it is there already, or an issue's own, in capitals."""
    if not names:
        return False
    is_otherwise = is_in_capitals(name) != is_in_capitals(names[0]) and name.lower() not in OF_COPIES
    return is_otherwise or name.lower() in map(str.lower, names)


def is_in_capitals(name: str) -> bool:
    """Whether a field's name is in capitals, as an issue's own is; not the French "À", which has one letter."""
    return name.isupper() and len(name) > 1
