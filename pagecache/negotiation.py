"""Which form of a page a request takes: compressed or not, whole or "not modified". No Django here."""

import gzip
import re
from functools import lru_cache

import brotli

# Suffix of a stored body → name of the coding, the smallest first; "" is the body as it is.
CODINGS = {".br": "br", ".gz": "gzip"}
BROTLI_QUALITY = 5  # as ncsej_site/compression.py, which says why
GZIP_LEVEL = 6
MIN_BYTES = 200  # what is shorter is not compressed
_COMPRESSIBLE = re.compile(r"text/|application/(?:[\w.+-]+\+)?(?:json|xml)\b|application/manifest\+json")
_ZERO = re.compile(r";\s*q\s*=\s*0(?:\.0{0,3})?\s*$", re.IGNORECASE)


def is_text(content_type: str) -> bool:
    """Whether it is of a kind that compression makes smaller."""
    return _COMPRESSIBLE.match(content_type) is not None


def compress(body: bytes, suffix: str) -> bytes:
    """The body in the coding of that suffix, the same bytes each time."""
    if suffix == ".br":
        return brotli.compress(body, quality=BROTLI_QUALITY)
    return gzip.compress(body, GZIP_LEVEL, mtime=0)


@lru_cache(maxsize=256)
def accepted_suffixes(accept_encoding: str) -> tuple[str, ...]:
    """The suffixes of the codings that a header Accept-Encoding admits, the smallest first (RFC 9110, 12.5.3)."""
    weights = {}
    for part in accept_encoding.lower().split(","):
        name = part.partition(";")[0].strip()
        weights[name] = not _ZERO.search(part)
    return tuple(suffix for suffix, coding in CODINGS.items() if weights.get(coding, weights.get("*", False)))


def is_not_modified(if_none_match: str, etag: str) -> bool:
    """Whether the header names the ETag, by the weak comparison of RFC 9110, 8.8.3.2."""
    if if_none_match.strip() == "*":
        return True
    wanted = etag.removeprefix("W/")
    return any(given.strip().removeprefix("W/") == wanted for given in if_none_match.split(","))
