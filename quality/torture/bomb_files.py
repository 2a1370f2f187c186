"""Small files that become large: pictures and PDFs. Pure; each is a few hundred kilobytes at most."""

import io
import struct
import zlib

from PIL import Image

SIDE = 7000  # pixels: 49 million, as the AVIF of 993 bytes had
ALLOWED = 5000  # 25 million, which the library takes


def pictures() -> dict[str, bytes]:
    """File name → bytes."""
    large = Image.new("L", (SIDE, SIDE), 120)
    small = Image.new("RGB", (1200, 1200), "#335")
    frames = [Image.new("RGB", (1200, 1200), (number % 256, 9, 9)) for number in range(60)]
    return {
        "large.avif": save(large, "AVIF", speed=10),
        "allowed.avif": save(Image.new("RGB", (ALLOWED, ALLOWED)), "AVIF", speed=10),
        "allowed.png": save(Image.new("RGBA", (ALLOWED, ALLOWED)), "PNG"),
        "large.png": save(Image.new("1", (SIDE, SIDE)), "PNG"),
        "enormous.png": png(60_000, 60_000),
        "flat.png": png(2_000_000, 12),
        "large.jpg": save(large, "JPEG", quality=10),
        "large.gif": save(Image.new("P", (SIDE, SIDE)), "GIF"),
        "frames.gif": save(small, "GIF", save_all=True, append_images=frames),
        "frames.webp": save(small, "WEBP", save_all=True, append_images=frames, quality=1),
        "wide.webp": save(Image.new("RGB", (16_000, 2_000)), "WEBP", quality=1),
        "profile.png": with_chunk(save(small, "PNG"), b"iCCP", b"x\0\0" + zlib.compress(b"\0" * 80_000_000, 9)),
        "text.png": with_chunk(save(small, "PNG"), b"zTXt", b"x\0\0" + zlib.compress(b"\0" * 80_000_000, 9)),
    }


def save(image: Image.Image, kind: str, **options) -> bytes:
    output = io.BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int) -> bytes:
    """A PNG of one bit a pixel that says to be so large, with as much of it as a few kilobytes hold."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    rows = zlib.compress(b"\0" * min(height * (width // 8 + 1), 60_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def with_chunk(content: bytes, kind: bytes, more: bytes) -> bytes:
    """The PNG with a chunk after its header."""
    return content[:33] + chunk(kind, more) + content[33:]


def documents() -> dict[str, bytes]:
    """File name → bytes: page trees that loop, nest and repeat, and a stream that becomes 200 megabytes."""
    nested = b"".join(b"%d 0 obj <</Type/Pages/Kids[%d 0 R]/Count 1>> endobj\n" % (n, n + 1) for n in range(2, 3000))
    wide = (
        b"2 0 obj <</Type/Pages/Kids[" + b"3 0 R " * 60_000 + b"]/Count 60000>> endobj\n3 0 obj <</Type/Page>> endobj\n"
    )
    doubled = b"".join(
        b"%d 0 obj <</Type/Pages/Kids[%d 0 R %d 0 R]/Count 9>> endobj\n" % (n, n + 1, n + 1) for n in range(2, 40)
    )
    stream = zlib.compress(b"0 " * 100_000_000, 9)
    packed = b"2 0 obj <</Type/ObjStm/N 90000000/First 8/Filter/FlateDecode/Length %d>> stream\n" % len(stream)
    bodies = {
        "loop": b"2 0 obj <</Type/Pages/Kids[2 0 R]/Count 1>> endobj\n",
        "nested": nested,
        "wide": wide,
        "doubled": doubled + b"40 0 obj <</Type/Page>> endobj\n",
        "packed": packed + stream + b"\nendstream endobj\n",
        "arrays": b"2 0 obj " + b"[" * 60_000 + b" endobj\n",
    }
    return {f"{name}.pdf": pdf(body) for name, body in bodies.items()}


def pdf(body: bytes) -> bytes:
    return b"%PDF-1.5\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n" + body + b"trailer <</Root 1 0 R>>\n%%EOF\n"
