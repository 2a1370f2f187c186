"""A text in which Hebrew and English are mixed has the direction of most of its letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.rich_text.direction import set_directions
from tests.factories import StatementFactory
from tests.html import parse

FRAGMENTS = [
    "<p>",
    "</p>",
    "<li>",
    '<p dir="rtl">',
    "<ul>",
    "</li>",
    "<bdi>",
    "</bdi>",
    "<b>",
    "שלום",
    "peace",
    " ",
    "<",
    "1",
]


@pytest.mark.parametrize(
    ("given_html", "expected"),
    [
        ("<p>שלום is how we greet.</p>", '<p dir="ltr">שלום is how we greet.</p>'),
        ("<p>“<b>שלום</b>” is how we greet.</p>", '<p dir="ltr">“<b>שלום</b>” is how we greet.</p>'),
        ('<h2 id="a">שבת and rest</h2>', '<h2 id="a" dir="ltr">שבת and rest</h2>'),
        ("<li>שלום to you all<ul><li>שלום</li></ul></li>", '<li dir="ltr">שלום to you all<ul><li>שלום</li></ul></li>'),
        ("<blockquote>שלום to you all</blockquote>", '<blockquote dir="ltr">שלום to you all</blockquote>'),
        ("<p>NCSEJ קהילה חוגגת מאה שנה</p>", '<p dir="rtl">NCSEJ קהילה חוגגת מאה שנה</p>'),
    ],
)
def test_a_text_that_begins_in_the_other_script_keeps_its_direction(given_html, expected):
    assert set_directions(given_html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<p>Peace is how we greet.</p>",
        "<p>שבת שלום</p>",
        "<p>Peace is שלום.</p>",
        '<p dir="rtl">שלום is how we greet.</p>',
        '<p><span lang="he" dir="rtl">שלום</span> is how we greet.</p>',
        "<p><bdi>שלום</bdi>, שלום</p>",
        "<p></p>",
        "<pre>שלום is how we greet.</pre>",
    ],
)
def test_where_the_first_letter_tells_it_nothing_is_added(html):
    assert set_directions(html) == html


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
def test_nothing_is_lost_and_doing_it_twice_changes_nothing(html):
    once = set_directions(html)
    assert once.replace(' dir="ltr"', "").replace(' dir="rtl"', "") == html.replace(' dir="rtl"', "")
    assert set_directions(once) == once


@pytest.mark.django_db
def test_a_reader_sees_an_english_paragraph_that_begins_with_a_hebrew_word_from_left_to_right(home, visitor):
    statement = StatementFactory(body="<p>שלום is how we greet.</p><p>שבת שלום</p>")
    assert [p.get("dir") for p in parse(visitor.get(statement.url)).select(".prose p")] == ["ltr", None]
