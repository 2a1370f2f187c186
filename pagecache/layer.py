"""The layer in front of Django: it sends what is stored, and keeps what Django makes. No Django here.

The order is the proof. The version is read before the page is made, and again afterwards; only if both are the same is
the page kept, in that version's generation. So nothing older than a version is ever kept under it, and a page is served
only while the sweeper says that its version is the current one.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from math import inf
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from . import negotiation
from .front import FrontServer
from .negotiation import CODINGS
from .rendering import Answer, render
from .single_flight import Flights
from .state import State, StateReader
from .store import Store, make_bodies
from .stored_page import NOT_KEPT, Headers, StoredPage, find_etag, name_of

MAX_REMEMBERED = 10_000  # pages that may not be stored
PAUSE = 1  # seconds until it is tried again to keep a page whose making has failed, or for which there was no room
OF_304 = {"etag", "vary", "cache-control"}  # RFC 9110, 15.4.5; of the rest the browser keeps what it has


@dataclass(frozen=True)
class Rules:
    """What of the site may be kept. host: as a browser names it; scheme: how it must have come.

    may_be_stored: path and query string → whether such a page may be; has_version: path → whether what Django makes for
    it may be told the content version; clean_query: a query string → without what changes no page. The cookie of a
    session is `session_cookie`.
    """

    host: str
    scheme: str
    session_cookie: str
    may_be_stored: Callable[[str, str], bool]
    has_version: Callable[[str], bool]
    clean_query: Callable[[str], str] = str
    trusts_proxy: bool = False

    def is_ours(self, environ: WSGIEnvironment) -> bool:
        """Whether it was asked at the site's own address, by a visitor without a session."""
        scheme = environ.get("HTTP_X_FORWARDED_PROTO") if self.trusts_proxy else environ["wsgi.url_scheme"]
        return (
            environ.get("HTTP_HOST") == self.host
            and scheme == self.scheme
            and "HTTP_AUTHORIZATION" not in environ
            and f"{self.session_cookie}=" not in environ.get("HTTP_COOKIE", "")
        )


@dataclass
class PageCache:
    """A WSGI application. read_version: the content version, or None where the database does not tell it; next_moment:
    seconds since 1970 at which a page made now becomes untrue by itself, or None; now: seconds since 1970.
    """

    application: WSGIApplication
    store: Store
    state: StateReader
    flights: Flights
    rules: Rules
    front: FrontServer
    read_version: Callable[[], str | None]
    next_moment: Callable[[], float | None] = lambda: None
    now: Callable[[], float] = time.time

    def __post_init__(self):
        # A version, and what is made for each visit in it: until when, in seconds since the machine's start.
        self.unstorable: tuple[str, dict[str, float]] = ("", {})

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path, query = environ.get("PATH_INFO", ""), self.rules.clean_query(environ.get("QUERY_STRING", ""))
        is_mounted = bool(environ.get("SCRIPT_NAME"))  # a header may say so: then all links of the page begin with it
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or is_mounted or not self.rules.has_version(path):
            return self.application(environ, start_response)
        state = self.state.read() if self.rules.is_ours(environ) and self.rules.may_be_stored(path, query) else None
        if state is None:
            return self.pass_on(environ, start_response)
        environ["QUERY_STRING"] = query
        key = f"{path}\n{query}"  # a query string has no line's end, a path may have a question mark
        stored = self.send_stored(environ, start_response, state.version, key)
        return self.make(environ, start_response, state, key) if stored is None else stored

    def pass_on(self, environ: WSGIEnvironment, start_response: StartResponse, version: str | None = None):
        """version: the content version, where it was read already."""
        version = version or self.read_version()
        if version is not None:
            environ["content_version"] = version
        return self.application(environ, start_response)

    def send_stored(
        self, environ: WSGIEnvironment, start_response: StartResponse, version: str, key: str
    ) -> list[bytes] | None:
        """None where the page is not stored in this version, or has become untrue."""
        page = self.store.load(version, key, self.now())
        if page is None:
            return None
        self.store.keep_at_front(version, page)
        return send(environ, start_response, page, partial(self.store.read_body, version, key, page))

    def make(self, environ: WSGIEnvironment, start_response: StartResponse, state: State, key: str) -> Iterable[bytes]:
        """Have Django make it, one at a time for each page, and keep it if it may be kept."""
        if "HTTP_COOKIE" in environ or state.is_full or self.is_unstorable(state.version, key):
            return self.pass_on(environ, start_response)
        with ExitStack() as held:
            try:
                held.enter_context(self.flights.turn(key))
            except OSError:  # the folder cannot be written
                return self.pass_on(environ, start_response)
            # Who waited is served what the first one kept, perhaps of a version that the sweeper does not know yet.
            version = self.read_version()
            stored = version and self.send_stored(environ, start_response, version, key)
            if isinstance(stored, list):
                return stored
            if version and not self.is_unstorable(version, key):
                return self.make_and_keep(environ, start_response, state, key, version)
        return self.pass_on(environ, start_response, version)

    def make_and_keep(
        self, environ: WSGIEnvironment, start_response: StartResponse, state: State, key: str, version: str
    ) -> Iterable[bytes]:
        """Whoever has waited in vain keeps it, too: bodies are named after their content, so the files of two fit."""
        began, until = self.now(), self.next_moment()
        answer = render(self.application, environ, version)
        if not answer.may_be_stored():
            self.remember(version, key, PAUSE if answer.status >= "500" else inf)
            return send_as_it_is(environ, start_response, answer)
        is_open_ended = answer.status.startswith("404") or not key.endswith("\n")
        if (is_open_ended and state.is_full_of_open_ended) or not (until is None or self.now() < until):
            self.remember(version, key, PAUSE)
        elif self.read_version() == version:
            page, bodies = to_page(answer, CODINGS, max(began, self.now()), until, self.find_name(key, answer))
            try:
                self.store.save(version, key, page, bodies)
            except OSError:  # no room
                self.remember(version, key, PAUSE)
            return send(environ, start_response, page, bodies.get) or []
        page, bodies = to_page(answer, accepted(environ)[:1])
        return send(environ, start_response, page, bodies.get) or []

    def find_name(self, key: str, answer: Answer) -> str | None:
        """The page's name for a front server, if that may send it."""
        path, _, query = key.rpartition("\n")
        if query or not answer.status.startswith("200"):
            return None
        return self.front.find_name(path, {name.lower(): value for name, value in kept_headers(answer)})

    def is_unstorable(self, version: str, key: str) -> bool:
        """Whether it was learnt that this page may not be stored; whoever wants it then waits for nobody."""
        of_version, keys = self.unstorable
        return of_version == version and self.state.boot_time() < keys.get(key, 0)

    def remember(self, version: str, key: str, seconds: float) -> None:
        of_version, keys = self.unstorable
        if of_version != version or len(keys) >= MAX_REMEMBERED:
            self.unstorable = (version, keys := {})
        keys[key] = self.state.boot_time() + seconds


