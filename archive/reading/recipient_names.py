"""What names who received a mail besides the fields of recipients: its Subject, Reply-To, and names of attachments."""

import re
from email.utils import getaddresses

from .address_index import index_addresses
from .forwarded_heads import ADDRESS, REMOVED
from .mail_fields import find_field
from .recipients import RECIPIENT_FIELD

# A name of two to four words, as people have; "NCSEJ Weekly Update" is a list's, and stays.
NAME = re.compile(r"[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){1,3}")
NO_NAME = re.compile(
    r"\b(?:ncse?j|weekly|update|news|brief|top|friends?|leadership|parties|members?|list|office)\b", re.I
)
MAX_NAMES = 20


def find_subject(fields: list[tuple[str, str]], recipients: frozenset[str]) -> str:
    """The Subject without the names that stand before the recipients' addresses: "Weekly Top 10 for Jane Doe"."""
    subject = find_field(fields, "subject")
    written = [value for name, value in fields if RECIPIENT_FIELD.fullmatch(name.lower())]
    named = (name for name, address in getaddresses(written[:MAX_NAMES]) if address.lower() in recipients)
    for name in list(named)[:MAX_NAMES]:
        name = " ".join(name.split())
        if NAME.fullmatch(name) and not NO_NAME.search(name):
            subject = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", REMOVED, subject, flags=re.IGNORECASE)
    return subject


def clean_name(name: str, recipients: frozenset[str]) -> str:
    """The name of an attachment without recipients' addresses, be they part of a word: list-of-jane@example.org.csv."""
    for start, end in reversed(list(index_addresses(recipients).find(name, "@"))):
        name = f"{name[:start]}{REMOVED}{name[end:]}"
    return name


def names_recipient(value: str, recipients: frozenset[str]) -> bool:
    """Whether a field has a recipient's address with another tag, or none: jane+news@example.org."""
    plain = frozenset(map(_without_tag, recipients))
    return any(_without_tag(match[0].lower()) in plain for match in ADDRESS.finditer(value))


def _without_tag(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
