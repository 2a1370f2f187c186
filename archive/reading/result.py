"""What reading a file gives: the text of what is probably one issue, or a sentence that says why it cannot be read."""

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum

READ_OTHERWISE = re.compile(r"Its characters are (?!UTF-8,).{1,40}, though .* is declared\.", re.DOTALL)  # encodings.py


class Form(StrEnum):
    """What a source was, as the report and the editor are told."""

    MAIL_HTML = "mail, HTML"
    MAIL_TEXT = "mail, text"
    HTML = "web page"
    TEXT = "text"
    WORD = "Word"
    PDF = "PDF"


@dataclass(frozen=True, slots=True)
class SourceText:
    """The readable text of what is probably one issue."""

    path: str  # as a person finds it again: "2016.zip/issue-12.html", "box.mbox, message 3"
    form: Form
    text: str  # plain text or HTML, for news.parser.whole_issue.read_issue()
    subject: str = ""  # of the mail, or the page's title
    sent: datetime.datetime | None = None  # by the mail's Date, or the export's table; None where broken or absent
    original: bytes = b""  # to be kept with the page: without Received, To, Cc, Bcc and the recipients' addresses
    name: str = ""  # the file name of the original
    notes: tuple[str, ...] = ()  # sentences for the editor: "The mail's date could not be read."

    @property
    def is_read_otherwise(self) -> bool:
        """Whether it was read in another encoding than it declares, by its words. UTF-8 is never so by chance."""
        return any(READ_OTHERWISE.fullmatch(note) for note in self.notes)


@dataclass(frozen=True, slots=True)
class Refused:
    """A file, or a part of one, that is not read."""

    path: str
    reason: str  # a sentence: "A file of 41 MB; at most 25 MB are read."
