"""Pictures on a full disk: the person reads it at the form, and neither a row nor a file is left behind."""

from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from pages.images import renditions
from pages.models import SiteImage, SiteRendition
from tests.factories import ImageFactory, ProgramFactory, png
from tests.full_disk import full_disk
from tests.html import parse

AJAX = {"x-requested-with": "XMLHttpRequest"}
NO_ROOM = "The server has no room for this picture. Nothing was stored; tell whoever looks after the site."
TYPED = {"title": "Stars", "description": "Three stars on paper", "credit": "By hand", "tags": "", "collection": "1"}
DISKS = [{"room": 0}, {"room": 60}, {"at": "close"}]


def files():
    return {path: path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def fill_disk(disk):
    return full_disk(settings.MEDIA_ROOT, **disk)


def prefixed(prefix, **fields):
    return {f"{prefix}-{name}": value for name, value in fields.items()}


def text_of(response):
    return response.content.decode().replace("\\u0022", '"')


@pytest.mark.parametrize("disk", DISKS)
def test_an_editor_who_uploads_a_picture_reads_it_and_keeps_what_was_typed(editor, disk):
    before = files()
    with fill_disk(disk):
        response = editor.post(reverse("wagtailimages:add"), TYPED | {"file": png()})
    assert NO_ROOM in text_of(response)
    assert "Three stars on paper" in text_of(response)
    assert not SiteImage.objects.exists()
    assert files() == before


@pytest.mark.parametrize("disk", DISKS)
def test_an_editor_who_uploads_in_the_chooser_reads_it_and_keeps_what_was_typed(editor, disk):
    before = files()
    form = prefixed("image-chooser-upload", **TYPED, file=png())
    with fill_disk(disk):
        response = editor.post(reverse("wagtailimages_chooser:create"), form, headers=AJAX)
    assert NO_ROOM in text_of(response)
    assert "Three stars on paper" in text_of(response)
    assert not SiteImage.objects.exists()
    assert files() == before


@pytest.mark.parametrize("disk", DISKS)
def test_an_editor_who_uploads_several_pictures_reads_it_at_each(editor, disk):
    before = files()
    with fill_disk(disk):
        response = editor.post(reverse("wagtailimages:add_multiple"), {"title": "A", "files[]": png()}, headers=AJAX)
    assert response.json() == {"success": False, "error_message": NO_ROOM}
    assert not UploadedFile.objects.exists()
    assert files() == before


@pytest.mark.parametrize("disk", DISKS)
def test_an_editor_who_describes_an_upload_reads_it_and_can_do_it_again_later(editor, disk):
    add = {"title": "Stars", "files[]": png()}
    upload = editor.post(reverse("wagtailimages:add_multiple"), add, headers=AJAX).json()["uploaded_file_id"]
    describe = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload])
    form = prefixed(f"uploaded-image-{upload}", **TYPED)
    before = files()
    with fill_disk(disk):
        refused = editor.post(describe, form, headers=AJAX).json()
    assert not refused["success"]
    assert NO_ROOM in refused["form"]
    assert "Three stars on paper" in refused["form"]
    assert not SiteImage.objects.exists()
    assert files() == before
    assert editor.post(describe, form, headers=AJAX).json()["success"]
    assert SiteImage.objects.get().description == "Three stars on paper"


@pytest.mark.parametrize("disk", DISKS)
def test_a_picture_that_cannot_be_replaced_keeps_its_file_and_its_renditions(editor, disk):
    image = ImageFactory()
    before = files()
    with fill_disk(disk):
        response = editor.post(reverse("wagtailimages:edit", args=[image.pk]), TYPED | {"file": png(80, 60, "#a06a12")})
    assert NO_ROOM in text_of(response)
    assert "Three stars on paper" in text_of(response)
    assert files() == before
    assert SiteImage.objects.get().file == image.file
    assert SiteRendition.objects.count() == len(renditions.ALL_SPECS)


@pytest.mark.parametrize("disk", DISKS)
def test_somebody_whose_own_picture_cannot_be_stored_reads_it_and_keeps_the_old_one(editor, disk, account_form):
    editor.post(reverse("wagtailadmin_account"), account_form | {"avatar-avatar": png()})
    before, avatar = files(), UserProfile.objects.get().avatar
    with fill_disk(disk):
        response = editor.post(reverse("wagtailadmin_account"), account_form | {"avatar-avatar": png(90, 90)})
    assert NO_ROOM in text_of(response)
    assert files() == before
    assert UserProfile.objects.get().avatar == avatar


@pytest.mark.parametrize("disk", DISKS)
def test_a_page_is_shown_on_a_full_disk_and_has_its_picture_later(editor, visitor, disk):
    image = ImageFactory(description="Three stars")
    page = ProgramFactory(lead_image=image)
    image.renditions.all().delete()
    before = files()
    with fill_disk(disk):
        assert visitor.get(page.url).status_code == HTTPStatus.OK
        assert editor.get(reverse("wagtailimages:index")).status_code == HTTPStatus.OK
    assert files() == before
    assert not SiteRendition.objects.exists()
    source = parse(visitor.get(page.url)).main.img["src"]
    assert visitor.get(source).status_code == HTTPStatus.OK
