"""One request: a name is resolved, its addresses are checked, and one of them is asked."""

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from .addresses import is_public
from .decompression import ACCEPTED, decompress
from .errors import FetchError, Reason
from .network import Network
from .robots import AGENT
from .timed_socket import Clock, TimedSocket, TooManyBytesError
from .urls import Target

CHUNK = 65_536  # bytes
MAX_HEADER_BYTES = 200_000  # on top of the body's limit; also for the framing of chunks
HEADERS = {
    "User-Agent": f"{AGENT}/1.0 (+https://ncsej.org/)",
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
    "Accept-Language": "en;q=0.9,*;q=0.5",
    "Accept-Encoding": ACCEPTED,
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Response:
    """body: decompressed; empty unless the status is 2xx."""

    status: int
    content_type: str
    location: str
    body: bytes = b""


class Requester:
    """Sends requests without cookies, referrer or anything else that tells two of them apart."""

    def __init__(self, network: Network, clock: Clock, tls: ssl.SSLContext) -> None:
        self.network = network
        self.clock = clock
        self.tls = tls

    def get(self, target: Target, deadline: float, limit: int) -> Response:
        """The response to a GET. Raises FetchError. deadline: a time of the clock. limit: bytes of the body."""
        try:
            with closing(self._connect(target, deadline)) as raw:
                timed = TimedSocket(raw, deadline, limit + MAX_HEADER_BYTES, self.clock)
                return _exchange(target, timed, limit)
        except TimeoutError as error:
            raise FetchError(Reason.TOO_SLOW, str(error)) from None
        except TooManyBytesError as error:
            raise FetchError(Reason.TOO_LARGE, str(error)) from None
        except ssl.SSLCertVerificationError as error:
            raise FetchError(Reason.BAD_CERTIFICATE, str(error)) from None
        except OSError as error:
            raise FetchError(Reason.UNREACHABLE, str(error)) from None
        except (http.client.HTTPException, ValueError) as error:
            raise FetchError(Reason.NO_HTTP, repr(error)) from None

    def _connect(self, target: Target, deadline: float) -> socket.socket:
        """A connection to a checked address, with TLS for https. The name is not resolved again after the check."""
        raw = self._connect_to_first(self._public_addresses(target, deadline), target.port, deadline)
        if target.scheme == "http":
            return raw
        try:
            raw.settimeout(self._remaining(deadline))  # of the whole handshake
            return self.tls.wrap_socket(raw, server_hostname=target.host)
        except BaseException:
            raw.close()
            raise

    def _public_addresses(self, target: Target, deadline: float) -> list[str]:
        """The addresses of a host. One that is not public makes all of them suspect."""
        try:
            addresses = self.network.resolve(target.host, self._remaining(deadline))
        except TimeoutError:
            raise
        except OSError as error:
            raise FetchError(Reason.UNKNOWN_HOST, str(error)) from None
        if not addresses:
            raise FetchError(Reason.UNKNOWN_HOST, target.host)
        if not all(is_public(address) for address in addresses):
            raise FetchError(Reason.FORBIDDEN_ADDRESS, f"{target.host} is at {', '.join(addresses)}")
        return addresses

    def _connect_to_first(self, addresses: list[str], port: int, deadline: float) -> socket.socket:
        """A connection to the first address that answers. Each has half of the time that is left, the last one all."""
        for address in addresses[:-1]:
            try:
                return self.network.connect(address, port, self._remaining(deadline) / 2)
            except OSError:
                continue
        return self.network.connect(addresses[-1], port, self._remaining(deadline))

    def _remaining(self, deadline: float) -> float:
        remaining = deadline - self.clock()
        if remaining <= 0:
            raise TimeoutError("the time was up")
        return remaining


def _exchange(target: Target, timed: TimedSocket, limit: int) -> Response:
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.sock = timed
    connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", target.authority)
    for name, value in HEADERS.items():
        connection.putheader(name, value)
    connection.endheaders()
    with connection.getresponse() as response:
        content_type = response.headers.get("Content-Type", "")
        location = response.headers.get("Location", "").encode("latin-1", "replace").decode("utf-8", "replace")
        if not 200 <= response.status < 300:
            return Response(response.status, content_type, location)
        encoding = response.headers.get("Content-Encoding", "")
        return Response(response.status, content_type, location, decompress(_chunks(response), encoding, limit))


def _chunks(response: http.client.HTTPResponse) -> Iterator[bytes]:
    while chunk := response.read(CHUNK):
        yield chunk
