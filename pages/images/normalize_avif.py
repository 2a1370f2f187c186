"""A program of its own that normalizes an AVIF from standard input.

Its arguments are the longer side in pixels, and how many bytes of address space it may take.

It writes the suffix of the normalized picture as a line and then its bytes, and exits with 0; or a sentence that tells
the editor why not, and exits with 1. It is run by isolated.py, because the sizes in an AVIF's header need not be those
of its pixels: one of 3 KB that claims 100 by 100 pixels decodes 16384 by 16384, which takes 1 GB and more.
"""

import io
import sys

from PIL import AvifImagePlugin

from ..isolated_process import limit_resources
from .uploads import UnusableUploadError, normalize

CPU_SECONDS = 12

if __name__ == "__main__":
    max_side, memory = map(int, sys.argv[1:])
    limit_resources(CPU_SECONDS, memory)
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each thread would take a part of the address space
    try:
        content, suffix = normalize(io.BytesIO(sys.stdin.buffer.read()), max_side)
    except UnusableUploadError as error:
        print(error, end="")
        sys.exit(1)
    sys.stdout.buffer.write(suffix.encode() + b"\n" + content)
