"""The stylesheet as it is put into each page."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import override_settings

from pages import stylesheet
from pages.stylesheet import minify


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
    assert minify(written) == sent


def test_every_layer_is_in_it_once_and_in_order():
    css = stylesheet.build_stylesheet()
    assert css.startswith("@layer reset,tokens,type,layout,components,print;")
    for layer in stylesheet.LAYERS:
        assert f"@layer {layer}{{" in css


SUBJECTS = [path.stem.removeprefix("components-") for path in sorted(stylesheet.FOLDER.glob("components-*.css"))]


def test_no_file_of_styles_is_forgotten():
    written = {path.stem for path in stylesheet.FOLDER.glob("*.css")}
    assert written == set(stylesheet.LAYERS) | {f"components-{subject}" for subject in SUBJECTS}


def test_the_components_of_a_subject_are_there_where_they_are_asked_for_and_nowhere_else():
    assert ".timeline__event" in stylesheet.build_stylesheet("about")
    assert ".timeline__event" not in stylesheet.build_stylesheet()


def test_a_subject_that_does_not_exist_is_an_error():
    with pytest.raises(FileNotFoundError):
        stylesheet.build_stylesheet("no-such-subject")


def test_every_file_it_names_exists():
    addresses = re.findall(r"url\(\"?([^)\"]+)\"?\)", stylesheet.build_stylesheet(*SUBJECTS))
    assert addresses
    for address in addresses:
        assert address.startswith(("/static/", "data:"))
        if address.startswith("/static/"):
            assert finders.find(address.removeprefix("/static/")), address


def test_no_words_that_a_reader_sees_are_changed_by_leaving_things_out():
    written = "".join(path.read_text() for path in stylesheet.FOLDER.glob("*.css"))
    words = re.compile(r'content:\s*("[^"]*")')
    written = re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
    assert sorted(words.findall(written)) == sorted(words.findall(stylesheet.build_stylesheet(*SUBJECTS)))


def test_it_is_made_once_in_production_and_anew_for_every_page_in_development(monkeypatch):
    made = []
    monkeypatch.setattr(stylesheet, "build_stylesheet", lambda *subjects: made.append(subjects) or "css")
    with override_settings(DEBUG=True):
        stylesheet.get_stylesheet()
        stylesheet.get_stylesheet()
    assert len(made) == 2
    with override_settings(DEBUG=False):
        assert stylesheet.get_stylesheet("lists") is stylesheet.get_stylesheet("lists")
