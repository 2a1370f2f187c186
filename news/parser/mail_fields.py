"""Names of the fields above a mail that is forwarded or printed, in English, German, French, Russian and Ukrainian."""

import re
from collections.abc import Sequence

OF_SENDER = frozenset(["from", "von", "de", "от", "від"])
OF_COPIES = frozenset(["cc", "bcc", "cci", "копия", "копія"])
OF_RECIPIENTS = OF_COPIES | {"to", "an", "à", "кому"}
OF_OUTLOOK = frozenset(["sent", "gesendet", "envoyé", "отправлено", "надіслано"])  # which no memorandum has
OF_TIME = OF_OUTLOOK | {"date", "datum", "дата"}
OF_SUBJECT = frozenset(["subject", "betreff", "objet", "тема"])

# What programs write above the head of a mail that they forward: between dashes, and alone on a line.
MARKS = (
    r"forwarded message|original message|forwarded by"
    r"|weitergeleitete (?:nachricht|e-?mail)|ursprüngliche (?:nachricht|e-?mail)|original-?(?:nachricht|meldung)"
    r"|(?:message|e-?mail|courriel) (?:transféré|réexpédié|d['’]origine|original)"
    r"|(?:пересылаемое|пересланное|исходное|оригинальное) (?:сообщение|письмо)"
    r"|(?:переслане|пересилане|оригінальне|початкове|вихідне) повідомлення|(?:пересланий|оригінальний) лист"
)
MARKS_ALONE = (
    r"begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-?mail)"
    r"|début du (?:message|courriel) (?:transféré|réexpédié)"
    r"|начало (?:пересылаемого|пересланного|переадресованного) (?:сообщения|письма)"
    r"|початок (?:пересланого|переадресованого) (?:повідомлення|листа)"
)
TIME_OF_DAY = re.compile(r"\b[0-9]{1,2}(?::|\s?h\s?)[0-9]{2}\b|\b[0-9]{1,2}\.[0-9]{2}\suhr\b", re.IGNORECASE)


def any_of(names: frozenset[str]) -> str:
    """A regular expression for one of these names."""
    return "|".join(sorted(names))


NAMES = OF_SENDER | OF_RECIPIENTS | OF_TIME | OF_SUBJECT | {"reply-to"}


def is_of_another_head(name: str, names: Sequence[str], below: str = "") -> bool:
    """Whether a field below those of a head begins another one: another sender's, or an issue's own, in capitals.

    A program may write "To" for each recipient. below: the name of the field directly below this one; "To" and "From"
    below a "To" are an issue's own in small letters.
    """
    if not names:
        return False
    lowered = [each.lower() for each in names]
    if is_in_capitals(name) != is_in_capitals(names[0]) and name.lower() not in OF_COPIES:
        return True
    if name.lower() in OF_SENDER:
        return not OF_SENDER.isdisjoint(lowered)
    return name.lower() in lowered and below.lower() in OF_SENDER


def is_in_capitals(name: str) -> bool:
    """Whether a field's name is in capitals, as an issue's own is; not the French "À", which has one letter."""
    return name.isupper() and len(name) > 1
