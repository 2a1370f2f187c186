"""Normalizing an upload; an AVIF in a process of its own, whose memory is limited. No Django here."""

import subprocess
import sys
from pathlib import Path
from typing import IO

from .uploads import MAX_SIDE, UnusableUploadError, normalize

SECONDS = 12  # less than others wait for the decoder, see decoder_lock.py
MEMORY = 640 * 2**20  # bytes; the largest picture that is allowed takes 500
PROJECT = Path(__file__).parents[2]
UNREADABLE = "The picture cannot be read, because it is damaged or incomplete. Export it again as JPEG or PNG."


def normalize_upload(file: IO[bytes], max_side: int = MAX_SIDE) -> tuple[bytes, str]:
    """As normalize(). Raises UnusableUploadError, also when the process takes too long or too much memory."""
    file.seek(0)
    if file.read(12)[4:8] != b"ftyp":  # the container of AVIF
        return normalize(file, max_side)
    file.seek(0)
    command = [sys.executable, "-m", "pages.images.normalize_avif", str(max_side), str(MEMORY)]
    try:
        result = subprocess.run(  # noqa: S603 - no word of the command comes from outside
            command, input=file.read(), capture_output=True, timeout=SECONDS, cwd=PROJECT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise UnusableUploadError(UNREADABLE) from error
    if result.returncode:
        raise UnusableUploadError(result.stdout.decode() if result.returncode == 1 and result.stdout else UNREADABLE)
    suffix, _, content = result.stdout.partition(b"\n")
    return content, suffix.decode()
