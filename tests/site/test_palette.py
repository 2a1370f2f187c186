"""One palette: every colour that a visitor sees is a token of static/css/tokens.css."""

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
STAND_ALONE = ["templates/500.html", "templates/news/outputs/email.html"]


def read(file):
    return (ROOT / file).read_text(encoding="utf-8")


def found_in(text, scheme):
    """The colours of the text that are no token of the scheme."""
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


def test_a_color_that_is_no_token_is_refused():
    with pytest.raises(KeyError):
        color("mauve")


@pytest.mark.parametrize("file", STAND_ALONE)
def test_what_must_stand_alone_has_the_colors_of_the_site_by_day_and_by_night(file):
    light, _, rest = read(file).partition(DARK)
    dark, _, markup = rest.partition("</style>")
    assert HEX.findall(light)
    assert HEX.findall(dark)
    assert found_in(light + markup, "light") == set()
    assert found_in(dark, "dark") == set()


def test_the_page_of_a_failure_names_its_colors_as_the_tokens_do():
    light, _, dark = read("templates/500.html").partition(DARK)
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
def test_a_browser_is_told_the_color_of_the_paper_by_day_and_by_night(home, client):
    metas = parse_html(client.get("/")).find_all("meta", attrs={"name": "theme-color"})
    assert {meta["media"]: meta["content"] for meta in metas} == {
        "(prefers-color-scheme: light)": color("paper"),
        DARK: color("paper", "dark"),
    }
    assert client.get("/site.webmanifest").json()["theme_color"] == color("paper")
    assert f"--paper: {color('paper')}" in stylesheet.build_stylesheet()


def test_no_other_template_or_stylesheet_has_a_color_of_its_own():
    templates = [
        path for path in (ROOT / "templates").rglob("*.html") if str(path.relative_to(ROOT)) not in STAND_ALONE
    ]
    layers = [path for path in stylesheet.FOLDER.glob("*.css") if path.stem not in {"tokens", "print"}]
    assert len(templates) > 80
    assert len(layers) > 10
    assert {path.name: found for path in [*templates, *layers] if (found := HEX.findall(path.read_text()))} == {}


def test_ink_and_paper_of_a_printer_are_set_by_the_names_of_the_tokens():
    declared = re.findall(r"--([\w-]+):\s*#", read("static/css/print.css"))
    assert len(declared) == len(HEX.findall(read("static/css/print.css")))
    assert set(declared) <= set(palette.load_palette()["light"])


def test_no_python_has_a_color_of_its_own():
    found = {}
    for room in ("pages", "news", "staff", "ncsej_site"):
        for path in (ROOT / room).rglob("*.py"):
            words = [node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)]
            if colors := [word for word in words if isinstance(word, str) and HEX.search(word)]:
                found[path.name] = colors
    assert found == {}
