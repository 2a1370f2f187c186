"""How a PDF and a picture travel to a visitor's browser."""

import pytest
from django.core.files.storage import default_storage

from pages.images.renditions import EMAIL_SPEC
from tests.factories import DocumentFactory, ImageFactory

pytestmark = pytest.mark.django_db
# A browser accepts compression; a command line that fetches a file may not.
ASKING = [{}, {"Accept-Encoding": "gzip, deflate, br"}]


@pytest.fixture
def document():
    return DocumentFactory()


@pytest.mark.parametrize("headers", ASKING)
def test_a_pdf_says_what_it_is_and_how_long(client, document, headers):
    response = client.get(document.url, headers=headers)
    body = b"".join(response.streaming_content)
    with document.file.open("rb") as file:
        assert body == file.read()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(body))
    assert response["Content-Disposition"] == f'inline; filename="{document.filename}"'
    assert "Content-Encoding" not in response


def test_a_pdf_that_a_browser_has_is_not_sent_again(client, document):
    first = client.get(document.url, headers=ASKING[1])
    again = client.get(document.url, headers=ASKING[1] | {"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "Content-Encoding" not in again


def test_a_picture_is_not_compressed_a_second_time(client):
    rendition = ImageFactory().get_rendition(EMAIL_SPEC)
    response = client.get(rendition.url, headers=ASKING[1])
    body = b"".join(response.streaming_content)
    with default_storage.open(rendition.file.name) as file:
        assert body == file.read()
    assert response["Content-Length"] == str(len(body))
    assert "Content-Encoding" not in response


def test_a_page_is_still_compressed(client, home):
    assert client.get("/", headers=ASKING[1])["Content-Encoding"] == "gzip"
