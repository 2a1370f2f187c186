"""The site's stylesheets, which are inlined into each page so that no second request delays the rendering.

The first has the cascade layers of static/css/ and is in every page. The components of a subject,
static/css/components-<subject>.css, are in another where a template names that subject. Each is a style element, and
the Content-Security-Policy names the hash of each: so they are few, and the policy is the same for all pages.
"""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

LAYERS = ["reset", "tokens", "type", "layout", "components", "print"]
FOLDER = Path(settings.BASE_DIR) / "static" / "css"
# The subjects of each stylesheet but the first. Every page pays with 54 bytes of header for each of these lines; so
# those that are small, or mostly come together, share one.
PARTS = [
    ("about", "feeds", "publications", "tints"),
    ("colophon", "correction", "named-in", "statement"),
    ("countries",),
    ("forms",),
    ("home",),
    ("lists", "clippings"),
    ("update",),
]
PART_OF = {subject: part for part in PARTS for subject in part}
EVERYWHERE = "rows"  # on the front page, which has no bytes to give away, and on most others


def minify(css: str) -> str:
    """CSS without comments and insignificant white space."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").replace(": ", ":").strip()


@cache
def build_layers() -> str:
    """The stylesheet of every page: the layers in their order, of which what follows is a part."""
    files = [*LAYERS[:-1], f"components-{EVERYWHERE}", LAYERS[-1]]
    return f"@layer {','.join(LAYERS)};" + "".join(map(read, files))


@cache
def build_part(subjects: tuple[str, ...]) -> str:
    """The stylesheet of one of PARTS."""
    return "".join(read(f"components-{subject}") for subject in subjects)


def get_stylesheets(*subjects: str) -> list[str]:
    """The stylesheets of a page that has components of these subjects, each for a style element of its own.

    They are built once per process: in development, a change of them starts another (ncsej_site/reloader.py).
    Raises KeyError for an unknown subject.
    """
    wanted = dict.fromkeys(PART_OF[subject] for subject in subjects if subject != EVERYWHERE)
    return [build_layers(), *map(build_part, wanted)]


def get_all_stylesheets() -> list[str]:
    """Every stylesheet that a page may have."""
    return [build_layers(), *map(build_part, PARTS)]


def read(name: str) -> str:
    css = (FOLDER / f"{name}.css").read_text(encoding="utf-8")
    return minify(re.sub(r"url\(\"?/static/([^)\"]+)\"?\)", lambda match: f"url({static(match[1])})", css))
