"""The layer in front of Django: it sends what is stored, and keeps what Django makes. No Django here.

The order is the proof. The version is read before the page is made, and again afterwards; only if both are the same is
the page kept, in that version's generation. So nothing older than a version is ever kept under it, and a page is served
only while the sweeper says that its version is the current one.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from . import negotiation
from .front import FrontServer
from .rendering import Answer, render
from .single_flight import Flights
from .state import State, StateReader
from .store import Store, make_bodies
from .stored_page import NOT_KEPT, Headers, StoredPage, find_etag, name_of

MAX_REMEMBERED = 10_000  # pages that may not be stored
OF_304 = {"etag", "vary", "cache-control"}  # RFC 9110, 15.4.5; of the rest the browser keeps what it has


@dataclass(frozen=True)
class Rules:
    """What of the site may be kept. host: as a browser names it; scheme: how it must have come.

    may_be_stored: path and query string → whether such a page may be; has_version: path → whether what Django makes for
    it may be told the content version. The cookie of a session is `session_cookie`.
    """

    host: str
    scheme: str
    session_cookie: str
    may_be_stored: Callable[[str, str], bool]
    has_version: Callable[[str], bool]
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
        self.unstorable: tuple[str, set[str]] = ("", set())  # a version, and what may not be stored in it

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not self.rules.has_version(path):
            return self.application(environ, start_response)
        state = self.state.read() if self.rules.is_ours(environ) and self.rules.may_be_stored(path, query) else None
        if state is None:
            return self.pass_on(environ, start_response)
        key = f"{path}?{query}"
        stored = self.send_stored(environ, start_response, state.version, key)
        return self.make(environ, start_response, state, key) if stored is None else stored

    def pass_on(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        version = self.read_version()
        if version is not None:
            environ["content_version"] = version
        return self.application(environ, start_response)

    def send_stored(self, environ, start_response, version: str, key: str) -> list[bytes] | None:
        """None where the page is not stored in this version, or has become untrue."""
        page = self.store.load(version, key, self.now())
        if page is None:
            return None
        suffix = choose_suffix(environ, page.sizes)
        headers = describe(page, suffix)
        if is_not_modified(environ, page.status, page.etag):
            return not_modified(start_response, headers)
        body = self.store.read_body(version, key, page, suffix)
        if body is None:
            return None
        start_response(page.status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def make(self, environ, start_response, state: State, key: str) -> Iterable[bytes]:
        """Have Django make it, one at a time for each page, and keep it if it may be kept."""
        version = None if "HTTP_COOKIE" in environ or state.is_full else self.read_version()
        if version is None or self.is_unstorable(version, key):
            return self.pass_on(environ, start_response)
        with ExitStack() as held:
            try:
                is_first = held.enter_context(self.flights.turn(key))
            except OSError:  # the folder cannot be written
                return self.pass_on(environ, start_response)
            # Who waited is served what the first one kept, perhaps of a version that the sweeper does not know yet.
            version = self.read_version()
            stored = version and self.send_stored(environ, start_response, version, key)
            if isinstance(stored, list):
                return stored
            if is_first and version and not self.is_unstorable(version, key):
                answer = self.make_and_keep(environ, state, key, version)
                return self.send(environ, start_response, answer)
        return self.pass_on(environ, start_response)

    def make_and_keep(self, environ, state: State, key: str, version: str) -> Answer:
        began, until = self.now(), self.next_moment()
        answer = render(self.application, environ, version)
        if not answer.may_be_stored():
            self.remember(version, key)
        elif self.is_kept(answer, state, until) and self.read_version() == version:
            with suppress(OSError):  # no room: whoever comes next has it made
                self.keep(version, key, answer, max(began, self.now()), until)
        return answer

    def is_kept(self, answer: Answer, state: State, until: float | None) -> bool:
        is_one_too_many = state.is_full_of_missing and answer.status.startswith("404")
        return not is_one_too_many and (until is None or self.now() < until)

    def keep(self, version: str, key: str, answer: Answer, since: float, until: float | None) -> None:
        page, bodies = to_page(answer, since, until)
        of_front = {name.lower(): value for name, value in page.headers}
        is_plain = key.endswith("?") and page.status.startswith("200")
        self.store.save(version, key, page, bodies, self.front.find_name(key[:-1], of_front) if is_plain else None)

    def send(self, environ, start_response, answer: Answer) -> Iterable[bytes]:
        if answer.stream is not None:
            start_response(answer.status, answer.headers)
            return answer.stream
        if not answer.may_be_stored():  # what sets a cookie may hold a secret, whose length compression would tell
            start_response(answer.status, answer.headers)
            return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]
        page, bodies = to_page(answer)
        suffix = choose_suffix(environ, page.sizes)
        headers = describe(page, suffix)
        if is_not_modified(environ, page.status, page.etag):
            return not_modified(start_response, headers)
        start_response(page.status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [bodies[suffix]]

    def is_unstorable(self, version: str, key: str) -> bool:
        """Whether it was learnt that this page may not be stored; whoever wants it then waits for nobody."""
        of_version, keys = self.unstorable
        return of_version == version and key in keys

    def remember(self, version: str, key: str) -> None:
        of_version, keys = self.unstorable
        if of_version != version or len(keys) >= MAX_REMEMBERED:
            keys = set()
        self.unstorable = (version, keys | {key})


def to_page(answer: Answer, since: float = 0, until: float | None = None) -> tuple[StoredPage, dict[str, bytes]]:
    """The page and its bodies, by their suffixes."""
    bodies = make_bodies(answer.header("content-type"), answer.body)
    headers = [(name, value) for name, value in answer.headers if name.lower() not in NOT_KEPT]
    sizes = {suffix: len(body) for suffix, body in bodies.items()}
    etag = find_etag(answer.headers, answer.body)
    return StoredPage(answer.status, headers, etag, since, until, name_of(answer.body), sizes), bodies


def choose_suffix(environ: WSGIEnvironment, sizes: dict[str, int]) -> str:
    accepted = negotiation.accepted_suffixes(environ.get("HTTP_ACCEPT_ENCODING", ""))
    return next((suffix for suffix in accepted if suffix in sizes), "")


def describe(page: StoredPage, suffix: str) -> Headers:
    """The headers of the page in that coding, made once."""
    if suffix in page.described:
        return page.described[suffix]
    headers = [*page.headers, ("Content-Length", str(page.sizes[suffix]))]
    if page.status.startswith("200"):
        headers.append(("ETag", page.etag))
    if page.is_text:
        headers.append(("Vary", "Accept-Encoding"))
    if suffix:
        headers.append(("Content-Encoding", negotiation.CODINGS[suffix]))
    page.described[suffix] = headers
    return headers


def is_not_modified(environ: WSGIEnvironment, status: str, etag: str) -> bool:
    given = environ.get("HTTP_IF_NONE_MATCH")
    return given is not None and status.startswith("200") and negotiation.is_not_modified(given, etag)


def not_modified(start_response: StartResponse, headers: Headers) -> list[bytes]:
    start_response("304 Not Modified", [(name, value) for name, value in headers if name.lower() in OF_304])
    return []
