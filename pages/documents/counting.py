"""One PDF is read at a time by all processes that share the media folder: it may take a core and 512 MB of memory."""

from pathlib import Path
from typing import IO

from django.conf import settings

from ..file_lock import LockBusyError, file_lock
from . import pdf

MAX_WAIT = 15  # seconds; a PDF takes pdf.SECONDS at most, so two may come before
BUSY = "Other PDFs are being read just now. Nothing was stored; choose the file again and upload it once more."


def count_pages(file: IO[bytes]) -> int | None:
    """As pdf.count_pages(), when it is this PDF's turn. Raises UnreadablePdfError, also where that takes too long."""
    try:
        with file_lock(Path(settings.MEDIA_ROOT, ".locks", "pdf"), MAX_WAIT):
            return pdf.count_pages(file)
    except LockBusyError as error:
        raise pdf.UnreadablePdfError(BUSY) from error
