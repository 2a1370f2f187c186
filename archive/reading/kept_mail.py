"""The mail that is kept with an issue: written anew from what may stay of it.

Nothing is taken over that is not named here. So no field of a mail server or program survives that holds a recipient's
address, and none that nobody has heard of yet.
"""

import hashlib
import re
from email.base64mime import body_encode
from email.charset import QP, Charset
from email.header import Header
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart

from .forwarded_heads import REMOVED
from .mail_fields import decode_words, find_field, read_fields
from .mail_texts import children_of, read_bytes, read_text
from .recipient_names import find_subject, names_recipient
from .recipients import SENDER_FIELDS, remove_recipients

KEPT_FIELDS = ("From", "Sender", "Reply-To", "Subject", "Date", "Message-ID")
KEPT_TEXTS = ("text/plain", "text/html")
CONTENT_ID = re.compile(r"<[\w.@$%+-]{1,200}>")
MAX_FIELD = 1000  # characters
UTF_8 = Charset("utf-8")
UTF_8.body_encoding = QP


def keep_mail(message: Message, recipients: frozenset[str]) -> bytes:
    """Head, texts and pictures of a mail. Files and mails inside it are sources of their own."""
    kept = _keep_part(message, recipients, "0") or _make_text("", "plain")
    fields = read_fields(message)
    for name in KEPT_FIELDS:
        written = find_subject(fields, recipients) if name == "Subject" else find_field(fields, name.lower())
        value = remove_recipients(written, recipients, is_html=False)
        is_recipients = value != written or (name == "Reply-To" and names_recipient(written, recipients))
        if is_recipients and name.lower() in SENDER_FIELDS:
            value = REMOVED  # the name before the address is a recipient's, too
        if value:
            kept[name] = Header(_one_line(value), "us-ascii" if value.isascii() else "utf-8", header_name=name).encode()
    return kept.as_bytes()


def _keep_part(part: Message, recipients: frozenset[str], number: str) -> Message | None:
    """number: of the part, as in "0.1.2"; by it, the same mail has the same boundaries each time."""
    kind = part.get_content_type()
    if part.get_content_maintype() == "message":
        return None
    if part.is_multipart():
        children = [_keep_part(child, recipients, f"{number}.{index}") for index, child in enumerate(children_of(part))]
        return _make_multipart(part.get_content_subtype(), [child for child in children if child], number)
    if part.get_content_disposition() == "attachment" and part.get_content_maintype() != "image":
        return None
    if kind in KEPT_TEXTS:
        text = remove_recipients(read_text(part)[0], recipients, is_html=kind == "text/html")
        return _make_text(text, kind.partition("/")[2])
    return _keep_picture(part) if part.get_content_maintype() == "image" else None


def _make_multipart(subtype: str, children: list[Message], number: str) -> Message | None:
    if len(children) < 2:
        return children[0] if children else None
    boundary = f"part-{hashlib.sha256(number.encode()).hexdigest()[:32]}"
    subtype = subtype if subtype in ("alternative", "related") else "mixed"
    return MIMEMultipart(subtype, boundary, children)


def _make_text(text: str, subtype: str) -> Message:
    part = MIMENonMultipart("text", subtype, charset="utf-8")
    part.set_payload(text.encode("utf-8", "replace").decode("utf-8"), UTF_8)
    return part


def _keep_picture(part: Message) -> Message:
    kept = MIMENonMultipart("image", re.sub(r"[^a-z0-9.+-]", "", part.get_content_subtype()) or "unknown")
    kept["Content-Transfer-Encoding"] = "base64"
    content_id = CONTENT_ID.search(decode_words(str(part.get("Content-ID", ""))))
    if content_id:
        kept["Content-ID"] = content_id[0]
    kept.set_payload(body_encode(read_bytes(part)))
    return kept


def _one_line(value: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in value)[:MAX_FIELD]
