"""Counting the pages of a PDF, in a process of its own that may take five seconds."""

import json
import signal
from typing import IO

from ..isolated_process import run_isolated

SECONDS = 5
AGAIN = "Export it again (Print → Save as PDF)."
UNPROTECTED = (
    "Open it and save a copy that is not protected (Print → Save as PDF; in Acrobat, Security → No Security), "
    "or ask whoever made it for one."
)
REFUSALS = {
    "password": f"This PDF cannot be read, because it opens only with a password. {UNPROTECTED}",
    "encrypted": f"This PDF cannot be read, because it is encrypted, with a password or without. {UNPROTECTED}",
    "unreadable": f"This PDF cannot be read, because it is damaged or not a PDF. {AGAIN}",
    "memory": f"This PDF cannot be read, because counting its pages took too much memory. {AGAIN}",
    "slow": f"This PDF cannot be read, because counting its pages took more than five seconds. {AGAIN}",
}


class UnreadablePdfError(Exception):
    """The PDF is refused; the message tells an editor why, and what to do."""


def count_pages(file: IO[bytes]) -> int | None:
    """The number of pages of an open PDF, which is rewound; None where everybody can open it and we cannot count them.

    Raises UnreadablePdfError when it cannot be read.
    """
    file.seek(0)
    content = file.read()
    file.seek(0)
    output, exit_status = run_isolated("pages.documents.count_pdf_pages", [], content, SECONDS)
    if exit_status == 0:
        result = json.loads(output)
    else:  # killed by us after SECONDS, by the system after as many seconds of processor time, or crashed
        result = {"refused": "slow" if exit_status in (-signal.SIGKILL, -signal.SIGXCPU) else "unreadable"}
    if "pages" not in result:
        raise UnreadablePdfError(REFUSALS[result["refused"]])
    pages: int | None = result["pages"]
    return pages
