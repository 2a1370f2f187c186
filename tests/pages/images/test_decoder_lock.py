"""One picture is decoded at a time, by all processes; whoever waits too long reads why."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.urls import reverse

from pages.images import decoder_lock, fields, uploads
from pages.models import SiteImage
from tests.factories import ImageFactory, png

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
