"""Pictures of every allowed format, and PDFs, that uploads begin with. Pure."""

import io
from random import Random

from PIL import Image
from pypdf import PdfWriter


def pictures(random: Random) -> dict[str, bytes]:
    """File name → bytes: a small picture in every format that the library takes, still and moving, plain and odd."""
    base = Image.effect_noise((48, 36), 80).convert("RGB")
    base.putpixel((0, 0), (random.randrange(256), random.randrange(256), random.randrange(256)))
    frames = [base, base.rotate(90), base.rotate(180)]
    return {
        "rgb.png": save(base, "PNG"),
        "palette.png": save(base.convert("P"), "PNG", transparency=0),
        "grey16.png": save(Image.new("I;16", base.size, random.randrange(65536)), "PNG"),
        "alpha.png": save(base.convert("RGBA"), "PNG"),
        "photo.jpg": save(base, "JPEG", exif=exif()),
        "progressive.jpg": save(base, "JPEG", progressive=True),
        "cmyk.jpg": save(base.convert("CMYK"), "JPEG"),
        "moving.gif": save(base, "GIF", save_all=True, append_images=frames, duration=40),
        "still.webp": save(base, "WEBP", exif=exif()),
        "moving.webp": save(base, "WEBP", save_all=True, append_images=frames),
        "still.avif": save(base, "AVIF", speed=10),
    }


def exif() -> bytes:
    found = Image.Exif()
    found[0x0110] = "A camera"
    found[0x0112] = 6  # turned
    return found.tobytes()


def save(image: Image.Image, kind: str, **options) -> bytes:
    output = io.BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def documents() -> dict[str, bytes]:
    """File name → bytes: PDFs with pages, with a password, and with streams that are compressed."""
    files = {}
    for name, password in (("plain.pdf", ""), ("protected.pdf", "password")):
        writer = PdfWriter()
        for _ in range(3):
            writer.add_blank_page(595, 842)
        writer.add_metadata({"/Title": "A report"})
        if password:
            writer.encrypt(password, algorithm="RC4-128")  # the one that pypdf knows without another package
        output = io.BytesIO()
        writer.write(output)
        files[name] = output.getvalue()
    return files
