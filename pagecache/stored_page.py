"""A response as it is kept: status and headers, when it becomes untrue, and the name and sizes of its bodies."""

import json
from dataclasses import dataclass, field
from hashlib import sha256

from .negotiation import is_text

Headers = list[tuple[str, str]]
NOT_KEPT = {"content-length", "content-encoding", "etag", "vary", "date", "connection"}


@dataclass(frozen=True, slots=True)
class StoredPage:
    """What a header file says. `since` and `until` are in seconds since 1970: when it was made, and when it becomes
    untrue by itself; None where that is not before something changes.

    `sizes`: suffix of a body ("", ".gz", ".br") → bytes; `front`: its name for a front server, or None (front.py).
    """

    status: str
    headers: Headers
    etag: str
    since: float
    until: float | None
    body: str
    sizes: dict[str, int]
    front: str | None = None
    described: dict[str, Headers] = field(default_factory=dict, compare=False)  # suffix → the headers that are sent

    @property
    def is_text(self) -> bool:
        """Whether it comes in several codings, or would if it were longer."""
        return any(is_text(value) for name, value in self.headers if name.lower() == "content-type")

    def is_true_at(self, moment: float) -> bool:
        """Not before it was made either: a clock that is set back shows an earlier state of what changes by itself."""
        return self.since <= moment and (self.until is None or moment < self.until)

    def to_json(self) -> bytes:
        values = [self.status, self.headers, self.etag, self.since, self.until, self.body, self.sizes, self.front]
        return json.dumps(values, separators=(",", ":")).encode()


def from_json(text: bytes) -> StoredPage:
    status, headers, *others = json.loads(text)
    return StoredPage(status, [(name, value) for name, value in headers], *others)


def name_of(content: bytes) -> str:
    """A name that only this content has, short enough for a file in one of 256 folders."""
    return sha256(content).hexdigest()[:40]


def find_etag(headers: Headers, body: bytes) -> str:
    """The response's own ETag, else a weak one of its body, because the codings share it."""
    own = next((value for name, value in headers if name.lower() == "etag"), "")
    return own or f'W/"{name_of(body)[:24]}"'
