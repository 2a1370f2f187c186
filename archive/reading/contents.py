"""Reads bytes by what they are; what is large or in a difficult format, in a process of its own (isolated.py)."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import IO

from .isolated import read_in_process
from .kinds import START, Kind, find_kind
from .limits import MAX_FILE, SMALL, UnreadableError, in_megabytes, refuse_large
from .mail import read_mail
from .mbox import split_mbox
from .origin import Enclosed, Origin
from .pages import check_length, read_page, read_plain
from .pdf import read_pdf
from .recipients import find_recipients, remove_recipients
from .result import Form, Refused, SourceText
from .word import is_word, read_word

ZIP_INSIDE = "A zip inside of another file; unpack it, and import what it holds."
DAMAGED = "It is damaged, and cannot be read."
TEXT_KEPT = "The file names who received it, or has links that do; its text without them is kept in its place."
TOO_MUCH_MEMORY = "It cannot be read, because that takes too much memory."


def read_content(content: bytes, origin: Origin, is_isolated: bool = False) -> Iterator[SourceText | Refused]:
    """What a file of at most MAX_FILE bytes holds. Whatever it is, and whatever goes wrong, becomes a sentence.

    is_isolated: whether this is the process of its own already.
    """
    try:
        refuse_large(len(content))
        kind = find_kind(content[:START], origin.name)
        is_hard = kind in (Kind.PDF, Kind.ZIP) or len(content) > SMALL
        if is_hard and not is_isolated:
            yield from read_in_process(content, origin)
        else:
            yield from _read_kind(kind, content, origin, is_isolated)
    except UnreadableError as error:
        yield Refused(origin.path, str(error))
    except MemoryError:
        yield Refused(origin.path, TOO_MUCH_MEMORY)
    except Exception:  # mails, PDFs and Word files are broken in ways that their parsers do not expect
        yield Refused(origin.path, DAMAGED)


def read_mbox(file: IO[bytes], origin: Origin) -> Iterator[SourceText | Refused]:
    """The mails of an open mbox, one after another."""
    for number, mail in enumerate(split_mbox(file), start=1):
        path = f"{origin.path}, message {number}"
        if mail is None:
            yield Refused(path, f"A mail of more than {in_megabytes(MAX_FILE)}.")
        else:
            yield from read_content(mail, Origin(path, f"message-{number}.eml"))


def _read_kind(kind: Kind, content: bytes, origin: Origin, is_isolated: bool) -> Iterator[SourceText | Refused]:
    if kind == Kind.MBOX:
        yield from read_mbox(io.BytesIO(content), origin)
    elif kind == Kind.MAIL:
        for item in read_mail(content, origin):
            if isinstance(item, Enclosed):
                yield from read_content(item.content, item.origin, is_isolated)
            else:
                yield item
    else:
        yield READERS[kind](content, origin)


def _read_zip(content: bytes, origin: Origin) -> SourceText:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if not is_word(archive):
            raise UnreadableError(ZIP_INSIDE)
    return _make_source(content, read_word(content), origin, Form.WORD)


def _read_pdf(content: bytes, origin: Origin) -> SourceText:
    return _make_source(content, read_pdf(content), origin, Form.PDF)


def _make_source(content: bytes, text: str, origin: Origin, form: Form) -> SourceText:
    check_length(text)
    is_html = form == Form.WORD
    recipients = find_recipients([], [(text, is_html)], origin.recipients)
    cleaned = remove_recipients(text, recipients, is_html)
    is_clean = cleaned == text
    return SourceText(
        path=origin.path,
        form=form,
        text=cleaned,
        subject=origin.subject,
        sent=origin.sent,
        original=content if is_clean else cleaned.encode("utf-8-sig", "replace"),
        name=origin.name if is_clean else f"{PurePath(origin.name).stem}.{'html' if is_html else 'txt'}",
        notes=() if is_clean else (TEXT_KEPT,),
    )


READERS: dict[Kind, Callable[[bytes, Origin], SourceText]] = {
    Kind.HTML: read_page,
    Kind.TEXT: read_plain,
    Kind.PDF: _read_pdf,
    Kind.ZIP: _read_zip,
}
