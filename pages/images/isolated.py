"""Normalizing an upload; an AVIF in a process of its own, whose memory is limited. No Django here."""

from typing import IO

from ..isolated_process import run_isolated
from .uploads import MAX_SIDE, UnusableUploadError, normalize

SECONDS = 12  # less than others wait for the decoder, see decoder_lock.py
MEMORY = 640 * 2**20  # bytes; the largest picture that is allowed takes 500
UNREADABLE = "The picture cannot be read, because it is damaged or incomplete. Export it again as JPEG or PNG."


def normalize_upload(file: IO[bytes], max_side: int = MAX_SIDE) -> tuple[bytes, str]:
    """As normalize(). Raises UnusableUploadError, also when the process takes too long or too much memory."""
    file.seek(0)
    if file.read(12)[4:8] != b"ftyp":  # the container of AVIF
        return normalize(file, max_side)
    file.seek(0)
    arguments = [str(max_side), str(MEMORY)]
    output, exit_status = run_isolated("pages.images.normalize_avif", arguments, file.read(), SECONDS)
    if exit_status:
        raise UnusableUploadError(output.decode() if exit_status == 1 and output else UNREADABLE)
    suffix, _, content = output.partition(b"\n")
    return content, suffix.decode()
