"""A program of its own that reads a PDF from standard input and writes its number of pages as one line of JSON.

    {"pages": 12}
    {"pages": null}, where it opens without a password but AES hides its page tree
    {"refused": "password" | "encrypted" | "unreadable" | "memory"}

It is run by count_pages() in pdf.py, because a PDF of a few kilobytes can keep pypdf busy for hours. It
limits its processor time and memory, then imports pypdf alone: not the package by which that would read AES, so that a
hostile file meets as little code as possible. It is killed when it takes too long.
"""

import io
import json
import logging
import sys

from ..isolated_process import limit_resources

CPU_SECONDS = 5
MEMORY = 512 * 2**20  # bytes of address space
MAX_PAGES = 100_000  # a file may claim any number; nothing an office publishes has more


def examine(content: bytes) -> dict[str, int | str | None]:
    """What is written for a PDF with this content. Whatever pypdf raises is a refusal.

    A protected file is opened with the empty password, as every reader does: who may only not change or print it has
    none. With AES-256, pypdf cannot tell without the package whether there is one.
    """
    from pypdf import PdfReader  # after the limits are set
    from pypdf.errors import DependencyError, FileNotDecryptedError

    reader = None
    try:
        reader = PdfReader(io.BytesIO(content))
        pages = len(reader.pages)
    except MemoryError:
        return {"refused": "memory"}
    except FileNotDecryptedError:
        return {"refused": "password"}
    except (DependencyError, NotImplementedError):
        return {"pages": None} if reader else {"refused": "encrypted"}
    except Exception:  # pypdf raises its own errors, and whatever a broken file leads it to
        return {"refused": "unreadable"}
    return {"pages": pages} if 0 < pages <= MAX_PAGES else {"refused": "unreadable"}


if __name__ == "__main__":
    sys.modules["cryptography"] = None  # type: ignore[assignment]  # passkeys need it; pypdf would import it
    limit_resources(CPU_SECONDS, MEMORY)
    logging.disable()
    print(json.dumps(examine(sys.stdin.buffer.read())))
