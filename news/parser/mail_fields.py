"""Names of the fields above a mail that is forwarded or printed, in English, German, French, Russian and Ukrainian."""

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
