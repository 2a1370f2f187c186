"""Pictures that an older version has kept as they came, with the place where they were taken, are made anew."""

from hashlib import sha1
from pathlib import Path
from unittest import mock

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from PIL import Image
from wagtail.images.models import SourceImageIOError
from wagtail.users.models import UserProfile

from pages.models import SiteImage
from pages.tasks import find_missing
from tests.factories import ImageFactory

from .test_metadata import AJAX, CARRIERS, DESCRIPTION, assert_tells_nothing, read_all, upload_of

NAMES = ["exif-behind-the-pixels.png", "all.jpg"]


@pytest.fixture(autouse=True)
def few_renditions(monkeypatch):
    specs = ("width-30|format-avif", "fill-20x20|format-webp", "width-90|format-jpeg", "max-165x165")
    monkeypatch.setattr("pages.images.renditions.ALL_SPECS", specs)
    monkeypatch.setattr("pages.sharing.social_images.pages_without_image", lambda: iter(()))


def keep_as_it_came(image, name):
    Path(image.file.path).write_bytes(CARRIERS[name])


def run_found_tasks():
    for task, arguments in list(find_missing()):
        task.func(*arguments)


@pytest.fixture(params=NAMES)
def older_image(db, media_folder, request):
    """With its public renditions, which tell it too."""
    image = ImageFactory(focal_point_x=10, focal_point_y=10, focal_point_width=4, focal_point_height=4)
    keep_as_it_came(image, request.param)
    for rendition in image.renditions.all():
        keep_as_it_came(rendition, request.param)
    SiteImage.objects.filter(pk=image.pk).update(is_normalized=False, file_hash="of the upload", width=60, height=40)
    return SiteImage.objects.get(pk=image.pk)


@pytest.mark.parametrize("make", [run_found_tasks, lambda: call_command("make_pictures", verbosity=0)])
def test_a_picture_of_an_older_version_and_its_renditions_are_made_anew(
    older_image, media_folder, django_capture_on_commit_callbacks, make
):
    with django_capture_on_commit_callbacks(execute=True):
        make()
    assert_tells_nothing(media_folder, count=5)
    image = SiteImage.objects.get()
    assert (image.width, image.height, image.focal_point_x, image.focal_point_width) == (60, 40, 10, 4)
    assert image.file_hash == "of the upload", "or it were not recognized when it is uploaded again"
    assert list(SiteImage.objects.with_missing_renditions()) == []


def test_nothing_is_made_of_a_picture_before_it_is_normalized(older_image):
    with pytest.raises(SourceImageIOError, match="not normalized"):
        older_image.get_rendition("original")


@pytest.mark.parametrize("spec", ["width-90|format-jpeg", "original|format-png", "width-30|format-webp"])
def test_no_rendition_has_what_is_in_the_original(older_image, media_folder, spec):
    """The second line of defence."""
    SiteImage.objects.update(is_normalized=True)
    older_image.renditions.all().delete()
    rendition = SiteImage.objects.get().get_rendition(spec)
    picture = Image.open(rendition.file.path)
    picture.load()
    assert not picture.info.keys() & {"exif", "xmp", "comment", "icc_profile"}


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_of_an_account_of_an_older_version_is_made_anew(
    editor, media_folder, name, django_capture_on_commit_callbacks
):
    profile = UserProfile.get_for_user(SiteImage._meta.apps.get_model("staff", "User").objects.first())
    profile.avatar.name = default_storage.save("avatar_images/me.png", ContentFile(CARRIERS[name]))
    profile.save()
    with django_capture_on_commit_callbacks(execute=True):
        run_found_tasks()
    assert_tells_nothing(media_folder, count=1)
    assert not list(find_missing())


def test_a_multiple_upload_is_encoded_once(editor, media_folder):
    add = {"title": "A street", "files[]": upload_of("all.jpg")}
    upload = editor.post(reverse("wagtailimages:add_multiple"), add, headers=AJAX).json()["uploaded_file_id"]
    (stored,) = read_all(media_folder).values()
    create = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload])
    fields = {f"uploaded-image-{upload}-{name}": value for name, value in DESCRIPTION.items()}
    with mock.patch("pages.models.media.normalize") as normalize_again:
        assert editor.post(create, fields, headers=AJAX).json()["success"]
    assert not normalize_again.called
    image = SiteImage.objects.get()
    assert image.is_normalized
    assert Path(image.file.path).read_bytes() == stored
    assert (image.file_size, image.width, image.height) == (len(stored), 60, 40)


def test_a_picture_that_is_uploaded_again_is_recognized(editor, media_folder):
    earlier = ImageFactory(file_hash=sha1(CARRIERS["all.jpg"], usedforsecurity=False).hexdigest())
    fields = {f"image-chooser-upload-{key}": value for key, value in DESCRIPTION.items()}
    fields["image-chooser-upload-file"] = upload_of("all.jpg")
    answer = editor.post(reverse("wagtailimages_chooser:create"), fields, headers=AJAX).json()
    assert answer["step"] == "duplicate_found"
    assert SiteImage.objects.exclude(pk=earlier.pk).get().file_hash == earlier.file_hash
    program = ImageFactory(file=upload_of("all.jpg"))
    assert program.file_hash == earlier.file_hash
