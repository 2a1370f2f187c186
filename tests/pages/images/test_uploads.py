"""Uploads of cameras, scanners and drawing programs, and how they are normalized."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import ExifTags, Image, ImageCms

from pages.images import uploads
from pages.images.renditions import EMAIL_SPEC
from pages.models import SiteImage
from tests.factories import ImageFactory

RED, BLUE = (200, 30, 30), (30, 30, 200)
TOLERANCE = 24  # how much JPEG may change each channel of a colour
ROTATED_90 = 6  # the EXIF orientation of a camera held upright
AJAX = {"x-requested-with": "XMLHttpRequest"}


def two_halves(size=(400, 200), mode="RGB"):
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (size[0] // 2, 0, *size))
    return picture.convert(mode)


def upload_of(picture, name="picture.jpg", picture_format="JPEG", **options):
    file = io.BytesIO()
    picture.save(file, picture_format, **options)
    return SimpleUploadedFile(name, file.getvalue(), f"image/{picture_format.lower()}")


def phone_picture():
    """Taken upright in Kyiv: the pixels are rotated, and the metadata has the place."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = ROTATED_90
    exif[ExifTags.Base.Make] = "A phone"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (50.0, 27.0, 0.0), 3: "E", 4: (30.0, 31.0, 0.0)})
    xmp = b"<x:xmpmeta>taken in Kyiv</x:xmpmeta>"
    return upload_of(two_halves(), exif=exif, xmp=xmp, comment=b"at the station")


def opened(field_file):
    with field_file.open() as file:
        picture = Image.open(io.BytesIO(file.read()))
    picture.load()
    return picture


def colour(picture, x, y):
    """The colour at a point; x and y from 0 to 1."""
    return picture.convert("RGB").getpixel((int(x * (picture.width - 1)), int(y * (picture.height - 1))))


def is_close(one, other):
    return all(abs(a - b) <= TOLERANCE for a, b in zip(one, other, strict=True))


def assert_has_no_metadata(field_file):
    with field_file.open() as file:
        content = file.read()
    picture = Image.open(io.BytesIO(content))
    assert not dict(picture.getexif()), field_file.name
    assert b"Kyiv" not in content
    assert b"at the station" not in content


def test_no_rendition_tells_a_visitor_where_a_picture_was_taken(db):
    image = ImageFactory(file=phone_picture())
    for rendition in image.renditions.all():
        assert_has_no_metadata(rendition.file)
    assert_has_no_metadata(image.get_rendition("max-165x165").file)  # as the admin shows it
    assert_has_no_metadata(image.file)


def test_a_picture_from_a_phone_is_upright_in_every_rendition(db):
    image = ImageFactory(file=phone_picture())
    assert (image.width, image.height) == (200, 400)
    for rendition in image.renditions.filter(filter_spec__startswith="width-"):
        picture = opened(rendition.file)
        assert picture.height == 2 * picture.width
        assert is_close(colour(picture, 0.5, 0.1), RED), rendition.filter_spec
        assert is_close(colour(picture, 0.5, 0.9), BLUE), rendition.filter_spec


def test_a_picture_of_a_multiple_upload_is_normalized_too(editor):
    response = editor.post(
        reverse("wagtailimages:add_multiple"), {"title": "A street", "files[]": phone_picture()}, headers=AJAX
    )
    upload = response.json()["uploaded_file_id"]
    fields = {"title": "A street", "description": "A street", "credit": "", "tags": "", "collection": "1"}
    editor.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload]),
        {f"uploaded-image-{upload}-{name}": value for name, value in fields.items()},
        headers=AJAX,
    )
    image = SiteImage.objects.get()
    assert (image.width, image.height) == (200, 400)
    assert image.file_size == image.file.size
    assert_has_no_metadata(image.file)


def test_an_editor_is_told_that_a_picture_is_in_the_library_already(editor):
    form = {"title": "A", "description": "A", "tags": "", "collection": "1"}
    editor.post(reverse("wagtailimages:add"), form | {"file": phone_picture()})
    upload = reverse("wagtailimages_chooser:create")
    fields = {f"image-chooser-upload-{name}": value for name, value in form.items()}
    response = editor.post(upload, fields | {"image-chooser-upload-file": phone_picture()}, headers=AJAX)
    assert response.json()["step"] == "duplicate_found"


