"""An application of a few lines behind the layer, and clocks that are the test's."""

from pagecache.front import FrontServer
from pagecache.layer import PageCache, Rules
from pagecache.single_flight import Flights
from pagecache.state import State, StateReader, write_state
from pagecache.store import Store

RELEASE, FIRST, SECOND = "release", "1.a.1", "1.a.2"
HTML = "text/html; charset=utf-8"
PAGE = b"<!doctype html>" + b"<p>A page.</p>" * 100
FRONT = FrontServer("https://site.example", {"x-frame-options": "DENY"}, {"x-frame-options": "DENY"})


class Site:
    """An application behind the layer, with the version, the state and the clocks as the test sets them.

    `asked`: the environs of the requests that reached the application.
    """

    def __init__(self, root):
        self.root, self.version, self.wall, self.since_start = root, FIRST, 1000.0, 500.0
        self.moment = None
        self.status, self.headers, self.body = "200 OK", [("Content-Type", HTML), ("X-Frame-Options", "DENY")], PAGE
        self.asked, self.during = [], lambda: None
        rules = Rules(
            host="site.example",
            scheme="https",
            session_cookie="sessionid",
            may_be_stored=lambda path, query: query in ("", "page=2"),
            has_version=lambda path: not path.startswith("/admin/"),
        )
        self.layer = PageCache(
            self.application,
            Store(root, RELEASE),
            StateReader(root, RELEASE, "boot", lambda: self.since_start),
            Flights(root / "flights"),
            rules,
            FRONT,
            lambda: self.version,
            lambda: self.moment,
            lambda: self.wall,
        )
        self.confirm()

    def confirm(self, version=None, **changes):
        fields = {"release": RELEASE, "version": version or self.version, "boot": "boot", "confirmed": self.since_start}
        write_state(self.root, State(**(fields | changes)))

    def application(self, environ, start_response):
        self.asked.append(environ)
        start_response(self.status, list(self.headers))
        self.during()
        return [self.body]

    def environ(self, path="/about/", query="", method="GET"):
        return {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "site.example",
            "wsgi.url_scheme": "https",
        }

    def get(self, path="/about/", query="", method="GET", **headers):
        """(status, headers by their names, body)."""
        begun = []
        environ = self.environ(path, query, method) | headers
        body = b"".join(self.layer(environ, lambda *answer: begun.append(answer)))
        return begun[-1][0], dict(begun[-1][1]), body

    def is_stored(self, *args, **headers):
        """Whether a second request does not reach the application."""
        self.get(*args, **headers)
        before = len(self.asked)
        self.get(*args, **headers)
        return len(self.asked) == before
