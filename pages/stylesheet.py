"""The site's stylesheet as one text, put into each page so that the first reply already has its look.

The layers are written as files that explain themselves; comments and indentation stay behind.
"""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

LAYERS = ["reset", "tokens", "type", "layout", "components", "print"]
FILES = [*LAYERS[:-1], "components-pages", "components-news", "components-map", "print"]
FOLDER = Path(settings.BASE_DIR) / "static" / "css"


def compact(css: str) -> str:
    """CSS without comments and without white space that means nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").strip()


def read() -> str:
    order = f"@layer {','.join(LAYERS)};"
    css = order + "".join((FOLDER / f"{layer}.css").read_text(encoding="utf-8") for layer in FILES)
    with_addresses = re.sub(r"url\(\"?/static/([^)\"]+)\"?\)", lambda match: f"url({static(match[1])})", css)
    return compact(with_addresses)


_cached = cache(read)


def stylesheet() -> str:
    """The text, read anew for every page in development."""
    return read() if settings.DEBUG else _cached()
