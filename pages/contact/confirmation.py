"""The token of the page that asks a visitor to send once more: signed, for one message, for an hour, for one use.

What makes it single-use is `ContactMessage.token`, which is unique.
"""

from django.core import signing
from django.utils.crypto import get_random_string, salted_hmac

SALT = "pages.contact.confirmation"
MAX_AGE = 3600  # seconds
NONCE_LENGTH = 22


def make_token(message: dict) -> str:
    """A fresh token for a message with these fields."""
    return signing.dumps([get_random_string(NONCE_LENGTH), digest(message)], salt=SALT)


def read_token(token: str, message: dict) -> str | None:
    """The nonce of a token that was made for this message within the hour; None for any other text."""
    try:
        nonce, made_for = signing.loads(token, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return None
    return nonce if made_for == digest(message) else None


def digest(message: dict) -> str:
    return salted_hmac(SALT, repr(sorted(message.items())), algorithm="sha256").hexdigest()
