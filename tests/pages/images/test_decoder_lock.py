"""One picture is decoded at a time, by all processes; whoever waits too long reads why."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.urls import reverse

from pages.file_lock import LockBusyError
from pages.images import decoder_lock, fields, renditions, uploads
from pages.models import SiteImage, SiteRendition
from tests.factories import ImageFactory, ProgramFactory, png
from tests.html import parse

TYPED = {"title": "Stars", "description": "Three stars on paper", "credit": "", "tags": "", "collection": "1"}
HOLD = """
import pathlib, sys, time
from pages.file_lock import file_lock
lock = file_lock(pathlib.Path(sys.argv[1], ".locks", "decoder"), 9)
lock.__enter__()
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def other_process(db):
    """Another process of this machine that is decoding a picture."""
    command = [sys.executable, "-c", HOLD, settings.MEDIA_ROOT]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        yield process
        process.kill()


@pytest.fixture(autouse=True)
def short_wait(monkeypatch):
    monkeypatch.setattr(decoder_lock, "MAX_WAIT", 0.2)
    monkeypatch.setattr(decoder_lock, "patience", decoder_lock.Patience())


def test_an_editor_reads_that_another_picture_is_being_read_and_can_try_again(editor, other_process):
    response = editor.post(reverse("wagtailimages:add"), TYPED | {"file": png()})
    assert fields.BUSY in response.content.decode()
    assert "Three stars on paper" in response.content.decode()
    assert not SiteImage.objects.exists()
    other_process.kill()  # the kernel releases its lock
    other_process.wait()
    editor.post(reverse("wagtailimages:add"), TYPED | {"file": png()})
    assert SiteImage.objects.exists()


def test_the_media_folder_has_no_file_of_the_lock(db, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "new")
    with decoder_lock.decoder_lock():
        assert not [path for path in (tmp_path / "new").rglob("*") if path.is_file()]


def test_of_many_uploads_at_once_one_is_decoded_at_a_time(db, monkeypatch):
    monkeypatch.setattr(decoder_lock, "MAX_WAIT", 60)
    decoding, most = [], []
    decode = uploads.upright_srgb

    def count(image, max_side):
        decoding.append(image)
        most.append(len(decoding))
        try:
            return decode(image, max_side)
        finally:
            decoding.remove(image)

    monkeypatch.setattr(uploads, "upright_srgb", count)
    with ThreadPoolExecutor(8) as editors:
        list(editors.map(lambda _: fields.PictureField().clean(png(900, 900)), range(24)))
    assert len(most) == 24
    assert max(most) == 1


def test_an_upload_that_is_refused_releases_the_lock(db):
    ImageFactory()
    for _ in range(3):
        with pytest.raises(fields.ValidationError, match="25 million"):
            fields.PictureField().clean(png(5001, 5000))
    assert ImageFactory().renditions.exists()


@pytest.fixture
def waited(monkeypatch):
    """How many seconds each one who wanted the lock was ready to wait."""
    seconds = []
    file_lock = decoder_lock.file_lock

    def record(folder, max_wait):
        seconds.append(max_wait)
        return file_lock(folder, min(max_wait, 0.1))

    monkeypatch.setattr(decoder_lock, "file_lock", record)
    return seconds


def test_a_page_of_many_pictures_waits_for_the_decoder_a_second_at_most(visitor, waited):
    index = ProgramFactory(lead_image=ImageFactory()).get_parent()
    for _ in range(5):
        ProgramFactory(lead_image=ImageFactory(), parent=index)
    SiteRendition.objects.all().delete()
    waited.clear()
    with decoder_lock.decoder_lock():
        waited.clear()
        page = parse(visitor.get(index.url))
    assert sum(waited) == 1
    assert len(waited) == 6
    assert page.find_all("img") == [], "a broken picture"
    assert "Two stars" not in page.text


def test_a_picture_is_shown_with_the_renditions_that_exist_while_others_cannot_be_made(visitor):
    kept = [spec for spec in renditions.RENDITION_SETS["wide"] if "avif" in spec]
    program = ProgramFactory(lead_image=ImageFactory())
    program.lead_image.renditions.exclude(filter_spec__in=kept).delete()
    with decoder_lock.decoder_lock():
        page = parse(visitor.get(program.url))
    assert page.main.img["src"].endswith(".avif")
    assert "not-found" not in str(page)


def test_somebody_who_waited_in_vain_waits_again_a_little_later(db, other_process, waited):
    for _ in range(2):
        with pytest.raises(LockBusyError), decoder_lock.visitors_decoder_lock():
            pytest.fail("two decode")
    decoder_lock.patience.exhausted_until -= 60
    with pytest.raises(LockBusyError), decoder_lock.visitors_decoder_lock():
        pytest.fail("two decode")
    assert waited == [1, 0, 1]


def test_an_editor_finds_the_small_pictures_of_the_library_made_already(editor, waited):
    ImageFactory()
    waited.clear()
    page = editor.get(reverse("wagtailimages:index"))
    assert waited == []
    assert "max-165x165" in page.text
