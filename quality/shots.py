"""`./run shots`: what every kind of page looks like, into var/shots/; with addresses, these only.

A folder a page with every picture, a contact sheet a page, and an index.html that shows the sheets.
"""

import os
import re
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser

from . import browser, tools, visits
from .site import ROOT, served

FOLDER = ROOT / "var" / "shots"
WIDTHS = {320: 640, 375: 812, 768: 1024, 1440: 900}  # each with the height of such a screen
LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"color_scheme": "dark", "forced_colors": "active"},
}
SHEET_SCALE = 2  # on a contact sheet a picture is this many times smaller,
SHEET_HEIGHT = 1400  # and cut off below this many pixels
MARGIN, LABEL = 24, 28
GROUND, INK = "#8a8f98", "#000000"


def main(addresses: list[str]) -> int:
    try:
        tools.chromium()
    except tools.Missing as missing:
        print(missing, file=sys.stderr)
        return 2
    with served() as url, browser.chromium() as chromium:
        chosen = visits.visits_to(addresses, url) if addresses else visits.all_visits(url)
        if not addresses:
            shutil.rmtree(FOLDER, ignore_errors=True)
        for visit in chosen:
            print(visit.name, flush=True)
            folder = FOLDER / file_name(visit)
            folder.mkdir(parents=True, exist_ok=True)
            take_all(chromium, url, visit, folder)
            sheet_of(folder).save(folder.with_suffix(".png"))
    write_index()
    print(f"\n{FOLDER / 'index.html'}")
    return 0


def file_name(visit: visits.Visit) -> str:
    """The kind of page and its address, in letters, digits and dashes."""
    kind = visit.kind.rpartition(".")[2]
    return "-".join(re.findall(r"\w+", f"{kind} {visit.address}"))


def take_all(chromium: Browser, url: str, visit: visits.Visit, folder: Path) -> None:
    """A picture of the whole page for each look and width, and its first sheet of paper."""
    context = chromium.new_context(locale="en-US", reduced_motion="reduce")
    page = context.new_page()
    browser.go(page, url, visit)
    for look, media in LOOKS.items():
        page.emulate_media(**media)
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(browser.READ_TO_THE_END)
            page.screenshot(path=folder / f"{look} {width}.png", full_page=True)
    page.emulate_media(color_scheme="light", forced_colors="none")
    take_print(page, folder)
    context.close()


def take_print(page, folder: Path) -> None:
    """The PDF and the picture of its first page; without pdftoppm, the page as print styles show it on a screen."""
    page.pdf(path=folder / "print.pdf", format="Letter", print_background=False)
    if pdftoppm := shutil.which("pdftoppm"):
        command = [pdftoppm, "-png", "-r", "96", "-f", "1", "-l", "1", "-singlefile", "print.pdf", "print"]
        subprocess.run(command, cwd=folder, check=True)
        return
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 768, "height": 1024})
    page.screenshot(path=folder / "print.png", full_page=True)


def sheet_of(folder: Path) -> Image.Image:
    """One picture of all in the folder: a row for each look, the widths side by side, and paper at the end."""
    rows = [[(f"{look} {width}", folder / f"{look} {width}.png") for width in WIDTHS] for look in LOOKS]
    rows[0].append(("print", folder / "print.png"))
    rows = [[(label, reduced(path)) for label, path in row] for row in rows]
    wide = max(sum(picture.width + MARGIN for _, picture in row) for row in rows) + MARGIN
    high = sum(LABEL + max(picture.height for _, picture in row) + MARGIN for row in rows) + MARGIN
    sheet = Image.new("RGB", (wide, high), GROUND)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(size=16)
    top = MARGIN
    for row in rows:
        left = MARGIN
        for label, picture in row:
            draw.text((left, top), label, fill=INK, font=font)
            sheet.paste(picture, (left, top + LABEL))
            left += picture.width + MARGIN
        top += LABEL + max(picture.height for _, picture in row) + MARGIN
    return sheet


def reduced(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        upper = picture.convert("RGB").crop((0, 0, picture.width, min(picture.height, SHEET_HEIGHT * SHEET_SCALE)))
    return upper.reduce(SHEET_SCALE)


def write_index() -> None:
    """An HTML page of all contact sheets that are there, each with links to its pictures."""
    parts = ['<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Screenshots</title>']
    for folder in sorted(path for path in FOLDER.iterdir() if path.is_dir()):
        name = escape(folder.name)
        links = " · ".join(f'<a href="{name}/{escape(path.name)}">{escape(path.stem)}</a>' for path in files_in(folder))
        parts.append(
            f'<h2>{name}</h2><p>{links}</p><img src="{name}.png" alt="" loading="lazy" style="max-width:100%">'
        )
    (FOLDER / "index.html").write_text("\n".join(parts), encoding="utf-8")


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda path: [int(word) if word.isdigit() else 0 for word in path.stem.split()])


if __name__ == "__main__":
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
    sys.exit(main(sys.argv[1:]))
