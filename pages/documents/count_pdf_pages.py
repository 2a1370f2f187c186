"""A program of its own that reads a PDF from standard input and writes its number of pages as one line of JSON.

    {"pages": 12}
    {"refused": "protected" | "unreadable" | "memory"}

It is run by count_pages() in pdf.py, because a PDF of a few kilobytes can keep pypdf busy for hours. It imports nothing
but pypdf, limits its own processor time and memory before it reads a byte, and is killed when it takes too long.
"""

import io
import json
import logging
import resource
import sys
from contextlib import suppress

CPU_SECONDS = 5
MEMORY = 512 * 2**20  # bytes of address space
MAX_PAGES = 100_000  # a file may claim any number; nothing an office publishes has more


def limit_resources() -> None:
    limits = [(resource.RLIMIT_CPU, CPU_SECONDS), (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)]
    for kind, most in limits:
        with suppress(ValueError, OSError):  # where the system knows no such limit, or has a lower one
            resource.setrlimit(kind, (most, most))


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
    limit_resources()
    logging.disable()
    print(json.dumps(examine(sys.stdin.buffer.read())))
