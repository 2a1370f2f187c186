"""Reads the text of a PDF, and where its links lead. Runs in a process of its own, because pypdf can be kept busy.

A link that shows no address gets it in angle brackets, behind the words that it lies on.
"""

import io
import logging
import re

from .limits import MAX_PAGES, MAX_TEXT, UnreadableError

PASSWORD = "The PDF is encrypted; save a copy that is not protected, and import that."  # noqa: S105 - a sentence
SCANNED = "The PDF has no text, only pictures of pages; it was scanned."
MIN_WORDS = 8  # of all pages; a scanner's stamp or a page number is no text
WORD = re.compile(r"[^\W\d_]{2,}")


def read_pdf(content: bytes) -> str:
    """The text, page after page. Raises UnreadableError, or whatever pypdf raises on a damaged file."""
    from pypdf import PdfReader  # it takes long, and only the isolated process needs it
    from pypdf.errors import DependencyError, FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        if len(reader.pages) > MAX_PAGES:
            raise UnreadableError(f"A PDF of {len(reader.pages)} pages; at most {MAX_PAGES} are read.")
        pages: list[str] = []
        length = 0
        for page in reader.pages:
            pages.append(page.extract_text())
            length += len(pages[-1])
            if length > MAX_TEXT:
                raise UnreadableError(f"A PDF of more than {MAX_TEXT:,} characters.")
    except (FileNotDecryptedError, DependencyError, NotImplementedError) as error:
        raise UnreadableError(PASSWORD) from error
    text = "\n".join(pages)
    if len(WORD.findall(text)) < MIN_WORDS:
        raise UnreadableError(SCANNED)
    return text
