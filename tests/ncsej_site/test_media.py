"""What the media folder answers to odd requests."""

from http import HTTPStatus

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.factories import ImageFactory


@pytest.mark.parametrize(
    "path",
    [
        "images/" + "a" * 300,
        "images/" + "a/" * 1500,
        "images/social/" + "9" * 300 + "/0123456789abcdef.png",
        "images/%00",
        "images/a%00.png",
        "images/%ff%fe.png",
        "images/%ED%A0%80.png",
        "images/%C0%AE%C0%AE/original_images/picture.png",
        "images/%252e%252e/settings.py",
        "images/..%2f..%2fsettings.py",
        "images/..%5c..%5csettings.py",
        "images/../../settings.py",
        "images//etc/passwd",
        "images/",
        "images",
        "original_images/",
        ".",
        "..",
        "/",
        "%20",
        ".staging/",
    ],
)
@pytest.mark.parametrize("client", ["visitor", "editor"])
def test_an_odd_path_of_the_media_folder_is_not_found(request, client, path):
    client = request.getfixturevalue(client)
    ImageFactory()
    response = client.get(f"/media/{path}")
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert b"picture.png" not in response.content


def test_a_file_with_a_slash_behind_its_name_is_not_found(visitor):
    rendition = ImageFactory().renditions.first()
    assert visitor.get(rendition.url).status_code == HTTPStatus.OK
    assert visitor.get(rendition.url + "/").status_code == HTTPStatus.NOT_FOUND


def test_nobody_gets_a_file_that_is_still_being_written(visitor, editor):
    staged = default_storage.stage([b"a part"])
    for client in (visitor, editor):
        response = client.get(f"/media/{staged.path.relative_to(default_storage.location)}")
        assert response.status_code == HTTPStatus.NOT_FOUND


def test_an_upload_whose_name_begins_with_a_dot_is_served_to_staff(editor):
    name = default_storage.save("original_images/.photo.png", ContentFile(b"a picture"))
    assert editor.get(f"/media/{name}").status_code == HTTPStatus.OK
