"""Parts a mail into its text and the files and mails that it holds.

Of alternatives, the HTML is the text, because only it has the links; the plain text where the HTML is empty or says
next to nothing. Texts before and after a picture or attachment belong together.
"""

import html
from dataclasses import dataclass, field
from email.message import Message

from .kinds import WINMAIL
from .mail_fields import decode_words
from .mail_texts import children_of, count_words, read_bytes, read_text

SCANT = 0.25  # share of the plain text's words below which the HTML is not the text
SCANT_HTML = "The mail's HTML says much less than its plain text, which was read instead."
PASSED_MAIN_TYPES = ("image", "audio", "video", "font", "model")
PASSED_TYPES = ("text/calendar", "text/vcard", "text/x-vcard", "text/rfc822-headers", "application/ics")
SIGNATURES = ("application/pgp-signature", "application/pgp-keys", "application/pkcs7-signature")
BODY_TYPES = ("text/plain", "text/html")


@dataclass(frozen=True, slots=True)
class Body:
    """One text of a mail."""

    text: str
    is_html: bool
    words: int  # that a reader sees


@dataclass(frozen=True, slots=True)
class RefusedPart:
    """An attachment that is not read, and the sentence that says why."""

    name: str
    reason: str


@dataclass(slots=True)
class Parts:
    """What collect() found."""

    bodies: list[Body] = field(default_factory=list)  # in order; those of the chosen alternative
    all_bodies: list[Body] = field(default_factory=list)  # those of all
    enclosed: list[tuple[str, bytes]] = field(default_factory=list)  # name, content
    forwarded: list[Message] = field(default_factory=list)
    refused: list[RefusedPart] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def has_text(self) -> bool:
        return any(body.words for body in self.bodies)

    def join_bodies(self) -> tuple[str, bool]:
        """The whole text, and whether it is HTML; then plain text is put into it as it stands."""
        bodies = [body for body in self.bodies if body.text.strip()]
        is_html = any(body.is_html for body in bodies)
        if not is_html:
            return "\n\n".join(body.text for body in bodies), False
        return "\n".join(
            body.text if body.is_html else f"<pre>\n{html.escape(body.text, quote=False)}\n</pre>" for body in bodies
        ), True


def collect(message: Message) -> Parts:
    """The parts of a mail whose structure is known to be neither too deep nor too large."""
    parts = Parts()
    parts.bodies = _gather(message, parts)
    return parts


def _gather(part: Message, parts: Parts) -> list[Body]:
    kind, name = part.get_content_type(), _name(part)
    children = children_of(part)
    if part.get_content_maintype() == "message":
        parts.forwarded += [child for child in children if kind == "message/rfc822"]
    elif kind == "multipart/alternative":
        return _choose([_gather(child, parts) for child in children], parts)
    elif kind == "multipart/related":
        gathered = [_gather(child, parts) for child in children]
        return next(filter(None, gathered), [])
    elif part.is_multipart():
        return [body for child in children for body in _gather(child, parts)]
    elif kind == "application/ms-tnef" or name.lower() == "winmail.dat":
        parts.refused.append(RefusedPart(name or "winmail.dat", WINMAIL))
    elif part.get_content_disposition() == "attachment" or kind not in BODY_TYPES:
        _enclose(part, kind, name, parts)
    else:
        return _read_body(part, kind, parts)
    return []


def _read_body(part: Message, kind: str, parts: Parts) -> list[Body]:
    text, notes = read_text(part)
    parts.notes += [note for note in notes if note not in parts.notes]
    is_html = kind == "text/html"
    body = Body(text, is_html, count_words(text, is_html))
    parts.all_bodies.append(body)
    return [body]


def _enclose(part: Message, kind: str, name: str, parts: Parts) -> None:
    is_passed = part.get_content_maintype() in PASSED_MAIN_TYPES or kind in (*PASSED_TYPES, *SIGNATURES)
    content = b"" if is_passed else read_bytes(part)
    if content.strip():
        parts.enclosed.append((name, content))


def _choose(alternatives: list[list[Body]], parts: Parts) -> list[Body]:
    """The last alternative that has HTML, or the last, as a mail program would show."""
    texts = [bodies for bodies in alternatives if bodies]
    rich = [bodies for bodies in texts if any(body.is_html for body in bodies)]
    plain = [bodies for bodies in texts if bodies not in rich]
    if not rich or not plain:
        return (rich or plain or [[]])[-1]
    rich_words, plain_words = (sum(body.words for body in bodies) for bodies in (rich[-1], plain[-1]))
    if rich_words >= plain_words * SCANT and rich_words:
        return rich[-1]
    if rich_words:
        parts.notes.append(SCANT_HTML)
    return plain[-1]


def _name(part: Message) -> str:
    """The file name of a part, without folders and what cannot be printed."""
    try:
        name = part.get_filename("") or ""
    except (ValueError, LookupError, TypeError):
        return ""
    name = decode_words(str(name)).replace("\\", "/").rpartition("/")[2]
    return "".join(letter for letter in name if letter.isprintable()).strip()[:150]
