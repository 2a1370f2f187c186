"""Somebody who works in the admin of the site that is served."""

import re
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from .server import UNVERIFIED

PASSWORD = "a-password-for-a-test"


class Editor:
    """Somebody who has signed in over HTTPS, as a browser does. The account has the PASSWORD above."""

    def __init__(self, site, username: str):
        self.url = f"https://localhost:{site.port}"
        handlers = [urllib.request.HTTPSHandler(context=UNVERIFIED), urllib.request.HTTPCookieProcessor(CookieJar())]
        self.opener = urllib.request.build_opener(*handlers)
        self.send("/admin/login/", self.open("/admin/login/"), {"username": username, "password": PASSWORD})

    def open(self, path: str) -> str:
        """The CSRF token of a page."""
        page = self.opener.open(self.url + path).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"|"CSRF_TOKEN": "(\w+)"', page)
        return token[1] or token[2]

    def send(self, path: str, token: str, fields: dict, content_type: str = "", body: bytes = b"") -> tuple[int, str]:
        """POST the fields, or the body of that type. Returns (status, text); raises HTTPError for 400 and up."""
        headers = {"Referer": self.url, "X-CSRFToken": token}
        if content_type:
            headers["Content-Type"] = content_type
        data = body or urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token}).encode()
        response = self.opener.open(urllib.request.Request(self.url + path, data, headers))  # noqa: S310 — loopback
        return response.status, response.read().decode()
