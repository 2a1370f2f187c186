"""Normalizing uploaded pictures before the library keeps them. No Django here."""

import io
from typing import IO

from PIL import Image, ImageCms, ImageOps

MAX_SIDE = 3000  # pixels of the longer side: three times the widest size that a page shows
QUALITY = 92  # of a JPEG that renditions are made from

MAX_PIXELS = 50_000_000  # a little more than 8000 by 6000; decoded, they take 150 MB of memory

PLAIN_MODES = {"1", "L", "P", "RGB", "RGBA"}
# The keys of Pillow's `info` that a normalized file may have. Any other may tell where and by whom it was taken.
SAFE_INFO = {
    *("jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive", "progression", "adobe"),
    *("adobe_transform", "gamma", "srgb", "interlace", "aspect", "transparency", "background", "version", "duration"),
    *("loop", "extension", "timestamp", "chroma"),
}


def find_upload_error(file: IO[bytes]) -> str:
    """Why an open file cannot be used, as a sentence for the editor; empty where it can. Moves the file's position."""
    file.seek(0)
    try:
        image = Image.open(file)
        if image.width * image.height > MAX_PIXELS:
            raise Image.DecompressionBombError  # Pillow raises it by itself at about three times as many
        load_reduced(image)
    except Image.DecompressionBombError:
        return (
            f"The picture has more than {MAX_PIXELS // 1_000_000} million pixels. Make it smaller and upload it again."
        )
    except OSError:
        return "The file cannot be read to its end. Export or copy the picture again."
    return ""


def normalize(file: IO[bytes]) -> tuple[bytes, str] | None:
    """Make an upright still picture of 8-bit sRGB, of MAX_SIDE at most, without the camera's metadata.

    Returns its bytes and the suffix of its file name, “.jpg”, or “.png” where JPEG would lose something; None where the
    file is normalized already. Takes an open file and moves its position. Raises OSError when it cannot be read.
    """
    file.seek(0)
    image: Image.Image = Image.open(file)
    if is_normalized(image):
        return None
    needs_lossless = image.format in {"PNG", "GIF"} or image.has_transparency_data
    load_reduced(image)
    image = convert_to_srgb(ImageOps.exif_transpose(image))
    image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    image.info.clear()
    output = io.BytesIO()
    if needs_lossless:
        image.save(output, "PNG")
        return output.getvalue(), ".png"
    image.save(output, "JPEG", quality=QUALITY)
    return output.getvalue(), ".jpg"


def load_reduced(image: Image.Image) -> None:
    """Decode the picture; a large JPEG at a half, a quarter or an eighth where that is enough, to spare memory."""
    scale = max(1, max(image.size) // MAX_SIDE)
    image.draft(None, (image.width // scale, image.height // scale))
    image.load()


def is_normalized(image: Image.Image) -> bool:
    return (
        image.mode in PLAIN_MODES
        and max(image.size) <= MAX_SIDE
        and getattr(image, "n_frames", 1) == 1
        and set(image.info) <= SAFE_INFO
    )


def convert_to_srgb(image: Image.Image) -> Image.Image:
    """The picture with 8 bits a channel in sRGB, which browsers assume where a file has no colour profile."""
    if image.mode.startswith(("I", "F")):  # 16 bits of grey, as scanners write
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    profile = image.info.get("icc_profile")
    plain = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode in {"P", "PA", "LA", "La", "RGBa", "1"}:
        image = image.convert(plain)
    if profile:
        try:
            srgb = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, io.BytesIO(profile), srgb, outputMode=plain)
        except ImageCms.PyCMSError:  # a profile that is broken, or of another colour mode
            pass
        else:
            return converted or image  # it is None only when converting in place
    return image.convert(plain)
