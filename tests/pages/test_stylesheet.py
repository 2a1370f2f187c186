"""The stylesheet as it is put into each page."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import override_settings

from pages import stylesheet
from pages.stylesheet import compact


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("a { color: red; }", "a{color: red}"),
        ("/* why */ a { color: red }", "a{color: red}"),
        ("/* one */a{b:c}/* two\nlines */d{e:f}", "a{b:c}d{e:f}"),
        ("a  >  b ,\n c { d : e }", "a > b,c{d : e}"),
        ("a { width: calc(1rem + 2px) }", "a{width: calc(1rem + 2px)}"),
        ("@media (min-width: 40rem) and (hover) { a { b: c } }", "@media (min-width: 40rem) and (hover){a{b: c}}"),
    ],
)
def test_only_what_means_nothing_is_left_out(written, sent):
    assert compact(written) == sent


def test_every_layer_is_in_it_once_and_in_order():
    css = stylesheet.read()
    assert css.startswith("@layer reset,tokens,type,layout,components,print;")
    for layer in stylesheet.LAYERS:
        assert f"@layer {layer}{{" in css


def test_no_file_of_styles_is_forgotten():
    written = {path.stem for path in stylesheet.FOLDER.glob("*.css")}
    assert written == set(stylesheet.FILES)


def test_every_file_it_names_exists():
    addresses = re.findall(r"url\(\"?([^)\"]+)\"?\)", stylesheet.read())
    assert addresses
    for address in addresses:
        assert address.startswith(("/static/", "data:"))
        if address.startswith("/static/"):
            assert finders.find(address.removeprefix("/static/")), address


def test_no_words_that_a_reader_sees_are_changed_by_leaving_things_out():
    written = "".join(path.read_text() for path in stylesheet.FOLDER.glob("*.css"))
    words = re.compile(r'content:\s*("[^"]*")')
    written = re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
    assert sorted(words.findall(written)) == sorted(words.findall(stylesheet.read()))


def test_it_is_made_once_in_production_and_anew_for_every_page_in_development(monkeypatch):
    made = []
    monkeypatch.setattr(stylesheet, "read", lambda: made.append(1) or "css")
    with override_settings(DEBUG=True):
        stylesheet.stylesheet()
        stylesheet.stylesheet()
    assert len(made) == 2
    with override_settings(DEBUG=False):
        assert stylesheet.stylesheet() is stylesheet.stylesheet()
