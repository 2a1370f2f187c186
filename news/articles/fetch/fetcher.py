"""Fetches pages: robots.txt first, then the page, along its redirects."""

import re
import ssl
import time
from collections import OrderedDict
from dataclasses import dataclass

from .errors import FetchError, Reason
from .host_locks import HostLocks
from .network import Network, SystemNetwork
from .request import Requester, Response
from .robots import EVERYTHING, MAX_BYTES, Robots, parse_robots
from .timed_socket import Clock
from .urls import Target, parse_target

TIME_LIMIT = 20.0  # seconds for everything: robots.txt, redirects, the page
MAX_PAGE = 5_000_000  # bytes, compressed and decompressed
MAX_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)
ROBOTS_SECONDS = 6 * 60 * 60.0  # for which a robots.txt is kept; RFC 9309 allows a day
MAX_ROBOTS = 500  # hosts whose robots.txt is kept
PAGE_TYPES = ("text/html", "application/xhtml+xml")
CHARSET = re.compile(r";\s*charset\s*=\s*\"?([\w.:-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """url: the last one after redirects. charset: what the response says, or empty."""

    url: str
    body: bytes
    charset: str


class Fetcher:
    """network, clock, tls: what tests replace. One is for all threads of a process."""

    def __init__(
        self, network: Network | None = None, clock: Clock = time.monotonic, tls: ssl.SSLContext | None = None
    ) -> None:
        self.requester = Requester(network or SystemNetwork(), clock, tls or ssl.create_default_context())
        self.clock = clock
        self.host_locks = HostLocks()
        self.robots: OrderedDict[str, tuple[Robots, float]] = OrderedDict()

    def fetch(self, url: str) -> FetchedPage:
        """The page at a URL. Raises FetchError."""
        deadline = self.clock() + TIME_LIMIT
        target = parse_target(url)
        for _ in range(MAX_REDIRECTS + 1):
            if not self._robots_of(target, deadline).allows(target.path):
                raise FetchError(Reason.ROBOTS, target.url)
            response = self._get(target, deadline, MAX_PAGE)
            if response.status not in REDIRECTS:
                return _read_page(target, response)
            target = _follow(target, response)
        raise FetchError(Reason.TOO_MANY_REDIRECTS, url[:200])

    def _get(self, target: Target, deadline: float, limit: int) -> Response:
        with self.host_locks.hold(target.host, deadline - self.clock()):
            return self.requester.get(target, deadline, limit)

    def _robots_of(self, target: Target, deadline: float) -> Robots:
        """What the host allows, kept for some hours. A fault of the host's is none of robots.txt, and not kept."""
        site = f"{target.scheme}://{target.authority}"
        known = self.robots.get(site)
        if known and known[1] > self.clock():
            return known[0]
        robots = self._ask_robots(target.at("/robots.txt"), deadline)
        self.robots[site] = robots, self.clock() + ROBOTS_SECONDS
        while len(self.robots) > MAX_ROBOTS:
            self.robots.popitem(last=False)
        return robots

    def _ask_robots(self, target: Target, deadline: float) -> Robots:
        """As RFC 9309 has it: none (4xx) allows everything, a fault (5xx) nothing for now."""
        for _ in range(MAX_REDIRECTS + 1):
            response = self._get(target, deadline, MAX_BYTES)
            if response.status not in REDIRECTS:
                break
            target = _follow(target, response)
        if response.status >= 500 or response.status == 429:
            raise FetchError(Reason.FAILED, f"{target.url}: {response.status}")
        if not 200 <= response.status < 300:
            return EVERYTHING
        return parse_robots(response.body.decode("utf-8", errors="replace"))


def _follow(target: Target, response: Response) -> Target:
    if not response.location:
        raise FetchError(Reason.NO_HTTP, f"{target.url}: {response.status} without a Location")
    return parse_target(response.location, base=target.url)


def _read_page(target: Target, response: Response) -> FetchedPage:
    """The page in a response. Raises FetchError for another status, or another kind of file."""
    status = response.status
    if status in (404, 410):
        raise FetchError(Reason.GONE, f"{target.url}: {status}")
    if status >= 500 or status == 429:
        raise FetchError(Reason.FAILED, f"{target.url}: {status}")
    if status != 200:
        raise FetchError(Reason.REFUSED, f"{target.url}: {status}")
    kind = response.content_type.partition(";")[0].strip().lower()
    if kind not in PAGE_TYPES and not (not kind and response.body.lstrip()[:1] == b"<"):
        raise FetchError(Reason.NO_PAGE, f"{target.url}: {kind[:60]}")
    charset = CHARSET.search(response.content_type)
    return FetchedPage(target.url, response.body, charset[1] if charset else "")
