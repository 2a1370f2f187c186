"""Drawing a page's social image (`og:image`), which messengers show beside its link. No Django here."""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw

from ..palette import rgb
from .text_layout import break_lines, draw_line, drawable, has_hebrew, line_width

SIZE = WIDTH, HEIGHT = 1200, 630
DESIGN = 1  # part of every image's URL: raise it when drawing or colours change, so that each page gets a new image
WORDMARK, NAME = "NCSEJ", "National Coalition Supporting Eurasian Jewry"

BACKGROUND, PAPER, OCHRE = rgb("cover"), rgb("on-cover"), rgb("accent-on-cover")
QUIET = rgb("ink-quiet", "dark")

MARGIN = 84
MEASURE = WIDTH - 2 * MARGIN
KICKER_BASE, KICKER_END = 110, 124
TOP, RULE, BASE = 160, 478, 560  # top of the title's area, the rule below it, the baseline of the footer
SIZES = range(100, 51, -4)
MAX_LINES = 4
LEADING = 1.16  # --line-tight
CAP_HEIGHT = 0.7  # of Literata, in ems

SHADES = 16  # from the background to a colour; enough for anti-aliased letters
COLORED_AREAS = {  # boxes that are not drawn in PAPER: the kicker, the rule, the organization's name
    (0, 0, WIDTH, KICKER_END): OCHRE,
    (0, RULE, WIDTH, RULE + 10): OCHRE,
    (400, RULE + 10, WIDTH, HEIGHT): QUIET,
}


@dataclass(frozen=True, slots=True)
class SocialImage:
    """The words on a social image: the title, and above it the kind of page and its date."""

    title: str
    kicker: str = ""


def draw_social_image(image: SocialImage) -> bytes:
    """The image as a PNG with a palette, 1200 by 630 pixels."""
    letters = Image.new("L", SIZE)
    pen = ImageDraw.Draw(letters)
    draw_kicker(pen, drawable(image.kicker.upper()))
    title = drawable(image.title) or NAME
    draw_title(pen, title, top=TOP if image.kicker else TOP - 20)
    draw_footer(pen, with_name=title != NAME)
    return encode_png(letters)


def draw_kicker(pen: ImageDraw.ImageDraw, kicker: str) -> None:
    size, spacing = 27, 3
    line = truncate(kicker, (MEASURE - spacing * len(kicker)) / size)
    draw_line(pen, (MARGIN, KICKER_BASE), line, size, spacing)


def draw_title(pen: ImageDraw.ImageDraw, title: str, top: int) -> None:
    """As large as it fits on MAX_LINES lines of even width, vertically centred in its area. top: pixels."""
    height = RULE - 50 - top
    size, lines = fit_title(title, MEASURE, height)
    block = (len(lines) - 1) * size * LEADING + size * CAP_HEIGHT
    baseline = top + (height - block) / 2 + size * CAP_HEIGHT
    for row, line in enumerate(lines):
        indent = MEASURE - line_width(line) * size if has_hebrew(title[:1]) else 0
        draw_line(pen, (MARGIN + indent, baseline + row * size * LEADING), line, size)


def fit_title(title: str, width: int, height: int) -> tuple[int, list[str]]:
    """The largest size in pixels at which the title fits, and its lines, truncated where the smallest is too large."""
    for size in SIZES:
        lines = break_lines(title, width / size)
        fits_height = (len(lines) - 1) * size * LEADING + size * CAP_HEIGHT <= height
        if len(lines) <= MAX_LINES and fits_height and max(map(line_width, lines)) * size <= width:
            return size, balance_lines(title, len(lines), width / size)
    return size, [truncate(line, width / size) for line in [*lines[: MAX_LINES - 1], " ".join(lines[MAX_LINES - 1 :])]]


def balance_lines(title: str, count: int, width: float) -> list[str]:
    """The title in no more than `count` lines of widths as even as possible. width: ems."""
    narrowest = max(map(line_width, title.split(" ")))
    steps = [narrowest + (width - narrowest) * step / 20 for step in range(21)]
    return next(lines for step in steps if len(lines := break_lines(title, step)) <= count)


def truncate(line: str, width: float) -> str:
    """The line cut to `width` ems at a word, or within one that is too long, with an ellipsis for the rest."""
    kept = line
    while line_width(kept) > width:
        rest = kept.rstrip("…")
        kept = f"{rest.rpartition(' ')[0] or rest[:-1]}…"
    return kept


def draw_footer(pen: ImageDraw.ImageDraw, with_name: bool) -> None:
    pen.rectangle((MARGIN, RULE, MARGIN + 119, RULE + 7), fill="white")
    draw_line(pen, (MARGIN, BASE), WORDMARK, 46, spacing=2)
    if with_name:
        draw_line(pen, (489, BASE), NAME, 26, spacing=0.6)  # at this size the name ends at the right margin


def encode_png(letters: Image.Image) -> bytes:
    """A greyscale drawing as a PNG: shades from BACKGROUND to PAPER, and within COLORED_AREAS to another colour."""
    indices = letters.point([value * SHADES // 256 for value in range(256)])
    for number, box in enumerate(COLORED_AREAS, start=1):
        shifted = [min(255, index + number * SHADES) for index in range(256)]
        indices.paste(indices.crop(box).point(shifted), box)
    picture = Image.frombytes("P", SIZE, indices.tobytes())
    picture.putpalette([value for colour in (PAPER, *COLORED_AREAS.values()) for value in shades(colour)])
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def shades(colour: tuple[int, int, int]) -> list[int]:
    """Red, green and blue of each shade from BACKGROUND to the colour, as putpalette() takes them."""
    parts = [shade / (SHADES - 1) for shade in range(SHADES)]
    return [round(low + (high - low) * part) for part in parts for low, high in zip(BACKGROUND, colour, strict=True)]
