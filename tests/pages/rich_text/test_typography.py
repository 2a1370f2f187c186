"""A bill and its number, and 501(c)(3), are kept on one line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.rich_text.typography import NO_BREAK_SPACE, nonbreaking

FRAGMENTS = [
    "H.R. 1911",
    "S. 12",
    "P.L. 112-208",
    "501(c)(3)",
    "<b>",
    "</b>",
    '<a href="/H.R. 1911/">',
    "<",
    ">",
    " ",
    "U.S. 7",
    "\n",
    "ה",
]


@pytest.mark.parametrize(
    "citation",
    [
        "H.R. 1911",
        "H. R. 7",
        "S. 123",
        "H.Res. 5",
        "S. J. Res. 4",
        "H.Con.Res. 9",
        "P.L. 112-208",
        "Pub. L. No. 93-618",
    ],
)
def test_the_citation_of_a_bill_or_law_gets_no_break_spaces(citation):
    assert nonbreaking(f"<p>On {citation}, it</p>") == f"<p>On {citation.replace(' ', NO_BREAK_SPACE)}, it</p>"


def test_the_section_of_the_tax_code_is_kept_on_one_line():
    assert nonbreaking("<p>A 501(c)(3).</p>") == '<p>A <span class="one-line">501(c)(3)</span>.</p>'
    assert nonbreaking('<a title="501(c)(3)">') == '<a title="501(c)(3)">'


@pytest.mark.parametrize(
    "text",
    ["the U.S. 2020 census", "S. Rosen", "H.R.1911", "Section 5", '<a title="H.R. 1911">', "<textarea>H.R. 1911"],
)
def test_nothing_else_is_changed(text):
    assert nonbreaking(text) == text


@given(st.lists(st.sampled_from(FRAGMENTS)).map("".join) | st.text())
def test_only_spaces_outside_tags_change_and_it_is_idempotent(html):
    changed = nonbreaking(html)
    once = re.sub('<span class="one-line">(.*?)</span>', r"\1", changed)
    assert once.replace(NO_BREAK_SPACE, " ") == html.replace(NO_BREAK_SPACE, " ")
    assert re.findall(r"<[^<>]*>", once) == re.findall(r"<[^<>]*>", html)
    assert nonbreaking(changed) == changed


def test_a_hostile_text_is_processed_in_linear_time():
    """With quadratic time this test would not end."""
    for fragment in ("<", "<a ", "H.", "H. J. Res.", "<textarea>", "<script "):
        assert nonbreaking(fragment * 300_000) == fragment * 300_000