def animated_gif():
    return upload_of(
        two_halves().quantize(4), "a.gif", "GIF", save_all=True, append_images=[two_halves((400, 200)).rotate(180)]
    )


def sixteen_bits():
    row = [60_000] * 200 + [6_000] * 200
    rows = b"".join(value.to_bytes(2, "little") for value in row) * 200
    return upload_of(Image.frombytes("I;16", (400, 200), rows), "scan.png", "PNG")


def for_print():
    return upload_of(two_halves(mode="CMYK"), "print.jpg", quality=95)


def with_a_profile():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return upload_of(two_halves(), "profile.jpg", quality=95, icc_profile=profile)


def with_a_broken_profile():
    return upload_of(two_halves(), "broken.jpg", quality=95, icc_profile=b"no profile at all")


@pytest.mark.parametrize("upload", [animated_gif, for_print, with_a_profile, with_a_broken_profile])
def test_an_unusual_picture_keeps_its_colours(db, upload):
    image = ImageFactory(file=upload())
    for rendition in image.renditions.filter(filter_spec__startswith="width-"):
        picture = opened(rendition.file)
        assert picture.mode in {"RGB", "RGBA"}
        assert "icc_profile" not in picture.info
        assert getattr(picture, "n_frames", 1) == 1
        assert is_close(colour(picture, 0.1, 0.5), RED), rendition.filter_spec
        assert is_close(colour(picture, 0.9, 0.5), BLUE), rendition.filter_spec


def test_a_scan_with_16_bits_per_channel_keeps_its_greys(db):
    picture = opened(ImageFactory(file=sixteen_bits()).get_rendition(EMAIL_SPEC).file)
    assert is_close(colour(picture, 0.1, 0.5), (234, 234, 234))
    assert is_close(colour(picture, 0.9, 0.5), (23, 23, 23))


def test_transparency_is_kept_in_avif_and_is_white_in_jpeg(db):
    drawing = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    image = ImageFactory(file=upload_of(drawing, "drawing.png", "PNG", dpi=(72, 72), pnginfo=None))
    assert (
        opened(image.renditions.get(filter_spec="width-480|format-avif").file).convert("RGBA").getpixel((5, 5))[3] == 0
    )
    assert colour(opened(image.renditions.get(filter_spec="width-960|format-jpeg").file), 0.5, 0.5) == (255, 255, 255)


def test_a_very_large_picture_is_kept_smaller(db):
    image = ImageFactory(file=upload_of(two_halves((6000, 4000)), "huge.jpg"))
    assert image.width == uploads.MAX_SIDE
    assert image.renditions.get(filter_spec="width-960|format-avif").width == 960


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        (lambda: upload_of(Image.new("1", (5001, 5000)), "huge.png", "PNG"), "it has more than 25 million pixels"),
        (lambda: SimpleUploadedFile("big.jpg", upload_of(two_halves()).read() + bytes(16 * 2**20)), "too big"),
        (lambda: SimpleUploadedFile("half.jpg", upload_of(two_halves()).read()[:700]), "it is damaged or incomplete"),
        (lambda: SimpleUploadedFile("text.jpg", b"no picture"), "not an AVIF, GIF, JPEG, PNG or WebP file"),
        (lambda: upload_of(two_halves(), "scan.jpg", "TIFF"), "not an AVIF, GIF, JPEG, PNG or WebP file"),
        (lambda: SimpleUploadedFile("page.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "Export it again"),
    ],
)
def test_an_editor_is_told_why_a_file_is_refused(editor, upload, message):
    form = {"title": "Refused", "description": "Two halves", "tags": "", "collection": "1"}
    response = editor.post(reverse("wagtailimages:add"), form | {"file": upload()})
    assert message in response.content.decode()
    assert "Two halves" in response.content.decode()
    assert not SiteImage.objects.exists()


def test_a_picture_is_known_by_its_content_whatever_its_name_says(editor):
    form = {"title": "From the web", "description": "Two halves", "tags": "", "collection": "1"}
    editor.post(reverse("wagtailimages:add"), form | {"file": upload_of(two_halves(), "saved.jpg", "WEBP")})
    assert opened(SiteImage.objects.get().file).format == "JPEG"
