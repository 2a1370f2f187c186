"""Drawing a page's social image, which messengers show beside its link. Values in, a PNG out; no Django here."""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw

from ..palette import rgb
from .text_layout import break_lines, drawable, is_hebrew, length, write

SIZE = WIDTH, HEIGHT = 1200, 630
DESIGN = 1  # part of every image's URL: raise it when drawing or colours change, and each page gets a new image
WORDMARK, NAME = "NCSEJ", "National Coalition Supporting Eurasian Jewry"

GROUND, PAPER, OCHRE = rgb("cover"), rgb("on-cover"), rgb("accent-on-cover")
QUIET = rgb("ink-quiet", "dark")

MARGIN = 84
MEASURE = WIDTH - 2 * MARGIN
KICKER_BASE, KICKER_END = 110, 124
TOP, RULE, BASE = 160, 478, 560  # where the title's band begins, where it ends at a rule, where the foot stands
SIZES = range(100, 51, -4)
LINES = 4
LEADING = 1.16  # --line-tight
CAPITALS = 0.7  # of Literata, in parts of its size

SHADES = 16  # from the ground to a colour; enough for smooth letters
OTHERWISE = {  # what is not drawn in paper: the kicker, the rule, the organization's name
    (0, 0, WIDTH, KICKER_END): OCHRE,
    (0, RULE, WIDTH, RULE + 10): OCHRE,
    (400, RULE + 10, WIDTH, HEIGHT): QUIET,
}


@dataclass(frozen=True, slots=True)
class SocialImage:
    """What a image says: the title, and above it what kind of page it is and of which day."""

    title: str
    kicker: str = ""


def draw(image: SocialImage) -> bytes:
    """The image as a PNG of few colours, 1200 by 630 pixels."""
    letters = Image.new("L", SIZE)
    pen = ImageDraw.Draw(letters)
    draw_kicker(pen, drawable(image.kicker.upper()))
    title = drawable(image.title) or NAME
    draw_title(pen, title, top=TOP if image.kicker else TOP - 20)
    draw_foot(pen, with_name=title != NAME)
    return as_png(letters)


def draw_kicker(pen, kicker: str) -> None:
    size, spacing = 27, 3
    line = shortened(kicker, (MEASURE - spacing * len(kicker)) / size)
    write(pen, (MARGIN, KICKER_BASE), line, size, spacing)


def draw_title(pen, title: str, top: int) -> None:
    """As large as it fits in four lines, in lines of even length, in the middle of its band."""
    height = RULE - 50 - top
    size, lines = fit(title, MEASURE, height)
    block = (len(lines) - 1) * size * LEADING + size * CAPITALS
    baseline = top + (height - block) / 2 + size * CAPITALS
    for row, line in enumerate(lines):
        indent = MEASURE - length(line) * size if is_hebrew(title[:1]) else 0
        write(pen, (MARGIN + indent, baseline + row * size * LEADING), line, size)


def fit(title: str, width: int, height: int) -> tuple[int, list[str]]:
    """The largest size in pixels at which the title fits, and its lines; at the smallest, an ellipsis for the rest."""
    for size in SIZES:
        lines = break_lines(title, width / size)
        is_low = (len(lines) - 1) * size * LEADING + size * CAPITALS <= height
        if len(lines) <= LINES and is_low and max(map(length, lines)) * size <= width:
            return size, balanced(title, len(lines), width / size)
    return size, [shortened(line, width / size) for line in [*lines[: LINES - 1], " ".join(lines[LINES - 1 :])]]


def balanced(title: str, count: int, width: float) -> list[str]:
    """The same number of lines, as even as they can be."""
    narrowest = max(map(length, title.split(" ")))
    steps = [narrowest + (width - narrowest) * step / 20 for step in range(21)]
    return next(lines for step in steps if len(lines := break_lines(title, step)) <= count)


def shortened(line: str, width: float) -> str:
    """The line as far as it fits, with an ellipsis for the words, or the letters of a long one, that are left out."""
    kept = line
    while length(kept) > width:
        rest = kept.rstrip("…")
        kept = f"{rest.rpartition(' ')[0] or rest[:-1]}…"
    return kept


def draw_foot(pen, with_name: bool) -> None:
    pen.rectangle((MARGIN, RULE, MARGIN + 119, RULE + 7), fill="white")
    write(pen, (MARGIN, BASE), WORDMARK, 46, spacing=2)
    if with_name:
        write(pen, (489, BASE), NAME, 26, spacing=0.6)  # and ends at the margin


def as_png(letters: Image.Image) -> bytes:
    """The white drawing in its colours: shades from the ground to paper, and in some places to another colour."""
    indices = letters.point([value * SHADES // 256 for value in range(256)])
    for number, box in enumerate(OTHERWISE, start=1):
        indices.paste(indices.crop(box).point(lambda index, first=number * SHADES: index + first), box)
    picture = Image.frombytes("P", SIZE, indices.tobytes())
    picture.putpalette([value for colour in (PAPER, *OTHERWISE.values()) for value in shades(colour)])
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def shades(colour) -> list[int]:
    """Red, green and blue of each shade from the ground to the colour."""
    parts = [shade / (SHADES - 1) for shade in range(SHADES)]
    return [round(low + (high - low) * part) for part in parts for low, high in zip(GROUND, colour, strict=True)]
