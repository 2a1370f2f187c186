"""Reads a mail: its text, the files that it holds, the mails that it forwards, or why it is none of an issue.

Mails are parsed by the policy "compat32", which leaves fields as they were written: "default" raises on broken ones.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from .kept_mail import keep_mail
from .limits import MAX_BOUNDARY_LINES, MAX_DEPTH, MAX_PARTS, UnreadableError
from .mail_fields import find_field, read_date, read_fields
from .mail_parts import Parts, collect
from .mail_refusals import find_refusal
from .mail_texts import children_of
from .markup import shorten
from .origin import Enclosed, Origin
from .recipient_names import clean_name, find_subject
from .recipients import find_recipients, remove_recipients
from .result import Form, Refused, SourceText

Item = SourceText | Refused | Enclosed
LENGTH_LINE = re.compile(rb"([0-9]{1,9}) *\n")  # above a mail that Apple Mail keeps (.emlx), below which is a list
EMPTY = "The mail holds no text."
TOO_MANY_PARTS = f"The mail has more than {MAX_PARTS} parts."
TOO_DEEP = f"The mail's parts are nested more than {MAX_DEPTH} deep."


def read_mail(content: bytes, origin: Origin) -> Iterator[Item]:
    """All that a mail holds, forwarded mails included. Raises UnreadableError where it is nested or parted too much."""
    if content.count(b"\n--") > MAX_BOUNDARY_LINES:
        raise UnreadableError(TOO_MANY_PARTS)
    try:
        message = BytesParser(policy=compat32).parsebytes(_without_envelope(content))
        _check_structure(message)
    except RecursionError as error:
        raise UnreadableError(TOO_DEEP) from error
    yield from _read_message(message, origin)


def _without_envelope(content: bytes) -> bytes:
    """Without what stands above the head of a mail that was taken out of an mbox, or saved by a text editor."""
    content = content.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    length = LENGTH_LINE.match(content)
    if length:
        return content[length.end() : length.end() + int(length[1])]
    return content.partition(b"\n")[2] if content.startswith((b"From ", b">From ")) else content


def _check_structure(message: Message) -> None:
    count, level = 0, [message]
    for _ in range(MAX_DEPTH + 1):
        count += len(level)
        if count > MAX_PARTS:
            raise UnreadableError(TOO_MANY_PARTS)
        level = [part for each in level for part in children_of(each)]
        if not level:
            return
    raise UnreadableError(TOO_DEEP)


def _read_message(message: Message, origin: Origin) -> Iterator[Item]:
    refusal = find_refusal(message)
    if refusal:
        yield Refused(origin.path, refusal)
        return
    parts = collect(message)
    fields = read_fields(message)
    sent, broken_date = read_date(find_field(fields, "date"))
    known = origin.recipients | (_senders(fields) if parts.forwarded else frozenset())
    recipients = find_recipients(fields, ((body.text, body.is_html) for body in parts.all_bodies), known) | known
    around = replace(
        origin,
        subject=remove_recipients(find_subject(fields, recipients), recipients, is_html=False),
        sent=sent,
        recipients=recipients,
    )
    if parts.has_text:
        yield _make_source(message, parts, around, broken_date)
    elif not parts.enclosed and not parts.forwarded:
        yield Refused(origin.path, EMPTY)
    for each in parts.refused:
        yield Refused(f"{origin.path}, {clean_name(each.name, recipients)}", each.reason)
    for number, (written, content) in enumerate(parts.enclosed, start=1):
        name = clean_name(written, recipients)
        path = f"{origin.path}, {name or f'attachment {number}'}"
        yield Enclosed(replace(around, path=path, name=name or f"attachment-{number}"), content)
    for number, forwarded in enumerate(parts.forwarded, start=1):
        path = f"{origin.path}, forwarded mail" + (f" {number}" if len(parts.forwarded) > 1 else "")
        yield from _read_message(forwarded, Origin(path, origin.name, recipients=recipients))


def _make_source(message: Message, parts: Parts, origin: Origin, broken_date: str) -> SourceText:
    text, is_html = parts.join_bodies()
    if message.get("Snapshot-Content-Location"):  # a web page that a browser saved as a mail
        form, sent, broken_date = Form.HTML, None, ""
    else:
        form, sent = (Form.MAIL_HTML if is_html else Form.MAIL_TEXT), origin.sent
    return SourceText(
        path=origin.path,
        form=form,
        text=remove_recipients(shorten(text) if is_html else text, origin.recipients, is_html),
        subject=origin.subject,
        sent=sent,
        original=keep_mail(message, origin.recipients),
        name=origin.name,
        notes=(*((broken_date,) if broken_date else ()), *parts.notes),
    )


def _senders(fields: list[tuple[str, str]]) -> frozenset[str]:
    """Who forwarded a mail has received it."""
    return find_recipients([("To", find_field(fields, "from"))], ())
