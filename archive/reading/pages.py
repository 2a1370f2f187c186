"""Reads a web page or a plain text that is a file of its own."""

from .encodings import decode, find_declared
from .limits import MAX_TEXT, UnreadableError
from .markup import find_title, shorten
from .origin import Origin
from .recipients import find_recipients, remove_recipients
from .result import Form, SourceText


def read_page(content: bytes, origin: Origin) -> SourceText:
    """The text of a web page. Raises UnreadableError where it is too long."""
    page, notes = decode(content, find_declared(content))
    title = find_title(page)
    return _make_source(content, page, origin, Form.HTML, notes, title)


def read_plain(content: bytes, origin: Origin) -> SourceText:
    """The text of a text file. Raises UnreadableError where it is too long."""
    text, notes = decode(content)
    return _make_source(content, text, origin, Form.TEXT, notes)


def check_length(text: str) -> None:
    """Raises UnreadableError for a text that no issue can be."""
    if len(text) > MAX_TEXT:
        raise UnreadableError(f"A text of {len(text):,} characters; at most {MAX_TEXT:,} are read.")


def _make_source(
    content: bytes, text: str, origin: Origin, form: Form, notes: tuple[str, ...], title: str = ""
) -> SourceText:
    is_html = form == Form.HTML
    short = shorten(text) if is_html else text
    check_length(short)
    recipients = find_recipients([], [(short, is_html)], origin.recipients)
    cleaned = remove_recipients(text, recipients, is_html)
    return SourceText(
        path=origin.path,
        form=form,
        text=shorten(cleaned) if is_html else cleaned.replace("\r\n", "\n").replace("\r", "\n"),
        subject=origin.subject or title,
        sent=origin.sent,
        # The byte order mark says more than a "charset" that may stand in the page.
        original=content if cleaned == text else cleaned.encode("utf-8-sig", "replace"),
        name=origin.name,
        notes=notes,
    )
