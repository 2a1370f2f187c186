"""Normalizing uploaded pictures before the library keeps them. No Django here."""

import io
import warnings
from typing import IO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

MAX_SIDE = 3000  # pixels of the longer side: three times the widest size that a page shows
# Of a JPEG that renditions are made from. Encoding a photograph once more costs about a third of a second for twelve
# megapixels, and changes its colours by less than an eye sees; whatever else a file holds is left behind for it.
QUALITY = 92

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")  # Pillow knows forty more, which nobody here needs
MAX_PIXELS = 25_000_000  # a little more than 6000 by 4000; decoded, they take 100 MB of memory
Image.MAX_IMAGE_PIXELS = MAX_PIXELS // 2  # Pillow refuses twice as many, wherever a picture is opened, …
warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # … and would only warn of more than this many

SMOOTH_MODES = {"L", "RGB", "RGBA", "CMYK", "YCbCr"}  # those that can be made smaller without a conversion


class UnusableUploadError(ValueError):
    """Its text is a sentence that tells the editor why."""


def normalize(file: IO[bytes], max_side: int = MAX_SIDE) -> tuple[bytes, str]:
    """Make an upright still picture of 8-bit sRGB, of max_side pixels at most, with nothing in its file but the pixels.

    Returns its bytes and the suffix of its file name, “.jpg”, or “.png” where JPEG would lose something. Takes an open
    file and moves its position. Raises UnusableUploadError.
    """
    try:
        file.seek(0)
        image: Image.Image = Image.open(file, formats=FORMATS)
        needs_lossless = image.format in {"PNG", "GIF"} or image.has_transparency_data
        return encode(upright_srgb(image, max_side), needs_lossless)
    except Exception as error:  # decoders raise anything for a damaged file
        raise UnusableUploadError(f"The picture cannot be read, because {explain(error)}") from error


def explain(error: Exception) -> str:
    """The end of a sentence: why a picture cannot be read, and what the editor can do."""
    if isinstance(error, Image.DecompressionBombError):
        return f"it has more than {MAX_PIXELS // 1_000_000} million pixels. Make it smaller and upload it again."
    if isinstance(error, UnidentifiedImageError):
        return "it is damaged, or not an AVIF, GIF, JPEG, PNG or WebP file. Export it again as JPEG or PNG."
    if isinstance(error, MemoryError):
        return "the server has too little memory for it. Make it smaller and upload it again."
    return "it is damaged or incomplete. Export or copy it again."


def upright_srgb(image: Image.Image, max_side: int) -> Image.Image:
    """Decode the first frame. The picture is made smaller first, because every other step copies its pixels."""
    size = (max_side, max_side)
    scale = max(1, max(image.size) // max_side)
    image.draft(None, (image.width // scale, image.height // scale))  # a large JPEG is decoded at a half or less
    image.load()
    if image.mode in SMOOTH_MODES and "transparency" not in image.info:
        image.thumbnail(size, Image.Resampling.LANCZOS)
    image = convert_to_srgb(ImageOps.exif_transpose(image))
    image.thumbnail(size, Image.Resampling.LANCZOS)
    return image


def encode(image: Image.Image, needs_lossless: bool) -> tuple[bytes, str]:
    """`info` is cleared once the pixels are loaded: a PNG may have its metadata behind them, and saving writes it."""
    image.info.clear()
    output = io.BytesIO()
    if needs_lossless:
        image.save(output, "PNG")
        return output.getvalue(), ".png"
    image.save(output, "JPEG", quality=QUALITY)
    return output.getvalue(), ".jpg"


def has_metadata(file: IO[bytes]) -> bool:
    """Whether a picture of an open file has more in it than its pixels. Raises whatever its decoder raises."""
    image: Image.Image = Image.open(file, formats=FORMATS)
    image.load()  # a PNG may have it behind them
    known = {"exif", "xmp", "comment", "photoshop", "icc_profile"}
    return bool(image.info.keys() & known or getattr(image, "text", None))


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
