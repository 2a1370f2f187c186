"""An HTTP client of one visitor or member of staff: keeps cookies, follows no redirect, reaches loopback only."""

import http.client
import secrets
import time
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlencode, urlsplit

from .loopback import connect

CSRF = "csrftoken"


@dataclass(frozen=True)
class Response:
    """headers: with lowercase names; cookies: the names of those that it sets. seconds: until it was whole."""

    status: int
    headers: dict[str, str]
    cookies: tuple[str, ...]
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


class Client:
    """A visitor of the site at `url`. source: the loopback address to come from; another /24 is another network.

    Not for several threads at once.
    """

    def __init__(self, url: str, source: str = "", timeout: float = 30):
        parts = urlsplit(url)
        self.url, self.origin = url, f"https://{parts.netloc}"
        self.host, self.port, self.uses_tls = parts.hostname or "", parts.port or 443, parts.scheme == "https"
        self.source, self.timeout = source, timeout
        self.cookies: dict[str, str] = {}
        self.kept: http.client.HTTPConnection | None = None

    def get(self, path: str, **headers) -> Response:
        return self.request("GET", path, headers=headers)

    def post(self, path: str, fields=None, files=None, headers=None) -> Response:
        """Send a form. files: name → (file name, bytes, content type). A client with cookies sends the CSRF token."""
        fields = dict(fields or {})
        if self.cookies:
            self.cookies.setdefault(CSRF, secrets.token_hex(16))
            fields.setdefault("csrfmiddlewaretoken", self.cookies[CSRF])
        body, content_type = encode_multipart(fields, files) if files else (encode_form(fields), FORM)
        defaults = {"Content-Type": content_type, "Referer": f"{self.origin}/", "Origin": self.origin}
        return self.request("POST", path, body, defaults | (headers or {}))

    def request(self, method: str, path: str, body: bytes | None = None, headers=None) -> Response:
        """Raises OSError or http.client.HTTPException where no whole answer comes."""
        headers = {"Host": f"{self.host}:{self.port}", **(headers or {})}
        if not self.uses_tls:  # straight to gunicorn, so that this takes the place of the proxy
            headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": self.source or self.host} | headers
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        start = time.monotonic()
        was_kept = self.kept is not None
        try:
            answer, content = self.exchange(method, path, body, headers)
        except (ConnectionError, http.client.RemoteDisconnected):
            if not was_kept or method not in {"GET", "HEAD"}:
                raise
            answer, content = self.exchange(method, path, body, headers)  # as a browser does, on a new connection
        cookies = answer.headers.get_all("Set-Cookie") or []
        names = tuple(name for cookie in cookies for name in self.keep(cookie))
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Response(answer.status, headers, names, content, time.monotonic() - start)

    def exchange(self, method, path, body, headers):
        connection = self.kept or http.client.HTTPConnection(self.host, self.port, timeout=self.timeout)
        self.kept = None
        try:
            if connection.sock is None:
                connection.sock = connect(self.host, self.port, self.timeout, self.source, self.uses_tls)
            # Hostile paths too: http.client would refuse them.
            connection._validate_path = lambda url: None
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            content = answer.read()
        except BaseException:
            connection.close()
            raise
        if answer.will_close:
            connection.close()
        else:
            self.kept = connection
        return answer, content

    def keep(self, set_cookie: str):
        try:
            found = SimpleCookie(set_cookie)
        except CookieError:
            return
        for name, morsel in found.items():
            if morsel.value and morsel["max-age"] != "0":
                self.cookies[name] = morsel.value
            else:
                self.cookies.pop(name, None)
            yield name

    def close(self) -> None:
        if self.kept:
            self.kept.close()
            self.kept = None

    def sign_in(self, username: str, password: str) -> Response:
        """Sign in at the admin's door; the caller looks at the response's status, 302 where it was let in."""
        self.cookies.setdefault(CSRF, secrets.token_hex(16))
        return self.post("/admin/login/", {"username": username, "password": password, "next": "/admin/"})


FORM = "application/x-www-form-urlencoded"


def encode_form(fields: dict) -> bytes:
    return urlencode(fields, doseq=True).encode()


def encode_multipart(fields: dict, files: dict) -> tuple[bytes, str]:
    """(body, content type). files: name → (file name, bytes, content type), or a list of such."""
    boundary = secrets.token_hex(16)
    parts = []
    for name, value in fields.items():
        for item in value if isinstance(value, list | tuple) else [value]:
            parts.append(f'Content-Disposition: form-data; name="{name}"\r\n\r\n{item}'.encode())
    for name, value in files.items():
        for file_name, content, kind in value if isinstance(value, list) else [value]:
            head = (
                f'Content-Disposition: form-data; name="{name}"; filename="{file_name}"\r\nContent-Type: {kind}\r\n\r\n'
            )
            parts.append(head.encode() + content)
    body = b"".join(b"--%s\r\n%s\r\n" % (boundary.encode(), part) for part in parts)
    return body + b"--%s--\r\n" % boundary.encode(), f"multipart/form-data; boundary={boundary}"
