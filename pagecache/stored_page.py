"""A response as it is kept: status and headers, when it becomes untrue, and the name and sizes of its bodies."""

import json
from dataclasses import dataclass
from hashlib import sha256

from .negotiation import is_text

Headers = list[tuple[str, str]]
NOT_KEPT = {"content-length", "content-encoding", "etag", "vary", "date", "connection"}


@dataclass(frozen=True, slots=True)
class StoredPage:
    """What a header file says. `until`, in seconds since 1970, is None where the page is true until something changes.

    `sizes`: suffix of a body ("", ".gz", ".br") → bytes.
    """

    status: str
    headers: Headers
    etag: str
    until: float | None
    body: str
    sizes: dict[str, int]

    @property
    def is_text(self) -> bool:
        """Whether it comes in several codings, or would if it were longer."""
        return any(is_text(value) for name, value in self.headers if name.lower() == "content-type")

    def is_true_at(self, moment: float) -> bool:
        return self.until is None or moment < self.until

    def to_json(self) -> bytes:
        values = [self.status, self.headers, self.etag, self.until, self.body, self.sizes]
        return json.dumps(values, separators=(",", ":")).encode()


def from_json(text: bytes) -> StoredPage:
    status, headers, etag, until, body, sizes = json.loads(text)
    return StoredPage(status, [(name, value) for name, value in headers], etag, until, body, sizes)


def name_of(content: bytes) -> str:
    """A name that only this content has, short enough for a file in one of 256 folders."""
    return sha256(content).hexdigest()[:40]


def find_etag(headers: Headers, body: bytes) -> str:
    """The response's own ETag, else a weak one of its body, because the codings share it."""
    own = next((value for name, value in headers if name.lower() == "etag"), "")
    return own or f'W/"{name_of(body)[:24]}"'
