"""The responses that send a PDF or a picture: headers, compression, caching."""

import pytest
from django.core.files.storage import default_storage

from pages.images.renditions import EMAIL_SPEC
from tests.factories import DocumentFactory, ImageFactory, PublicationFactory

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


def test_a_page_is_still_compressed(client, home):
    assert client.get("/", headers=ACCEPT_ENCODINGS[1])["Content-Encoding"] == "gzip"
