"""The link with which staff answer a message in their own mail program."""

from urllib.parse import quote

from ..eastern_time import format_eastern
from ..models import ContactMessage

MAX_LENGTH = 1_900  # characters of a URL: Windows hands no more than 2,083 to a mail program
CUT = "\r\n> […]"


def make_reply_url(message: ContactMessage, organization: str) -> str:
    """A mailto: URL (RFC 6068) with a subject and the quoted message, of which as much as fits.

    Everything is percent-encoded, the address too: a visitor's “a?bcc=b@example.org” is a valid one.
    """
    subject = put_on_one_line(f"Re: Your message to {organization}")
    start = f"mailto:{quote(message.email, safe='@')}?subject={encode(subject)}&body="
    lines = "\r\n".join(f"> {line}" for line in message.text.splitlines())
    about = put_on_one_line(f"On {format_eastern(message.received_at)}, {message.name} wrote:")
    body = f"\r\n\r\n{about}\r\n{lines}"
    whole = start + encode(body)
    if len(whole) <= MAX_LENGTH:
        return whole
    return start + encode(cut(body, MAX_LENGTH - len(start) - len(encode(CUT))) + CUT)


def put_on_one_line(text: str) -> str:
    return " ".join(text.split())


def encode(text: str) -> str:
    return quote(text, safe="")


def cut(text: str, limit: int) -> str:
    """The longest beginning of the text that has at most `limit` characters when it is percent-encoded."""
    length = 0
    for position, character in enumerate(text):
        length += len(encode(character))
        if length > limit:
            return text[:position].rstrip()
    return text
