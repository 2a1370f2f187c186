"""Renditions whose files are lost, and many who need the same one at once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from unittest import mock

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from wagtail.images.models import Filter, SourceImageIOError

from pages.images import renditions
from pages.images.decoder_lock import decoder_lock
from pages.images.fields import PictureField
from pages.models import SiteImage, SiteRendition
from pages.tasks import find_missing, make_renditions
from tests.factories import ImageFactory, png


@pytest.fixture(autouse=True)
def few_renditions(monkeypatch):
    specs = ("width-30|format-avif", "fill-20x20|format-webp", "width-30|format-jpeg")
    monkeypatch.setattr("pages.images.renditions.ALL_SPECS", specs)


def files_of(folder):
    return sorted(str(path.relative_to(folder)) for path in (folder / "images").glob("*.*"))


def filters():
    return [Filter(spec) for spec in renditions.ALL_SPECS]


def names_of(rows):
    return sorted(rows.values_list("file", flat=True))


@pytest.mark.parametrize("lose", [Path.unlink, lambda path: path.write_bytes(b"")], ids=["deleted", "empty"])
def test_lost_files_are_made_again_under_their_names(db, media_folder, lose):
    image, kept = ImageFactory(), ImageFactory()
    before = names_of(SiteRendition.objects)
    for rendition in image.renditions.all():
        lose(Path(rendition.file.path))
    assert [(task, arguments) for task, arguments in find_missing() if task == make_renditions] == [
        (make_renditions, [image.pk])
    ]
    call_command("make_pictures", verbosity=0)
    assert files_of(media_folder) == names_of(SiteRendition.objects) == before
    assert all(Path(rendition.file.path).stat().st_size for rendition in SiteRendition.objects.all())
    assert list(SiteImage.objects.with_missing_renditions()) == []
    assert kept.renditions.count() == len(renditions.ALL_SPECS)


def test_a_rendition_that_the_admin_shows_is_made_again_too(db, media_folder):
    image = ImageFactory()
    Path(image.get_rendition("max-165x165").file.path).unlink()
    call_command("make_pictures", verbosity=0)
    assert files_of(media_folder) == names_of(SiteRendition.objects)


def test_a_picture_that_lacks_only_the_renditions_of_its_new_focal_point_is_found(db, media_folder):
    image = ImageFactory()
    SiteImage.objects.filter(pk=image.pk).update(
        focal_point_x=5, focal_point_y=5, focal_point_width=4, focal_point_height=4
    )
    assert [item.pk for item in SiteImage.objects.with_missing_renditions()] == [image.pk]
    call_command("make_pictures", verbosity=0)
    assert list(SiteImage.objects.with_missing_renditions()) == []


def test_a_lost_file_of_an_earlier_focal_point_is_not_made_again(db, media_folder):
    image = ImageFactory(focal_point_x=5, focal_point_y=5, focal_point_width=4, focal_point_height=4)
    SiteImage.objects.filter(pk=image.pk).update(focal_point_x=15)
    for rendition in image.renditions.all():
        Path(rendition.file.path).unlink()
    call_command("make_pictures", verbosity=0)
    assert files_of(media_folder) == names_of(SiteRendition.objects)
    assert list(SiteImage.objects.with_missing_renditions()) == []


@pytest.fixture
def committed_image(django_db_blocker, django_db_setup, media_folder):
    """A picture that other connections see, so that several may make its renditions; deleted afterwards."""
    with django_db_blocker.unblock():
        image = ImageFactory()
        image.renditions.all().delete()
        yield image
        image.delete()
        connection.close()


def test_ten_visitors_who_need_the_same_renditions_leave_one_file_of_each(committed_image, media_folder):
    start = threading.Barrier(10)

    def visit():
        start.wait()
        image = SiteImage.objects.get(pk=committed_image.pk)
        try:
            return [item.file.name for item in image.create_renditions(*filters()).values()]
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as visitors:
        shown = [future.result() for future in [visitors.submit(visit) for _ in range(10)]]
    names = names_of(committed_image.renditions)
    assert len(names) == len(renditions.ALL_SPECS)
    assert files_of(media_folder) == names
    assert all(sorted(seen) == names for seen in shown)


def test_whoever_is_slower_gets_the_rendition_of_the_faster_one_and_leaves_no_file(
    committed_image, media_folder, monkeypatch
):
    """The lock does not reach another machine, so the database decides."""
    spec = filters()[0]
    generate = SiteImage.generate_rendition_file

    def generate_while_another_is_faster(self, filter):
        monkeypatch.setattr(SiteImage, "generate_rendition_file", generate)
        file = generate(self, filter)
        SiteRendition.objects.create(
            image=self, file=generate(self, filter), filter_spec=filter.spec, focal_point_key=""
        )
        return file

    monkeypatch.setattr(SiteImage, "generate_rendition_file", generate_while_another_is_faster)
    rendition = committed_image.create_rendition(spec)
    assert files_of(media_folder) == names_of(committed_image.renditions) == [rendition.file.name]


def test_a_rendition_whose_row_is_rolled_back_leaves_no_file(db, media_folder):
    image = ImageFactory()
    image.renditions.all().delete()
    before = files_of(media_folder)
    with suppress(RuntimeError), transaction.atomic():
        image.create_renditions(*filters())
        assert files_of(media_folder) != before
        raise RuntimeError
    assert files_of(media_folder) == before


def test_a_rendition_that_waits_for_another_picture_too_long_is_made_later(db, media_folder, monkeypatch):
    image = ImageFactory()
    image.renditions.all().delete()
    monkeypatch.setattr("pages.images.decoder_lock.MAX_WAIT", 0)
    with decoder_lock():
        call_command("make_pictures", verbosity=0)
        assert not image.renditions.exists()
    call_command("make_pictures", verbosity=0)
    assert image.renditions.count() == len(renditions.ALL_SPECS)


def replace_while_it_is_read(monkeypatch, image):
    """An editor replaces the file, in another connection, while the next rendition of the old one is being made."""
    generate = SiteImage.generate_rendition_file
    upload = PictureField().clean(png(80, 60, "#a06a12"))

    def generate_slowly(self, filter):
        monkeypatch.setattr(SiteImage, "generate_rendition_file", generate)
        file = generate(self, filter)

        def replace():
            try:
                other = SiteImage.objects.get(pk=image.pk)
                other.file = upload
                with mock.patch("pages.models.media.tasks"):  # the worker comes later
                    other.save()
            finally:
                connection.close()

        with ThreadPoolExecutor(1) as editor:
            editor.submit(replace).result()
        return file

    monkeypatch.setattr(SiteImage, "generate_rendition_file", generate_slowly)


def test_no_rendition_of_a_file_is_kept_that_was_replaced_meanwhile(committed_image, media_folder, monkeypatch):
    replace_while_it_is_read(monkeypatch, committed_image)
    with pytest.raises(SourceImageIOError, match="replaced"):
        committed_image.make_renditions()
    assert files_of(media_folder) == names_of(committed_image.renditions) == []
    SiteImage.objects.get(pk=committed_image.pk).make_renditions()
    assert committed_image.renditions.count() == len(renditions.ALL_SPECS)


def test_no_lost_file_is_made_again_from_a_file_that_was_replaced_meanwhile(committed_image, media_folder, monkeypatch):
    committed_image.make_renditions()
    for rendition in committed_image.renditions.all():
        Path(rendition.file.path).unlink()
    replace_while_it_is_read(monkeypatch, committed_image)
    with pytest.raises(SourceImageIOError, match="replaced"):
        committed_image.make_renditions()
    assert files_of(media_folder) == names_of(committed_image.renditions) == []
