"""A program of its own that reads one file from standard input; run by read_in_process() in isolated.py.

It limits its processor time and memory before it reads a byte, and knows no package by which pypdf would read AES
or pictures, so that a hostile file meets as little code as possible.
"""

import logging
import sys

from pages.isolated_process import limit_resources

from .contents import read_content
from .isolated import pack, read_origin

CPU_SECONDS = 25
MEMORY = 280 * 2**20  # bytes of address space

if __name__ == "__main__":
    sys.modules["cryptography"] = sys.modules["PIL"] = None  # type: ignore[assignment]
    limit_resources(CPU_SECONDS, MEMORY)
    logging.disable()
    origin = read_origin(sys.stdin.buffer.readline())
    for piece in pack(read_content(sys.stdin.buffer.read(), origin, is_isolated=True)):
        sys.stdout.buffer.write(piece)
