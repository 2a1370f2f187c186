"""The URLs that may be fetched, taken apart."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from .errors import FetchError, Reason

PORTS = {"http": 80, "https": 443}
MAX_LENGTH = 2000  # characters
HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?|\[?[0-9a-f:.]{2,45}\]?")
CONTROL_OR_SPACE = re.compile(r"[\x00-\x20\x7f]")
SAFE = "/%:@!$&'()*+,;=~?-._"  # what stands in a path or query as it is


@dataclass(frozen=True, slots=True)
class Target:
    """host: for the resolver, SNI and the certificate, in ASCII. path: with the query, as it is sent."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def authority(self) -> str:
        """For the Host header: an IPv6 address in brackets, and the port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def at(self, path: str) -> "Target":
        """Another path of the same host."""
        return Target(self.scheme, self.host, self.port, path)


def parse_target(url: str, base: str = "") -> Target:
    """The parts of a URL, which may be relative to `base`. Raises FetchError for what may not be fetched.

    Only http and https, at their own ports or each other's, without a user name: what names a user is meant to
    look like another host.
    """
    try:
        parts = urlsplit(urljoin(base, url) if base else url)
        port = PORTS.get(parts.scheme, 0) if parts.port is None else parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii").lower() if parts.hostname else ""
    except ValueError as error:  # UnicodeError is one
        raise FetchError(Reason.BAD_URL, str(error)) from None
    is_odd = (
        CONTROL_OR_SPACE.search(url.strip()) or len(url) > MAX_LENGTH or "@" in parts.netloc or "\\" in parts.netloc
    )
    if parts.scheme not in PORTS or port not in PORTS.values() or not HOST.fullmatch(host) or is_odd:
        raise FetchError(Reason.BAD_URL, url[:200])
    path = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE + '[]|')}" if parts.query else "")
    return Target(parts.scheme, host.rstrip("."), port, path)
