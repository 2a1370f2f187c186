"""HEAD is answered wherever GET is, with the same headers; what is no method of the site is refused."""

from http import HTTPStatus

import pytest

from tests.factories import DocumentFactory

PATHS = [
    "/", "/news/", "/search/?q=headline", "/robots.txt", "/sitemap.xml", "/site.webmanifest", "/healthz", "/readyz",
    "/favicon.ico", "/news/feed/", "/news/feed.json", "/feeds.opml", "/opensearch.xml",
    "/clippings/?format=rss", "/contact/", "/contact/received/", "/contact/message/",
    "/.well-known/security.txt", "/no-such-page/", "/admin/login/", "/admin/", "/media/no-such-picture.png",
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_head_is_answered_as_get_is(full, visitor, path):
    got, headed = visitor.get(path), visitor.head(path)
    assert got.status_code != HTTPStatus.METHOD_NOT_ALLOWED
    assert headed.status_code == got.status_code
    assert headed.content == b""
    assert headed.get("Content-Type") == got.get("Content-Type")


def test_head_of_a_document_tells_its_length(full, editor):
    document = DocumentFactory()
    response = editor.head(document.url)
    assert response.status_code == HTTPStatus.OK
    assert response["Content-Length"] == str(document.file.size)


@pytest.mark.parametrize("method", ["BREW", "TRACE", "CONNECT", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/news/feed/", "/search/", "/admin/login/", "/robots.txt", "/no-such-page/"])
def test_an_unknown_method_is_refused(full, visitor, method, path):
    response = visitor.generic(method, path)
    assert response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert "GET" in response["Allow"]