def kept_headers(answer: Answer) -> Headers:
    return [(name, value) for name, value in answer.headers if name.lower() not in NOT_KEPT]


def to_page(
    answer: Answer, suffixes: Iterable[str], since: float = 0, until: float | None = None, front: str | None = None
) -> tuple[StoredPage, dict[str, bytes]]:
    """The page and its bodies, by their suffixes: the whole one and those that are asked for."""
    bodies = make_bodies(answer.header("content-type"), answer.body, suffixes)
    sizes = {suffix: len(body) for suffix, body in bodies.items()}
    etag = find_etag(answer.headers, answer.body)
    name = name_of(answer.body)
    return StoredPage(answer.status, kept_headers(answer), etag, since, until, name, sizes, front), bodies


def send(
    environ: WSGIEnvironment,
    start_response: StartResponse,
    page: StoredPage,
    read_body: Callable[[str], bytes | None],
) -> list[bytes] | None:
    """Send the page in the form that the visitor takes. read_body: suffix → bytes; None where it has gone, as here."""
    suffix = choose_suffix(environ, page.sizes)
    headers = describe(page, suffix)
    if is_not_modified(environ, page.status, page.etag):
        return not_modified(start_response, headers)
    body = read_body(suffix)
    if body is None:
        return None
    start_response(page.status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def send_as_it_is(environ: WSGIEnvironment, start_response: StartResponse, answer: Answer) -> Iterable[bytes]:
    """Not compressed: what sets a cookie may hold a secret, whose length compression would tell."""
    start_response(answer.status, answer.headers)
    if answer.stream is not None:
        return answer.stream
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]


def accepted(environ: WSGIEnvironment) -> tuple[str, ...]:
    """The suffixes of the bodies that the visitor takes, the smallest first."""
    return negotiation.accepted_suffixes(environ.get("HTTP_ACCEPT_ENCODING", ""))


def choose_suffix(environ: WSGIEnvironment, sizes: dict[str, int]) -> str:
    return next((suffix for suffix in accepted(environ) if suffix in sizes), "")


def describe(page: StoredPage, suffix: str) -> Headers:
    """The headers of the page in that coding: made once, and a list of its own for each, which a server may change."""
    if suffix not in page.described:
        headers = [*page.headers, ("Content-Length", str(page.sizes[suffix]))]
        if page.status.startswith("200"):
            headers.append(("ETag", page.etag))
        if page.is_text:
            headers.append(("Vary", "Accept-Encoding"))
        if suffix:
            headers.append(("Content-Encoding", CODINGS[suffix]))
        page.described[suffix] = headers
    return list(page.described[suffix])


def is_not_modified(environ: WSGIEnvironment, status: str, etag: str) -> bool:
    given = environ.get("HTTP_IF_NONE_MATCH")
    return given is not None and status.startswith("200") and negotiation.is_not_modified(given, etag)


def not_modified(start_response: StartResponse, headers: Headers) -> list[bytes]:
    start_response("304 Not Modified", [(name, value) for name, value in headers if name.lower() in OF_304])
    return []
