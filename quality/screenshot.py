"""`./run screenshot`: docs/home.png, the top of the front page with the demo content, as the README shows it."""

import io

from PIL import Image

from . import browser, tools
from .site import ROOT, run_demo_site

FILE = ROOT / "docs" / "home.png"
WINDOW = {"width": 1440, "height": 1000}
COLORS = 128  # enough for type and flat colours, at a third of the bytes


def main() -> int:
    tools.require_chromium()
    with run_demo_site() as url, browser.launch_chromium() as chromium:
        page = chromium.new_page(viewport=WINDOW, color_scheme="light", reduced_motion="reduce", locale="en-US")
        page.goto(url, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
        picture = page.screenshot()
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE).save(FILE, optimize=True)
    print(f"{FILE.relative_to(ROOT)}: {FILE.stat().st_size / browser.KB:.0f} KB")
    return 0


if __name__ == "__main__":
    tools.run_command(main)
