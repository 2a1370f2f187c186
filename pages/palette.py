"""The colours of static/css/tokens.css for what is not CSS: pictures, the manifest, meta tags. No Django here."""

import re
from functools import cache
from pathlib import Path

TOKENS = Path(__file__).parent.parent / "static" / "css" / "tokens.css"


def color(name: str, scheme: str = "light") -> str:
    """The custom property `--name` as "#rrggbb" in the "light" or "dark" scheme. Raises KeyError for an unknown one."""
    return load_palette()[scheme][name]


def rgb(name: str, scheme: str = "light") -> tuple[int, int, int]:
    """The same as red, green and blue, each from 0 to 255."""
    red, green, blue = bytes.fromhex(color(name, scheme).removeprefix("#"))
    return red, green, blue


@cache
def load_palette() -> dict[str, dict[str, str]]:
    """Scheme → name → colour, read once per process."""
    return parse_palette(TOKENS.read_text(encoding="utf-8"))


def parse_palette(css: str) -> dict[str, dict[str, str]]:
    """Scheme → name → colour. The dark scheme inherits what it does not set from the light one, which comes first."""
    light, _, dark = css.partition("(prefers-color-scheme: dark)")
    return {"light": find_colors(light), "dark": find_colors(light) | find_colors(dark)}


def find_colors(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", css))
