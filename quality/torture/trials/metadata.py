"""A place and a name planted in every metadata slot of every format: none may reach a public file."""

import io
import struct
import zlib
from collections import Counter

from PIL import Image

from ..queue import wait_until_empty
from ..trial import Run
from ..upload_doors import DOORS

MARKER = "Planted-7391-Place"
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a xmlns="x">{MARKER}</a></x:xmpmeta>'.encode()
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF", "gif": "GIF"}


def run(run: Run) -> None:
    client, doors, statuses = run.site.client("contributor"), [d for d in DOORS if d.takes == "picture"], Counter()
    plants = plant()
    run.equals("plants without their marker", sum(MARKER.encode() not in p for p in plants.values()), 0)
    for name, content in plants.items():
        for door in run.random.sample(doors, run.amount):
            statuses[door.is_accepted(door.send(client, name, content))] += 1
    describe_uploads(client)
    wait_until_empty()
    run.equals("accepted uploads", statuses[True], len(plants) * run.amount)
    files = {path: path.read_bytes() for path in run.site.media.rglob("*") if path.is_file()}
    public = {path: content for path, content in files.items() if is_public(path.relative_to(run.site.media))}
    run.at_least("public files read", len(public), len(plants))
    run.none("public files with the marker", find_marked(public, run.site.media))
    run.none("public files with metadata", find_metadata(public, run.site.media))
    run.show("other files with the marker", len(find_marked(files, run.site.media)))


def is_public(path) -> bool:
    return path.parts[0] in {"images", "avatar_images"}


def describe_uploads(client) -> None:
    """Complete what waits for its description after a multiple upload, as a contributor does."""
    from wagtail.models import UploadedFile

    for pk in UploadedFile.objects.values_list("pk", flat=True):
        prefix = f"uploaded-image-{pk}"
        fields = {"title": "A picture", "description": "Two stars", "credit": "", "tags": ""}
        client.post(f"/admin/images/multiple/create_from_uploaded_image/{pk}/",
                    {f"{prefix}-{name}": value for name, value in fields.items()},
                    headers={"Accept": "application/json", "X-Requested-With": "XMLHttpRequest"})  # fmt: skip


def find_marked(files, media) -> list[str]:
    return [str(path.relative_to(media)) for path, content in files.items() if MARKER.encode() in content]


def find_metadata(files, media) -> list[str]:
    """Files with an EXIF position, XMP or a comment, whatever they say."""
    found = []
    for path, content in files.items():
        image = Image.open(io.BytesIO(content))
        image.load()
        kept = {"xmp", "XML:com.adobe.xmp", "comment", "Comment", "exif", "Raw profile type exif"} & set(image.info)
        if kept or image.getexif().get_ifd(0x8825):
            found.append(f"{path.relative_to(media)}: {sorted(kept) or 'GPS'}")
    return found


def plant() -> dict[str, bytes]:
    """File name → bytes with the marker in EXIF, XMP, comments and text, before and after the pixels."""
    base = Image.effect_noise((700, 500), 40).convert("RGB")
    files = {}
    for suffix, kind in FORMATS.items():
        options = {"comment": MARKER.encode()} if kind in {"GIF", "JPEG"} else {}
        if kind in {"JPEG", "PNG", "WEBP", "AVIF"}:
            options["exif"] = exif()
        if kind in {"JPEG", "WEBP", "AVIF"}:
            options["xmp"] = XMP
        files[f"planted.{suffix}"] = save(base, kind, **options)
    plain = save(base, "PNG")
    for name, chunk in (("exif", (b"eXIf", exif())), ("text", (b"tEXt", b"Comment\0" + MARKER.encode()))):
        files[f"late-{name}.png"] = insert_before_end(plain, *chunk)
    files["trailing.jpg"] = save(base, "JPEG") + MARKER.encode()
    return files


def exif() -> bytes:
    found = Image.Exif()
    found[0x010E] = MARKER
    found[0x8825] = {1: "N", 2: (50.0, 27.0, 0.0), 3: "E", 4: (30.0, 31.0, 0.0), 0x1D: MARKER}
    return found.tobytes().removeprefix(b"Exif\0\0")


def save(image, kind, **options) -> bytes:
    if kind == "JPEG" and "exif" in options:
        options["exif"] = b"Exif\0\0" + options["exif"]
    output = io.BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def insert_before_end(png: bytes, kind: bytes, content: bytes) -> bytes:
    """The PNG with a chunk after the pixels, where readers find it only once they have loaded them."""
    chunk = struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    return png[:-12] + chunk + png[-12:]
