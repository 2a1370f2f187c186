"""Whatever is wrong with a picture, the editor reads it at the field; nothing is stored, and nothing breaks."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images.forms import get_image_form

from pages.images import uploads
from pages.models import SiteImage
from quality.mutations import mutations
from tests.factories import png

from .carriers import carriers

SOUND = dict(carriers())
PER_FILE = 40
FIELDS = {"title": "Stars", "description": "Three stars", "collection": "1", "tags": ""}


def form_for(name, content):
    form_class = get_image_form(SiteImage)
    return form_class(FIELDS, {"file": SimpleUploadedFile(name, content)}, instance=SiteImage())


def unusable_errors(form):
    """The errors of the picture, if it was refused; otherwise the picture must be sound."""
    if form.is_valid():
        Image.open(form.cleaned_data["file"]).load()
        return []
    assert form.errors.keys() == {"file"}
    return form.errors["file"]


@pytest.mark.parametrize("name", SOUND)
def test_a_damaged_file_is_refused_at_the_field_in_plain_words_or_is_sound_once_normalized(db, name):
    refused = 0
    for content in mutations(SOUND[name], seed=len(name), count=PER_FILE):
        for message in unusable_errors(form_for(name, content)):
            refused += 1
            assert message.startswith("The picture cannot be read, because it ") or "empty" in message
    assert refused


@pytest.mark.parametrize(
    "error",
    [
        *(ValueError, SyntaxError, OverflowError, EOFError, ZeroDivisionError, IndexError, KeyError, TypeError),
        *(RuntimeError, RecursionError, MemoryError, AttributeError, AssertionError, NotImplementedError, OSError),
        *(Image.DecompressionBombError, UnicodeDecodeError("utf-8", b"", 0, 1, "invalid")),
    ],
)
@pytest.mark.parametrize("place", ["open", "load", "save"])
def test_whatever_a_decoder_raises_is_said_at_the_field(db, monkeypatch, error, place):
    def fail(*args, **kwargs):
        raise error

    target = {"open": (Image, "open"), "load": (uploads, "upright_srgb"), "save": (uploads, "encode")}[place]
    monkeypatch.setattr(*target, fail)
    (message,) = form_for("picture.png", png().read()).errors["file"]
    assert message.startswith("The picture cannot be read, because ")


def gif_whose_frame_is_larger_than_its_screen():
    file = io.BytesIO()
    Image.new("L", (10, 10)).save(file, "GIF")
    content = bytearray(file.getvalue())
    frame = content.index(b",", 13)
    content[frame + 5 : frame + 9] = b"\xff\xff\xff\xff"
    return bytes(content)


def test_a_gif_whose_frame_is_larger_than_its_screen_is_refused(db):
    (message,) = form_for("a.gif", gif_whose_frame_is_larger_than_its_screen()).errors["file"]
    assert "25 million pixels" in message
