"""The stylesheet as it is inlined into each page."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import ImageFont

from pages import stylesheet
from pages.stylesheet import EVERYWHERE, PARTS, get_all_stylesheets, get_stylesheets, minify


def read_all():
    """Every stylesheet, as one text."""
    return "".join(get_all_stylesheets())


@pytest.mark.parametrize(
    ("css", "minified"),
    [
        ("a { color: red; }", "a{color:red}"),
        ("/* why */ a { color: red }", "a{color:red}"),
        ("/* one */a{b:c}/* two\nlines */d{e:f}", "a{b:c}d{e:f}"),
        ("a  >  b ,\n c { d : e }", "a > b,c{d :e}"),
        ("a { width: calc(1rem + 2px) }", "a{width:calc(1rem + 2px)}"),
        ("@media (min-width: 40rem) and (hover) { a { b: c } }", "@media (min-width:40rem) and (hover){a{b:c}}"),
    ],
)
def test_comments_and_insignificant_white_space_are_removed(css, minified):
    assert minify(css) == minified


def test_every_cascade_layer_is_in_it_in_order():
    css = stylesheet.build_layers()
    assert css.startswith("@layer reset,tokens,type,layout,components,print;")
    for layer in stylesheet.LAYERS:
        assert f"@layer {layer}{{" in css


def test_every_css_file_is_a_layer_or_a_subject():
    written = {path.stem for path in stylesheet.FOLDER.glob("*.css")}
    subjects = [subject for part in PARTS for subject in part]
    assert written == {*stylesheet.LAYERS, *(f"components-{subject}" for subject in [EVERYWHERE, *subjects])}
    assert len(subjects) == len(stylesheet.PART_OF)


def test_the_components_of_a_subject_are_in_a_stylesheet_of_their_own():
    layers, about = get_stylesheets("about")
    assert ".timeline__event" in about
    assert ".timeline__event" not in layers


def test_what_every_page_has_is_the_same_stylesheet_whatever_its_subjects():
    """So the Content-Security-Policy needs no hash for each combination of them."""
    assert get_stylesheets()[0] == get_stylesheets("home", "rows")[0]
    assert set(get_stylesheets("update", "colophon", "named-in")) < set(get_all_stylesheets())


def test_an_unknown_subject_is_an_error():
    with pytest.raises(KeyError):
        get_stylesheets("no-such-subject")


def test_every_file_in_a_url_exists():
    urls = re.findall(r"url\(\"?([^)\"]+)\"?\)", read_all())
    assert urls
    for url in urls:
        assert url.startswith(("/static/", "data:"))
        if url.startswith("/static/"):
            assert finders.find(url.removeprefix("/static/")), url


def test_minifying_changes_no_generated_content():
    written = "".join(path.read_text() for path in stylesheet.FOLDER.glob("*.css"))
    words = re.compile(r'content:\s*("[^"]*")')
    written = re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
    assert sorted(words.findall(written)) == sorted(words.findall(read_all()))


def test_content_with_an_alternative_text_follows_the_same_without_for_browsers_that_drop_it():
    """Safari before 17.4 ignores a declaration with `/`, and the separator with it."""
    css = read_all()
    plain_before = re.findall(r'content:("[^"]*")(?=;content:\1 / ")', css)
    assert len(re.findall(r'content:"[^"]*" / "', css)) == len(plain_before) > 0


def test_lines_of_text_are_described_one_property_at_a_time_as_safari_knows_them():
    """Safari ignores a `text-decoration` that has a color or a thickness besides the line."""
    assert re.findall(r"text-decoration:[\w-]+ [^;}]*", read_all()) == []


def test_media_queries_are_written_as_browsers_before_safari_16_4_know_them():
    assert re.findall(r"@media[^{]*[<>=][^{]*", read_all()) == []


def weights_in_file(name):
    try:
        (axis,) = ImageFont.truetype(settings.BASE_DIR / "static" / "fonts" / name).get_variation_axes()
    except OSError:  # not variable
        return "400"
    return f"{axis['minimum']} {axis['maximum']}"


def test_a_font_has_the_weights_that_it_is_declared_with():
    """Else browsers take what it lacks for there, and a title is not bold."""
    faces = re.findall(r"@font-face ?{([^{}]*fonts/([^)\"]+)[^{}]*)}", stylesheet.build_layers())
    declared = {name: (re.findall(r"font-weight: ?([\d ]+)", face) or ["400"])[0] for face, name in faces}
    assert "literata-cyrillic.woff2" in declared
    assert declared == {name: weights_in_file(name) for name in declared}
