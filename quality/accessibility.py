"""Two checkers' opinions of a page that Chromium has open, and a screen reader's, on a phone and on a desktop."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from . import equal_access, screen_reader
from .browser import DESKTOP, PHONE
from .visits import Visit

SCREENS = {"phone": PHONE, "desktop": DESKTOP}
AXE_PACKAGE = Path("axe-core", "axe.min.js")
AXE_VIOLATIONS = """async () => (await axe.run()).violations.map(violation =>
    `${violation.id} (${violation.help}): ${violation.nodes.map(node => node.target.flat().join(" ")).join(", ")}`)"""


@dataclass(frozen=True, slots=True)
class Checkers:
    """The source of each, to be injected into a page."""

    axe: str
    equal_access: str
    screen_reader: str

    @classmethod
    def load(cls, packages: Path) -> "Checkers":
        """packages: the folder node_modules."""
        files = (AXE_PACKAGE, equal_access.PACKAGE, screen_reader.PACKAGE)
        return cls(*[(packages / file).read_text(encoding="utf-8") for file in files])


def check_accessibility(page: Page, visit: Visit, checkers: Checkers) -> dict:
    """The number of what each found, as figures with their details. What was spoken is kept as a file."""
    page.evaluate(checkers.axe)
    page.evaluate(checkers.equal_access)
    found: dict[str, list[str]] = {"axe_light": [], "axe_dark": [], "equal_access": [], "spoken": []}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for screen, viewport in SCREENS.items():
            page.set_viewport_size(viewport)
            found[f"axe_{scheme}"] += page.evaluate(AXE_VIOLATIONS)
            if (scheme, screen) in {("light", "phone"), ("dark", "desktop")}:
                found["equal_access"] += equal_access.find_violations(page)
            if scheme == "light":
                found["spoken"] += screen_reader.find_faults(page, visit, screen, checkers.screen_reader)
    found = {name: list(dict.fromkeys(lines)) for name, lines in found.items()}
    return {name: len(lines) for name, lines in found.items()} | {"details": found}
