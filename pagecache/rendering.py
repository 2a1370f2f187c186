"""Asking the application for a page as it is kept: whole, not compressed, and without conditions. No Django here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from wsgiref.types import WSGIApplication, WSGIEnvironment

from .stored_page import Headers

# What would make the answer another than the whole page.
CONDITIONS = (
    "HTTP_ACCEPT_ENCODING",
    "HTTP_IF_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_RANGE",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_RANGE",
)
STORED_STATUSES = ("200", "301", "404")
MAX_BODY = 8 * 1024**2  # bytes


@dataclass(slots=True)
class Answer:
    """`stream` is the application's own answer where it comes piece by piece; then `body` is empty."""

    status: str
    headers: Headers
    body: bytes
    stream: Iterable[bytes] | None = None

    def header(self, name: str) -> str:
        return ", ".join(value for own, value in self.headers if own.lower() == name)

    def may_be_stored(self) -> bool:
        """Whether it is the same for everybody, by what it says of itself, and of a status that is kept."""
        control = self.header("cache-control").lower()
        return (
            self.stream is None
            and self.status[:3] in STORED_STATUSES
            and len(self.body) <= MAX_BODY
            and not self.header("set-cookie")
            and not self.header("content-encoding")
            and not any(word in control for word in ("private", "no-store"))
            and {each.strip().lower() for each in self.header("vary").split(",")} <= {"", "accept-encoding"}
        )


def render(application: WSGIApplication, environ: WSGIEnvironment, version: str | None) -> Answer:
    """The application's answer to a GET of that URL. version: the content version that it is told, if one is known."""
    inner = {name: value for name, value in environ.items() if name not in CONDITIONS}
    inner["REQUEST_METHOD"] = "GET"
    if version is not None:
        inner["content_version"] = version
    begun: list[tuple[str, Headers]] = []
    result = application(inner, lambda status, headers, error=None: begun.append((status, headers)) or write_nothing)
    if getattr(result, "streaming", False):
        return Answer(*begun[-1], b"", result)
    try:
        body = b"".join(result)
    finally:
        close(result)
    return Answer(*begun[-1], body)


def write_nothing(content: bytes) -> None:
    raise NotImplementedError("WSGI's write() is not supported")


def close(result: Iterable[bytes]) -> None:
    closing: Callable[[], None] | None = getattr(result, "close", None)
    if closing:
        closing()
