"""One palette: every color that a visitor sees is a design token of static/css/tokens.css."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from pages import palette, stylesheet
from pages.palette import color, parse_palette, rgb
from tests.html import parse as parse_html

ROOT = Path(settings.BASE_DIR)
HEX = re.compile(r"(?<![\w&])#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
DARK = "(prefers-color-scheme: dark)"
STANDALONE = ["templates/standalone.html", "templates/news/outputs/email.html"]


def read(file):
    return (ROOT / file).read_text(encoding="utf-8")


def find_other_colors(text, scheme):
    """The colors in the text that are not design tokens of the scheme."""
    return set(HEX.findall(text)) - set(palette.load_palette()[scheme].values())


def test_a_color_is_read_in_both_schemes():
    css = (
        ":root { --ink: #102030; /* 15 : 1 */ --cover: #abcdef; --space: 1rem } @media " + DARK + " { --ink: #ffeedd; }"
    )
    assert parse_palette(css) == {
        "light": {"ink": "#102030", "cover": "#abcdef"},
        "dark": {"ink": "#ffeedd", "cover": "#abcdef"},
    }


def test_every_color_of_the_tokens_is_in_the_palette():
    light, _, dark = read("static/css/tokens.css").partition(DARK)
    assert len(HEX.findall(light)) == len(palette.load_palette()["light"])
    assert len(HEX.findall(dark)) == len(palette.find_colors(dark))
    assert rgb("ink") == tuple(int(color("ink")[place : place + 2], 16) for place in (1, 3, 5))


def test_a_color_that_is_not_a_token_raises_key_error():
    with pytest.raises(KeyError):
        color("mauve")


@pytest.mark.parametrize("file", STANDALONE)
def test_a_standalone_template_has_the_colors_of_the_site_in_light_and_dark(file):
    light, _, rest = read(file).partition(DARK)
    dark, _, markup = rest.partition("</style>")
    assert HEX.findall(light)
    assert HEX.findall(dark)
    assert find_other_colors(light + markup, "light") == set()
    assert find_other_colors(dark, "dark") == set()


def test_the_500_page_names_its_colors_as_the_tokens_do():
    light, _, dark = read("templates/standalone.html").partition(DARK)
    for scheme, css in {"light": light, "dark": dark}.items():
        assert palette.find_colors(css)
        assert palette.find_colors(css).items() <= palette.load_palette()[scheme].items()


def test_the_icon_has_the_colors_of_a_cover():
    assert set(HEX.findall(read("static/img/icon.svg"))) == {
        color("cover"),
        color("on-cover"),
        color("accent-on-cover"),
    }


@pytest.mark.django_db
def test_the_theme_color_is_that_of_the_paper_in_light_and_dark(home, client):
    metas = parse_html(client.get("/")).find_all("meta", attrs={"name": "theme-color"})
    assert {meta["media"]: meta["content"] for meta in metas} == {
        "(prefers-color-scheme: light)": color("paper"),
        DARK: color("paper", "dark"),
    }
    assert client.get("/site.webmanifest").json()["theme_color"] == color("paper")
    assert f"--paper:{color('paper')}" in stylesheet.build_layers()


def test_no_other_template_or_stylesheet_has_a_color_of_its_own():
    templates = [path for path in (ROOT / "templates").rglob("*.html") if str(path.relative_to(ROOT)) not in STANDALONE]
    layers = [path for path in stylesheet.FOLDER.glob("*.css") if path.stem not in {"tokens", "print"}]
    assert len(templates) > 80
    assert len(layers) > 10
    assert {path.name: found for path in [*templates, *layers] if (found := HEX.findall(path.read_text()))} == {}


def test_the_print_stylesheet_overrides_tokens_by_their_names():
    declared = re.findall(r"--([\w-]+):\s*#", read("static/css/print.css"))
    assert len(declared) == len(HEX.findall(read("static/css/print.css")))
    assert set(declared) <= set(palette.load_palette()["light"])


def test_no_python_has_a_color_of_its_own():
    found = {}
    for package in ("pages", "news", "staff", "ncsej_site"):
        for path in (ROOT / package).rglob("*.py"):
            words = [node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)]
            if colors := [word for word in words if isinstance(word, str) and HEX.search(word)]:
                found[path.name] = colors
    assert found == {}
