"""Fetches the page of an article: safely, because anybody may name a URL, and politely. No Django here.

    fetch_page(url) -> FetchedPage(url, body, charset), or FetchError(reason)

    urls.py              http and https only, at ports 80 and 443
    robots.py            what a publisher does not want programs to read is not read
    host_locks.py        one request to a host at a time
    network.py, addresses.py, request.py   a name is resolved once, and only public addresses are connected to
    timed_socket.py, decompression.py      the whole of it has a time limit and limits of bytes
    fetcher.py           redirects, each of which begins from the start; what a response means

No setting turns a check off. Tests put another `Network` in the place of the system's; the checks stand between its
parts.
"""

from functools import cache

from .errors import FetchError, Reason
from .fetcher import FetchedPage, Fetcher

__all__ = ["FetchError", "FetchedPage", "Fetcher", "Reason", "fetch_page"]


def fetch_page(url: str) -> FetchedPage:
    """The page at a URL, after redirects. Raises FetchError. Takes up to `fetcher.TIME_LIMIT` seconds."""
    return _shared_fetcher().fetch(url)


@cache
def _shared_fetcher() -> Fetcher:
    """One for the process, so that its robots.txt files and locks of hosts are shared."""
    return Fetcher()
