"""A program of its own that reads a PDF from standard input and writes its number of pages as one line of JSON.

    {"pages": 12}
    {"refused": "protected" | "unreadable" | "memory"}

It is run by count_pages() in pdf.py, because a PDF of a few kilobytes can keep pypdf busy for hours. Of packages,
it imports pypdf alone, once its processor time and memory are limited, and it is killed when it takes too long.
"""

import io
import json
import logging
import sys

from ..isolated_process import limit_resources

CPU_SECONDS = 5
MEMORY = 512 * 2**20  # bytes of address space
MAX_PAGES = 100_000  # a file may claim any number; nothing an office publishes has more


def examine(content: bytes) -> dict[str, int | str]:
    """What is written for a PDF with this content. Whatever pypdf raises is a refusal."""
    from pypdf import PdfReader  # after the limits are set

    try:
        pages = len(PdfReader(io.BytesIO(content)).pages)  # opens a protected file if its password is empty
    except MemoryError:
        return {"refused": "memory"}
    except Exception:  # pypdf raises its own errors, and whatever a broken file leads it to
        return {"refused": "protected" if b"/Encrypt" in content else "unreadable"}
    return {"pages": pages} if 0 < pages <= MAX_PAGES else {"refused": "unreadable"}


if __name__ == "__main__":
    limit_resources(CPU_SECONDS, MEMORY)
    logging.disable()
    print(json.dumps(examine(sys.stdin.buffer.read())))
