"""The site's stylesheet as one text, which is inlined into each page so that no second request delays the rendering.

The cascade layers of static/css/ are always in it. The components of a subject, static/css/components-<subject>.css,
are in it where a template names that subject.
"""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

LAYERS = ["reset", "tokens", "type", "layout", "components", "print"]
FOLDER = Path(settings.BASE_DIR) / "static" / "css"


def minify(css: str) -> str:
    """CSS without comments and insignificant white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").strip()


def build_stylesheet(*subjects: str) -> str:
    """The layers in order, with the components of these subjects. Raises FileNotFoundError for an unknown subject."""
    files = [*LAYERS[:-1], *(f"components-{subject}" for subject in subjects), LAYERS[-1]]
    order = f"@layer {','.join(LAYERS)};"
    css = order + "".join((FOLDER / f"{file}.css").read_text(encoding="utf-8") for file in files)
    with_urls = re.sub(r"url\(\"?/static/([^)\"]+)\"?\)", lambda match: f"url({static(match[1])})", css)
    return minify(with_urls)


_build_once = cache(build_stylesheet)


def get_stylesheet(*subjects: str) -> str:
    """The stylesheet; built once per process in production, and for every page in development."""
    return build_stylesheet(*subjects) if settings.DEBUG else _build_once(*subjects)
