"""The colours of static/css/tokens.css for what is no stylesheet: pictures, the manifest, meta tags. No Django here."""

import re
from functools import cache
from pathlib import Path

TOKENS = Path(__file__).parent.parent / "static" / "css" / "tokens.css"


def color(name: str, scheme: str = "light") -> str:
    """The custom property `--name` as "#rrggbb", in the "light" or "dark" scheme. Raises KeyError where none is."""
    return tokens()[scheme][name]


def rgb(name: str, scheme: str = "light") -> tuple[int, int, int]:
    """The same as red, green and blue, each from 0 to 255."""
    red, green, blue = bytes.fromhex(color(name, scheme).removeprefix("#"))
    return red, green, blue


@cache
def tokens() -> dict[str, dict[str, str]]:
    """The colours of the file, read once in a process."""
    return parse(TOKENS.read_text(encoding="utf-8"))


def parse(css: str) -> dict[str, dict[str, str]]:
    """Scheme → name → colour. What the dark scheme does not set, it has from the light one, which stands first."""
    light, _, dark = css.partition("(prefers-color-scheme: dark)")
    return {"light": colors(light), "dark": colors(light) | colors(dark)}


def colors(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})\b", css))
