"""Finds addresses and their digests in texts, in a time that does not depend on how many addresses there are.

Trying each recipient on each part of each link kept a request busy for minutes.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

DIGESTS = ("md5", "sha1", "sha256")  # by which services tell recipients apart without naming them
HEXADECIMAL = re.compile(r"[0-9a-f]{32,}")


class AddressIndex:
    """Of addresses in small letters."""

    def __init__(self, addresses: frozenset[str]):
        self.locals: dict[str, set[str]] = defaultdict(set)
        for address in addresses:
            local, _, domain = address.rpartition("@")
            self.locals[domain].add(local)
        self.domain_lengths = sorted({len(domain) for domain in self.locals})
        self.local_lengths = {domain: sorted(set(map(len, found))) for domain, found in self.locals.items()}
        self.digests = {
            hashlib.new(name, address.encode(), usedforsecurity=False).hexdigest()
            for address in addresses
            for name in DIGESTS
        }
        self.digest_lengths = sorted({len(digest) for digest in self.digests})

    def find(self, text: str, sign: str) -> Iterator[tuple[int, int]]:
        """Where an address stands in a text of any letter case, with `sign` for its "@"; the longest at each place."""
        at = text.find(sign) if self.locals else -1
        while at >= 0:
            spans = [
                (at - length, at + 1 + len(domain))
                for domain in self._domains_at(text, at + 1)
                for length in self.local_lengths[domain]
                if at >= length and text[at - length : at].lower() in self.locals[domain]
            ]
            if spans:
                yield min(start for start, _ in spans), max(end for _, end in spans)
            at = text.find(sign, at + 1)

    def is_in(self, text: str) -> bool:
        """Whether an address stands in it, as it is written or as bounces are: jane=example.org."""
        return any(True for sign in "@=" for _ in self.find(text, sign))

    def has_digest_in(self, text: str) -> bool:
        """Whether a digest of an address stands in a text of small letters."""
        return any(
            run[start : start + length] in self.digests
            for run in HEXADECIMAL.findall(text)
            for length in self.digest_lengths
            for start in range(len(run) - length + 1)
        )

    def _domains_at(self, text: str, start: int) -> Iterator[str]:
        for length in self.domain_lengths:
            domain = text[start : start + length].lower()
            if domain in self.locals:
                yield domain


@lru_cache(maxsize=4)
def index_addresses(addresses: frozenset[str]) -> AddressIndex:
    """One mail asks for the same recipients in each of its texts and fields."""
    return AddressIndex(addresses)
