"""Where bytes were found that are to be read."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """Of a file, or of what a mail or zip holds. subject, sent and recipients are those of the mail around it."""

    path: str
    name: str
    subject: str = ""
    sent: datetime.datetime | None = None
    recipients: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that a mail holds, not read yet."""

    origin: Origin
    content: bytes
