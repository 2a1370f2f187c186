"""Decompresses a response, up to a limit, so that a small one cannot become a large one."""

import zlib
from collections.abc import Iterable

from .errors import FetchError, Reason

STEP = 65_536  # bytes that are decompressed at a time
GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
ACCEPTED = "gzip, deflate"


def decompress(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The body of a response, whose Content-Encoding is `encoding`. Raises FetchError for more than `limit` bytes."""
    kind = encoding.strip().lower()
    if kind in ("", "identity"):
        return _join(chunks, limit)
    if kind not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(Reason.NO_HTTP, f"Content-Encoding {encoding[:40]!r}, which was not asked for")
    return _join(_inflate(chunks), limit)


def _join(parts: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for part in parts:
        body += part
        if len(body) > limit:
            raise FetchError(Reason.TOO_LARGE, f"more than {limit} bytes")
    return bytes(body)


def _inflate(chunks: Iterable[bytes]) -> Iterable[bytes]:
    """Never holds more than STEP bytes that are decompressed."""
    inflater = zlib.decompressobj(GZIP_OR_ZLIB)
    is_first = True
    try:
        for chunk in chunks:
            if is_first and chunk and chunk[0] & 0x0F != 8 and chunk[:2] != b"\x1f\x8b":
                inflater = zlib.decompressobj(-zlib.MAX_WBITS)  # "deflate" without its header, as some servers send it
            is_first = is_first and not chunk
            pending = chunk
            while pending and not inflater.eof:
                yield inflater.decompress(pending, STEP)
                pending = inflater.unconsumed_tail
        while not inflater.eof and (rest := inflater.decompress(inflater.unconsumed_tail, STEP)):
            yield rest
    except zlib.error as error:
        raise FetchError(Reason.NO_HTTP, str(error)) from None
