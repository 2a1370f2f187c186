"""The site's icons, drawn from its type: an N above an ochre rule, as in static/img/icon.svg. No Django here.

`python -m pages.icons` draws the files in static/img anew.
"""

import io
from pathlib import Path

from PIL import Image, ImageDraw

from .social_image_drawing import GROUND, OCHRE, PAPER
from .text_layout import font

FOLDER = Path(__file__).parents[2] / "static" / "img"
ICONS = {  # file → pixels, and how much of the square the drawing takes
    "apple-touch-icon.png": (180, 1),
    "icon-192.png": (192, 1),
    "icon-512.png": (512, 1),
    "icon-maskable-512.png": (512, 0.76),  # a phone may cut it to a circle of 0.8
}
FINER = 4  # drawn larger and made smaller, which makes smooth edges


def draw(side: int, part: float = 1) -> bytes:
    """A square PNG of `side` pixels, the drawing in the middle of it."""
    full = side * FINER
    picture = Image.new("RGB", (full, full), GROUND)
    pen, unit = ImageDraw.Draw(picture), full * part / 64  # the drawing is 64 units wide, as the SVG is
    left = top = (full - 64 * unit) / 2
    size = round(51 * unit)
    pen.text((left + 32 * unit, top + 46 * unit), "N", font=font("literata-latin", size), fill=PAPER, anchor="ms")
    pen.rectangle((left + 12 * unit, top + 52 * unit, left + 52 * unit, top + 55 * unit - 1), fill=OCHRE)
    file = io.BytesIO()
    picture.resize((side, side), Image.Resampling.LANCZOS).quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    for name, (side, part) in ICONS.items():
        (FOLDER / name).write_bytes(draw(side, part))
