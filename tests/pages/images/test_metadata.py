"""No file that the site keeps or shows tells where a picture was taken: every file of every format is read."""

import io
import re
from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.users.models import UserProfile

from pages.models import SiteImage
from tests.factories import ImageFactory, png

from .carriers import MARKER, carriers

CARRIERS = dict(carriers())
ONE_OF_EACH_FORMAT = ["all.jpg", "exif-behind-the-pixels.png", "comment.gif", "all.webp", "all.avif"]
AJAX = {"x-requested-with": "XMLHttpRequest"}
DESCRIPTION = {"title": "A street", "description": "A street", "credit": "", "tags": "", "collection": "1"}
# What metadata begins with in any format.
SIGNS = re.compile(rb"Exif|eXIf|tEXt|iTXt|zTXt|iCCP|prVt|ICC_PROFILE|Photoshop|xmpmeta|adobe|GPS|EXIF|XMP|" + MARKER)


@pytest.fixture(autouse=True)
def one_rendition_of_each_format(monkeypatch):
    specs = ("width-30|format-avif", "fill-20x20|format-webp", "width-30|format-jpeg", "max-165x165", "original")
    monkeypatch.setattr("pages.images.renditions.ALL_SPECS", specs)


def upload_of(name):
    return SimpleUploadedFile(name, CARRIERS[name], "image/" + name.rpartition(".")[2])


def read_all(folder) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def assert_tells_nothing(folder, count):
    files = read_all(folder)
    assert len(files) == count, sorted(files)
    for name, content in files.items():
        assert not SIGNS.search(content), name
        picture = Image.open(io.BytesIO(content))
        picture.load()
        assert not dict(picture.getexif()), name
        assert not picture.info.keys() & {"exif", "xmp", "icc_profile", "comment", "photoshop"}, name


@pytest.mark.parametrize("name", CARRIERS)
def test_what_carries_a_place_has_one(name):
    """Or the other tests could not fail."""
    assert SIGNS.search(CARRIERS[name])
    Image.open(io.BytesIO(CARRIERS[name])).load()


@pytest.mark.parametrize("name", CARRIERS)
def test_no_file_of_an_uploaded_picture_tells_where_it_was_taken(editor, media_folder, name):
    editor.post(reverse("wagtailimages:add"), DESCRIPTION | {"file": upload_of(name)})
    assert SiteImage.objects.get().renditions.count() == 5
    assert_tells_nothing(media_folder, count=6)


@pytest.mark.parametrize("name", ONE_OF_EACH_FORMAT)
def test_a_multiple_upload_tells_nothing_even_before_it_is_described(editor, media_folder, name):
    add = {"title": "A street", "files[]": upload_of(name)}
    response = editor.post(reverse("wagtailimages:add_multiple"), add, headers=AJAX)
    assert_tells_nothing(media_folder, count=1)
    upload = response.json()["uploaded_file_id"]
    create = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload])
    fields = {f"uploaded-image-{upload}-{name}": value for name, value in DESCRIPTION.items()}
    assert editor.post(create, fields, headers=AJAX).json()["success"]
    assert_tells_nothing(media_folder, count=6)


@pytest.mark.parametrize("name", ONE_OF_EACH_FORMAT)
def test_a_picture_uploaded_in_the_chooser_tells_nothing(editor, media_folder, name):
    fields = {f"image-chooser-upload-{key}": value for key, value in DESCRIPTION.items()}
    fields["image-chooser-upload-file"] = upload_of(name)
    assert editor.post(reverse("wagtailimages_chooser:create"), fields, headers=AJAX).json()["step"] == "chosen"
    assert_tells_nothing(media_folder, count=6)


@pytest.mark.parametrize("name", ONE_OF_EACH_FORMAT)
def test_a_replaced_file_tells_nothing_and_the_old_files_are_gone(
    editor, media_folder, name, django_capture_on_commit_callbacks
):
    image = ImageFactory()
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse("wagtailimages:edit", args=[image.pk]), DESCRIPTION | {"file": upload_of(name)})
    assert_tells_nothing(media_folder, count=6)


@pytest.mark.parametrize("name", ONE_OF_EACH_FORMAT)
def test_a_picture_that_a_program_stores_tells_nothing(db, media_folder, name):
    ImageFactory(file=upload_of(name))
    assert_tells_nothing(media_folder, count=6)


@pytest.mark.parametrize("name", ONE_OF_EACH_FORMAT)
def test_the_picture_of_an_account_is_small_and_tells_nothing(
    editor, media_folder, account_form, name, django_capture_on_commit_callbacks
):
    for picture in (png(900, 700), upload_of(name)):
        with django_capture_on_commit_callbacks(execute=True):
            response = editor.post(reverse("wagtailadmin_account"), account_form | {"avatar-avatar": picture})
        assert response.status_code == HTTPStatus.FOUND
        avatar = Image.open(UserProfile.objects.get().avatar)
        assert max(avatar.size) <= 400
    assert_tells_nothing(media_folder, count=1)
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse("wagtailadmin_account"), account_form)
    assert_tells_nothing(media_folder, count=1)
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse("wagtailadmin_account"), account_form | {"avatar-avatar-clear": "on"})
    assert read_all(media_folder) == {}


def test_somebody_is_told_why_the_picture_of_the_account_is_refused(editor, account_form):
    text = SimpleUploadedFile("me.jpg", b"no picture")
    response = editor.post(reverse("wagtailadmin_account"), account_form | {"avatar-avatar": text})
    assert "not an AVIF, GIF, JPEG, PNG or WebP file" in response.content.decode()
