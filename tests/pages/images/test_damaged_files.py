"""Whatever is wrong with a picture, the editor reads it at the field; nothing is stored, and nothing breaks."""

import io
import struct

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images.forms import get_image_form

from pages.images import isolated, uploads
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
    count = 8 if name.endswith("avif") else PER_FILE  # an AVIF is read in a process of its own
    for content in mutations(SOUND[name], seed=len(name), count=count):
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


def avif(width, height, claims=None):
    """An AVIF; claims: the size that its header has in the place of the true one."""
    file = io.BytesIO()
    Image.new("RGB", (width, height)).save(file, "AVIF", speed=10, subsampling="4:4:4")
    content = file.getvalue()
    return content.replace(struct.pack(">II", width, height), struct.pack(">II", *(claims or (width, height))))


def test_an_avif_of_a_thousand_bytes_and_49_megapixels_is_refused_before_it_is_decoded(db):
    bomb = avif(100, 100, claims=(7000, 7000))
    (message,) = form_for("bomb.avif", bomb).errors["file"]
    assert "25 million pixels" in message


def test_an_avif_takes_its_memory_in_a_process_that_has_a_limit(db, monkeypatch):
    """Its header need not tell how many pixels there are: here one process may use less than the picture takes."""
    monkeypatch.setattr(isolated, "normalize", lambda *args: pytest.fail("decoded in the server's own process"))
    monkeypatch.setattr(isolated, "MEMORY", 90 * 2**20)
    assert form_for("sound.avif", avif(300, 200)).is_valid()
    (message,) = form_for("lie.avif", avif(5000, 4000, claims=(300, 200))).errors["file"]
    assert message.startswith("The picture cannot be read, because ")
