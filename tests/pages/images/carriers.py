"""Pictures that tell where they were taken, in every place where their formats keep such words."""

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import ExifTags, Image, ImageCms, PngImagePlugin

MARKER = b"taken-at-50.4501N-30.5234E"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + MARKER + b"</x:xmpmeta>"


def picture():
    return Image.linear_gradient("L").resize((60, 40)).convert("RGB")


def exif_with_place() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = MARKER.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (50.0, 27.0, 0.36), 3: "E", 4: (30.0, 31.0, 24.2)})
    return exif.tobytes()


def profile_with_words() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    return bytes(profile) + MARKER  # software leaves a description; whatever is there must not come along


def saved(picture_format, **options) -> bytes:
    file = io.BytesIO()
    picture().save(file, picture_format, **options)
    return file.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def after_pixels(*chunks: bytes) -> bytes:
    """A PNG whose further chunks stand between the pixels and the end."""
    png = saved("PNG")
    end = png.index(b"IEND") - 4
    return png[:end] + b"".join(chunks) + png[end:]


def segment(marker: int, data: bytes) -> bytes:
    """A JPEG with one more segment behind its first marker."""
    jpeg = saved("JPEG", quality=90)
    return jpeg[:2] + bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data + jpeg[2:]


def iptc() -> bytes:
    record = b"\x1c\x02\x78" + struct.pack(">H", len(MARKER)) + MARKER
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(record)) + record
    return b"Photoshop 3.0\x00" + resource + b"\x00" * (len(record) % 2)


def with_thumbnail() -> bytes:
    """The thumbnail in the EXIF of a JPEG is a JPEG of its own, with metadata of its own."""
    exif = exif_with_place()
    return segment(0xE1, exif + segment(0xFE, MARKER))


def with_second_picture() -> bytes:
    file = io.BytesIO()
    picture().save(file, "MPO", save_all=True, append_images=[picture()], exif=exif_with_place())
    return file.getvalue()


def text_chunks() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Location", MARKER.decode())
    info.add_text("Compressed", MARKER.decode(), zip=True)
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return info


def carriers() -> Iterator[tuple[str, bytes]]:
    """Yields (file name, bytes)."""
    place, profile = exif_with_place(), profile_with_words()
    yield "all.jpg", saved("JPEG", exif=place, xmp=XMP, comment=MARKER, icc_profile=profile)
    yield "iptc.jpg", segment(0xED, iptc())
    yield "unknown-segment.jpg", segment(0xEB, MARKER)
    yield "thumbnail.jpg", with_thumbnail()
    yield "two-pictures.jpg", with_second_picture()
    yield "trailing.jpg", saved("JPEG") + MARKER
    yield "before-the-pixels.png", saved("PNG", exif=place, pnginfo=text_chunks(), icc_profile=profile)
    yield "exif-behind-the-pixels.png", after_pixels(chunk(b"eXIf", place.removeprefix(b"Exif\0\0")))
    yield "text-behind-the-pixels.png", after_pixels(chunk(b"tEXt", b"Location\0" + MARKER), chunk(b"prVt", MARKER))
    yield "itxt-behind-the-pixels.png", after_pixels(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP))
    yield "trailing.png", saved("PNG") + MARKER
    yield "comment.gif", saved("GIF", comment=MARKER, xmp=XMP)
    yield "trailing.gif", saved("GIF") + MARKER
    yield "all.webp", saved("WEBP", exif=place, xmp=XMP, icc_profile=profile)
    yield "trailing.webp", saved("WEBP") + MARKER
    yield "all.avif", saved("AVIF", exif=place, xmp=XMP, icc_profile=profile)
    yield "trailing.avif", saved("AVIF") + chunk(b"free", MARKER)
