"""`./run shots`: screenshots of every kind of page in var/shots/. `./run shots /news/ …`: only of these paths.

For each page a folder with its screenshots and a contact sheet of them; and an index.html that shows the sheets.
"""

import re
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser

from . import browser, tools, visits
from .site import ROOT, run_demo_site

FOLDER = ROOT / "var" / "shots"
WIDTHS = {320: 640, 375: 812, 768: 1024, 1440: 900}  # viewport width → height, in pixels
COLOR_MODES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"color_scheme": "dark", "forced_colors": "active"},
}
SHEET_SCALE = 2  # by which a screenshot is reduced on the contact sheet
SHEET_HEIGHT = 1400  # pixels, after which it is cropped there
MARGIN, LABEL = 24, 28
BACKGROUND, TEXT_COLOR = "#8a8f98", "#000000"


def main(paths: list[str]) -> int:
    tools.require_chromium()
    with run_demo_site() as url, browser.launch_chromium() as chromium:
        chosen = visits.visits_to(paths, url) if paths else visits.choose_visits(url)
        if not paths:
            shutil.rmtree(FOLDER, ignore_errors=True)
        for visit in chosen:
            print(visit.name, flush=True)
            folder = FOLDER / file_name(visit)
            folder.mkdir(parents=True, exist_ok=True)
            take_screenshots(chromium, url, visit, folder)
            build_contact_sheet(folder).save(folder.with_suffix(".png"))
    write_index()
    print(f"\n{FOLDER / 'index.html'}")
    return 0


def file_name(visit: visits.Visit) -> str:
    """The kind of page and its path, in letters, digits and dashes."""
    kind = visit.kind.rpartition(".")[2]
    return "-".join(re.findall(r"\w+", f"{kind} {visit.path}"))


def take_screenshots(chromium: Browser, url: str, visit: visits.Visit, folder: Path) -> None:
    """A screenshot of the whole page for each color mode and width, and of its first printed page."""
    context = chromium.new_context(locale="en-US", reduced_motion="reduce")
    page = context.new_page()
    browser.open_visit(page, url, visit)
    for mode, media in COLOR_MODES.items():
        page.emulate_media(**media)
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(browser.SCROLL_TO_END)
            page.screenshot(path=folder / f"{mode} {width}.png", full_page=True)
    page.emulate_media(color_scheme="light", forced_colors="none")
    print_page(page, folder)
    context.close()


def print_page(page, folder: Path) -> None:
    """Save print.pdf and an image of its first page; without pdftoppm, a screenshot with print styles."""
    page.pdf(path=folder / "print.pdf", format="Letter", print_background=False)
    if pdftoppm := shutil.which("pdftoppm"):
        command = [pdftoppm, "-png", "-r", "96", "-f", "1", "-l", "1", "-singlefile", "print.pdf", "print"]
        subprocess.run(command, cwd=folder, check=True)
        return
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 768, "height": 1024})
    page.screenshot(path=folder / "print.png", full_page=True)


def build_contact_sheet(folder: Path) -> Image.Image:
    """One image of all in the folder: a row for each color mode, the widths side by side, and print at the end."""
    rows = [[(f"{mode} {width}", folder / f"{mode} {width}.png") for width in WIDTHS] for mode in COLOR_MODES]
    rows[0].append(("print", folder / "print.png"))
    rows = [[(label, load_thumbnail(path)) for label, path in row] for row in rows]
    wide = max(sum(picture.width + MARGIN for _, picture in row) for row in rows) + MARGIN
    high = sum(LABEL + max(picture.height for _, picture in row) + MARGIN for row in rows) + MARGIN
    sheet = Image.new("RGB", (wide, high), BACKGROUND)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(size=16)
    top = MARGIN
    for row in rows:
        left = MARGIN
        for label, picture in row:
            draw.text((left, top), label, fill=TEXT_COLOR, font=font)
            sheet.paste(picture, (left, top + LABEL))
            left += picture.width + MARGIN
        top += LABEL + max(picture.height for _, picture in row) + MARGIN
    return sheet


def load_thumbnail(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        upper = picture.convert("RGB").crop((0, 0, picture.width, min(picture.height, SHEET_HEIGHT * SHEET_SCALE)))
    return upper.reduce(SHEET_SCALE)


def write_index() -> None:
    """Write index.html with the contact sheets in var/shots/, each with links to its screenshots."""
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
    tools.run_command(main, sys.argv[1:])
