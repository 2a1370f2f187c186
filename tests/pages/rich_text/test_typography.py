"""A bill and its number stay on one line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.rich_text.typography import NO_BREAK_SPACE, nonbreaking

PIECES = [
    "H.R. 1911",
    "S. 12",
    "P.L. 112-208",
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
def test_a_bill_or_law_is_held_together(citation):
    assert nonbreaking(f"<p>On {citation}, it</p>") == f"<p>On {citation.replace(' ', NO_BREAK_SPACE)}, it</p>"


@pytest.mark.parametrize(
    "text",
    ["the U.S. 2020 census", "S. Rosen", "H.R.1911", "Section 5", '<a title="H.R. 1911">', "<textarea>H.R. 1911"],
)
def test_nothing_else_is_touched(text):
    assert nonbreaking(text) == text


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_only_spaces_change_never_those_of_a_tag_and_twice_is_as_once(html):
    once = nonbreaking(html)
    assert once.replace(NO_BREAK_SPACE, " ") == html.replace(NO_BREAK_SPACE, " ")
    assert re.findall(r"<[^<>]*>", once) == re.findall(r"<[^<>]*>", html)
    assert nonbreaking(once) == once


def test_a_page_of_marks_that_lead_nowhere_is_read_in_one_go():
    """Were the time to grow with the square of the length, this test would not end."""
    for piece in ("<", "<a ", "H.", "H. J. Res.", "<textarea>", "<script "):
        assert nonbreaking(piece * 300_000) == piece * 300_000
