"""A picture as the library keeps it, made from whatever a camera or a scanner wrote. No Django here."""

import io

from PIL import Image, ImageCms, ImageOps

MAX_SIDE = 3000  # pixels of the longer side: three times the widest size that a page shows
QUALITY = 92  # of a JPEG from which the sizes are cut later

MAX_PIXELS = 50_000_000  # 8000 by 6000 and a little; read, they take 150 MB of memory

PLAIN_MODES = {"1", "L", "P", "RGB", "RGBA"}
# What a file may say about itself and stay as it is. Anything else may tell where it was taken, and by whom.
SAFE_INFO = {
    *("jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "progressive", "progression", "adobe"),
    *("adobe_transform", "gamma", "srgb", "interlace", "aspect", "transparency", "background", "version", "duration"),
    *("loop", "extension", "timestamp", "chroma"),
}


def upload_error(file) -> str:
    """Why an open file cannot be used, as a sentence to the editor; empty where it can. The file is left anywhere."""
    file.seek(0)
    try:
        image = Image.open(file)
        if image.width * image.height > MAX_PIXELS:
            raise Image.DecompressionBombError  # which Pillow raises by itself at thrice as many
        load_reduced(image)
    except Image.DecompressionBombError:
        return (
            f"The picture has more than {MAX_PIXELS // 1_000_000} million pixels. Make it smaller and upload it again."
        )
    except OSError:
        return "The file cannot be read to its end. Export or copy the picture again."
    return ""


def normalize(file) -> tuple[bytes, str] | None:
    """A still, upright picture of 8-bit sRGB, MAX_SIDE at most, and without what the camera noted; None if it is one.

    Takes an open file, which is left anywhere. Returns the bytes and the ending of a file's name: “.jpg”, or “.png”
    where JPEG would lose something. Raises OSError when the file cannot be read.
    """
    file.seek(0)
    image = Image.open(file)
    if is_normalized(image):
        return None
    keeps_every_pixel = image.format in {"PNG", "GIF"} or image.has_transparency_data
    load_reduced(image)
    image = in_srgb(ImageOps.exif_transpose(image))
    image.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    image.info.clear()
    output = io.BytesIO()
    if keeps_every_pixel:
        image.save(output, "PNG")
        return output.getvalue(), ".png"
    image.save(output, "JPEG", quality=QUALITY)
    return output.getvalue(), ".jpg"


def load_reduced(image: Image.Image) -> None:
    """Read the picture; a large JPEG at a half or a quarter, where that is enough, which spares time and memory."""
    enough = max(1, max(image.size) // MAX_SIDE)
    image.draft(None, (image.width // enough, image.height // enough))
    image.load()


def is_normalized(image: Image.Image) -> bool:
    return (
        image.mode in PLAIN_MODES
        and max(image.size) <= MAX_SIDE
        and getattr(image, "n_frames", 1) == 1
        and set(image.info) <= SAFE_INFO
    )


def in_srgb(image: Image.Image) -> Image.Image:
    """8 bits a channel, in the colours that a screen shows when it is told nothing."""
    if image.mode.startswith(("I", "F")):  # 16 bits of grey, as scanners write
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    profile = image.info.get("icc_profile")
    plain = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode in {"P", "PA", "LA", "La", "RGBa", "1"}:
        image = image.convert(plain)
    if profile:
        try:
            ours = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, io.BytesIO(profile), ours, outputMode=plain)
        except ImageCms.PyCMSError:  # a profile that is broken, or of another kind of picture
            pass
    return image.convert(plain)
