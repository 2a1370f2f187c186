"""The demo's pictures, drawn with Pillow in the site's font and colours. No Django here."""

import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from pages.palette import color

INK, PAPER, SHEET, FAINT = color("ink"), color("tint"), color("paper"), color("rule")
OCHRE, GOLD = color("accent-line"), color("accent-on-cover")
SERIF = Path(__file__).parents[2] / "static" / "fonts" / "literata-latin.woff2"
COVER, WIDE = (480, 640), (1200, 800)


def draw_picture(what: str, **values) -> bytes:
    """A JPEG of one of the drawings below, named after its function, with that function's arguments."""
    drawings = {"cover": cover, "stars": stars, "letters": letters, "partnership": partnership, "word": word}
    file = io.BytesIO()
    drawings[what](**values).save(file, "JPEG", quality=88)
    return file.getvalue()


@cache
def load_serif(size: int):
    """The site's serif font at a size in pixels; Pillow's default font where the file cannot be read."""
    try:
        return ImageFont.truetype(SERIF, size)
    except OSError:
        return ImageFont.load_default(size)


def paper(size, colour=PAPER) -> Image.Image:
    """Laid paper: slightly uneven, with fine horizontal lines; of so little contrast that the JPEG stays small."""
    clouds = Image.effect_noise((size[0] // 90, size[1] // 90), 60).resize(size, Image.Resampling.BICUBIC)
    shade = clouds.point(lambda value: 255 - max(0, 150 - value) // 24)
    pen = ImageDraw.Draw(shade)
    for y in range(0, size[1], 9):
        pen.line((0, y, size[0], y), fill=249)
    return ImageChops.multiply(Image.new("RGB", size, colour), shade.convert("RGB"))


def wrap_text(text: str, font, width: int) -> list[str]:
    """The text in lines of at most `width` pixels."""
    lines = [""]
    for part in text.split():
        longer = f"{lines[-1]} {part}".strip()
        if font.getlength(longer) > width and lines[-1]:
            lines.append(part)
        else:
            lines[-1] = longer
    return lines


def cover(title: str, kind: str, year: int) -> Image.Image:
    """The cover of a publication, light on dark: its kind, its title in large type, and the year below a rule."""
    picture = Image.new("RGB", COVER, INK)
    pen, (width, height), margin = ImageDraw.Draw(picture), COVER, 40
    pen.text((margin, 44), kind.upper(), font=load_serif(30), fill=GOLD)
    for row, line in enumerate(wrap_text(title, load_serif(62), width - 2 * margin)):
        pen.text((margin, 112 + 72 * row), line, font=load_serif(62), fill=SHEET)
    pen.rectangle((margin, height - 112, width - margin, height - 110), fill=GOLD)
    pen.text((margin, height - 92), f"NCSEJ {year}", font=load_serif(38), fill=SHEET)
    return picture


def star(pen, centre, radius: int, **style) -> None:
    """A star of eight narrow rays, as on a medal."""
    x, y = centre
    for dx, dy in ((1, 0), (0, 1)):
        pen.polygon(diamond(x, y, radius * (dx or 0.16), radius * (dy or 0.16)), **style)
    for slant in (1, -1):
        reach, waist = radius * 0.46, radius * 0.08
        points = [(x + reach, y + slant * reach), (x - waist, y + slant * waist)]
        points += [(x - reach, y - slant * reach), (x + waist, y - slant * waist)]
        pen.polygon(points, **style)


def diamond(x, y, across, up):
    return [(x + across, y), (x, y + up), (x - across, y), (x, y - up)]


def stars() -> Image.Image:
    """Three stars above a rule, on a sheet of paper."""
    picture = framed_sheet()
    pen = ImageDraw.Draw(picture)
    for centre, radius in (((600, 250), 120), ((390, 400), 90), ((810, 400), 90)):
        star(pen, centre, radius, fill=OCHRE)
    pen.line((300, 590, 900, 590), fill=INK, width=4)
    pen.line((300, 604, 900, 604), fill=INK, width=1)
    return picture


def framed_sheet() -> Image.Image:
    picture = paper(WIDE)
    sheet(picture, (120, 70, 1080, 730), 0)
    return picture


def sheet(picture, box, angle, colour=SHEET) -> None:
    """Draw a sheet of lighter paper with a soft shadow. box: pixels; angle: degrees."""
    left, top, right, bottom = box
    size = (right - left, bottom - top)
    mask = Image.new("L", size, 255).rotate(angle, expand=True)
    leaf = paper(size, colour).rotate(angle, expand=True, fillcolor=colour)
    shadow = Image.new("L", picture.size, 0)
    shadow.paste(mask, (left + 6, top + 10))
    shadow = shadow.filter(ImageFilter.GaussianBlur(12)).point(lambda value: value // 4)
    picture.paste(INK, (0, 0), shadow)
    picture.paste(leaf, (left, top), mask)


def letters() -> Image.Image:
    """A few overlapping sheets, the top one with lines as of writing."""
    picture = paper(WIDE)
    sheet(picture, (150, 120, 750, 640), 6, color("state"))
    sheet(picture, (330, 90, 930, 610), -4, color("land"))
    sheet(picture, (470, 130, 1060, 690), 0)
    pen = ImageDraw.Draw(picture)
    pen.line((530, 200, 640, 200), fill=OCHRE, width=6)
    for row in range(11):
        pen.line((530, 250 + row * 36, 1000 - (row * 67) % 130, 250 + row * 36), fill=FAINT, width=4)
    return picture


def partnership(names: list[str]) -> Image.Image:
    """Two places and the line between them."""
    picture = paper(WIDE)
    pen = ImageDraw.Draw(picture)
    pen.arc((300, 220, 900, 820), 180, 360, fill=OCHRE, width=5)
    for x, name in zip((300, 900), names, strict=True):
        pen.ellipse((x - 26, 494, x + 26, 546), fill=INK)
        pen.text((x, 600), name, font=load_serif(48), fill=INK, anchor="ma")
    return picture


def word(text: str, line: str) -> Image.Image:
    """One word or number, large, with a line below it."""
    picture = framed_sheet()
    pen = ImageDraw.Draw(picture)
    size = next(size for size in range(220, 60, -10) if load_serif(size).getlength(text) < 720)
    pen.text((600, 420), text, font=load_serif(size), fill=INK, anchor="ms")
    pen.line((540, 490, 660, 490), fill=OCHRE, width=6)
    pen.text((600, 530), line, font=load_serif(44), fill=INK, anchor="ma")
    return picture
