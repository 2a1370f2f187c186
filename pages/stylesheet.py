"""The site's stylesheet as one text, put into each page so that the first reply already has its look.

The layers are written as files that explain themselves; comments and indentation stay behind. What every page needs is
always in it. The components of a subject, static/css/components-<subject>.css, are there where a template names it.
"""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

LAYERS = ["reset", "tokens", "type", "layout", "components", "print"]
FOLDER = Path(settings.BASE_DIR) / "static" / "css"


def compact(css: str) -> str:
    """CSS without comments and without white space that means nothing."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").strip()


def read(*subjects: str) -> str:
    """The layers in order, with the components of these subjects. Raises FileNotFoundError where there are none."""
    files = [*LAYERS[:-1], *(f"components-{subject}" for subject in subjects), LAYERS[-1]]
    order = f"@layer {','.join(LAYERS)};"
    css = order + "".join((FOLDER / f"{file}.css").read_text(encoding="utf-8") for file in files)
    with_addresses = re.sub(r"url\(\"?/static/([^)\"]+)\"?\)", lambda match: f"url({static(match[1])})", css)
    return compact(with_addresses)


_cached = cache(read)


def stylesheet(*subjects: str) -> str:
    """The text, read anew for every page in development."""
    return read(*subjects) if settings.DEBUG else _cached(*subjects)
