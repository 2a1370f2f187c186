"""The site's icons, drawn from its type: an N above an ochre rule, as in static/img/icon.svg. No Django here.

`python -m pages.sharing.icons` writes the files in static/img again.
"""

import io
from pathlib import Path

from PIL import Image, ImageDraw

from .social_image_drawing import BACKGROUND, OCHRE, PAPER
from .text_layout import load_font

IMAGE_FOLDER = Path(__file__).parents[2] / "static" / "img"
ICONS = {  # file → side in pixels, and the part of it that the drawing takes
    "apple-touch-icon.png": (180, 1),
    "icon-192.png": (192, 1),
    "icon-512.png": (512, 1),
    "icon-maskable-512.png": (512, 0.76),  # a phone may mask it to a circle of 0.8, the safe zone of maskable icons
}
SUPERSAMPLING = 4  # drawn this many times as large and scaled down, for smooth edges


def draw_icon(side: int, part: float = 1) -> bytes:
    """A square PNG of `side` pixels, the drawing in the middle of it."""
    full = side * SUPERSAMPLING
    picture = Image.new("RGB", (full, full), BACKGROUND)
    pen, unit = ImageDraw.Draw(picture), full * part / 64  # the drawing is 64 units wide, as the SVG is
    left = top = (full - 64 * unit) / 2
    size = round(51 * unit)
    pen.text((left + 32 * unit, top + 46 * unit), "N", font=load_font("literata-latin", size), fill=PAPER, anchor="ms")
    pen.rectangle((left + 12 * unit, top + 52 * unit, left + 52 * unit, top + 55 * unit - 1), fill=OCHRE)
    file = io.BytesIO()
    picture.resize((side, side), Image.Resampling.LANCZOS).quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    for name, (side, part) in ICONS.items():
        (IMAGE_FOLDER / name).write_bytes(draw_icon(side, part))
