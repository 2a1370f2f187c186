"""What an older browser drops of a stylesheet."""

import re

import pytest

from pages.stylesheet import FOLDER, minify
from quality.oldest_browsers import (
    FEATURES,
    PROMISED,
    missing_features,
    unlisted_features,
    without_missing_features,
)

SHEET = minify("\n".join(file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.css"))))


def drop(css):
    return without_missing_features(css, missing_features("safari", 15))


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ('a::after{content:"/";content:"/" / ""}', 'a::after{content:"/";}'),
        ('a{content:"a/b";color:red}', 'a{content:"a/b";color:red;}'),
        (".a:has(b),.c{color:red}.d{color:blue}", ".d{color:blue;}"),
        ("@supports not selector(:popover-open){a{color:red}}", "@supports not (unknown: 1){a{color:red;}}"),
        ("@supports (anchor-name:--a){a{color:red}}", "@supports (unknown: 1){a{color:red;}}"),
        ("@layer a{@view-transition{navigation:auto}b{color:red}}", "@layer a{b{color:red;}}"),
        ("a{inset:1px;inset:anchor(bottom) 0 0}", "a{inset:1px;}"),
        ('a{background:url("data:x;y{}")}', 'a{background:url("data:x;y{}");}'),
    ],
)
def test_a_browser_drops_what_it_does_not_know_and_nothing_else(css, left):
    assert drop(css) == left


def test_a_browser_that_knows_everything_drops_nothing_of_the_stylesheet():
    kept = without_missing_features(SHEET, [])
    assert re.sub(r"[\s;]", "", kept) == re.sub(r"[\s;]", "", SHEET)


def test_the_stylesheet_uses_nothing_that_is_in_neither_list():
    assert unlisted_features(SHEET) == set(), "Add it to FEATURES, with the versions that know it, or to KNOWN"


def test_nothing_loses_its_role_as_safari_before_16_has_it():
    """There, an element with `display: contents` is no landmark, list or button to a screen reader."""
    assert not re.search(r"display:\s*contents", SHEET)


def test_a_feature_in_neither_list_is_found():
    css = "@new{a:newer(1)::newest(b){color:oklch(1 0 0)}}"
    assert unlisted_features(css) == {"@new", ":newer(", "::newest(", "oklch("}


def test_each_feature_of_the_table_is_lacked_by_a_promised_browser():
    lacked = {feature.name for browser, version in PROMISED.items() for feature in missing_features(browser, version)}
    assert {feature.name for feature in FEATURES} == lacked
