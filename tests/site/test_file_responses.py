"""The responses that send a PDF or a picture: headers, compression, caching. And how pages are compressed."""

import gzip

import brotli
import pytest
from django.core.files.storage import default_storage

from pages.images.renditions import EMAIL_SPEC
from tests.factories import DocumentFactory, ImageFactory, PublicationFactory, WeeklyUpdateFactory

pytestmark = pytest.mark.django_db
# With and without accepting compression: browsers do, some command-line clients do not.
ACCEPT_ENCODINGS = [{}, {"Accept-Encoding": "gzip, deflate, br"}]


@pytest.fixture
def document(home):
    return PublicationFactory(document=DocumentFactory(), external_url="").document


@pytest.mark.parametrize("headers", ACCEPT_ENCODINGS)
def test_a_pdf_is_sent_with_its_content_type_and_length(client, document, headers):
    response = client.get(document.url, headers=headers)
    body = b"".join(response.streaming_content)
    with document.file.open("rb") as file:
        assert body == file.read()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(body))
    assert response["Content-Disposition"] == f'inline; filename="{document.filename}"'
    assert "Content-Encoding" not in response


def test_a_cached_pdf_is_answered_with_304_not_modified(client, document):
    first = client.get(document.url, headers=ACCEPT_ENCODINGS[1])
    again = client.get(document.url, headers=ACCEPT_ENCODINGS[1] | {"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "Content-Encoding" not in again


def test_a_picture_is_not_compressed_a_second_time(client):
    rendition = ImageFactory().get_rendition(EMAIL_SPEC)
    response = client.get(rendition.url, headers=ACCEPT_ENCODINGS[1])
    body = b"".join(response.streaming_content)
    with default_storage.open(rendition.file.name) as file:
        assert body == file.read()
    assert response["Content-Length"] == str(len(body))
    assert "Content-Encoding" not in response


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br", "br"),
        ("br;q=1.0, gzip;q=0.8", "br"),
        ("gzip, br;q=0", "gzip"),
        ("gzip, br;q=0.000, deflate", "gzip"),
        ("gzip", "gzip"),
        ("gzip, br;Q=0", "gzip"),
        ("vbr0", None),
        ("br-x, x-br", None),
        ("", None),
    ],
)
def test_a_page_is_compressed_as_the_browser_accepts(client, home, accepted, coding):
    plain = client.get("/")
    response = client.get("/", headers={"Accept-Encoding": accepted})
    assert response.get("Content-Encoding") == coding
    assert "Accept-Encoding" in response["Vary"]
    assert int(response["Content-Length"]) == len(response.content)
    expand = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding]
    assert expand(response.content) == plain.content


def test_the_page_of_somebody_with_a_cookie_is_padded_by_a_random_length(client, home):
    """By Brotli its length would be the same each time, and tell an attacker whether a guess is in it (BREACH)."""
    client.cookies["csrftoken"] = "x" * 32
    responses = [client.get("/", headers={"Accept-Encoding": "gzip, br"}) for _ in range(20)]
    assert {response["Content-Encoding"] for response in responses} == {"gzip"}
    assert len({len(response.content) for response in responses}) > 1


def test_an_unchanged_feed_is_still_answered_with_304_when_it_is_compressed(client, home):
    WeeklyUpdateFactory()
    headers = {"Accept-Encoding": "br"}
    first = client.get("/news/feed/", headers=headers)
    assert first["Content-Encoding"] == "br"
    assert client.get("/news/feed/", headers=headers | {"If-None-Match": first["ETag"]}).status_code == 304
