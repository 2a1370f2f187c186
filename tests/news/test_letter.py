"""The opening paragraph of a letter: the first that is more than a salutation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.letter import mark_opening, text_after_salutation

OPENING = "It has been a heavy autumn."


@pytest.mark.parametrize(
    "before",
    [
        "",
        "<p>Dear Friend,</p>",
        '<p data-block-key="a1">Dear <i>NCSEJ Leadership</i> and Friends:</p>',
        "<p>Dear Friend,&nbsp;</p>\n<p></p><p> </p>",
        "<p>Shalom,</p>",
    ],
)
@pytest.mark.parametrize("after", ["", "<p>And more of it.</p>"])
def test_the_opening_is_marked_and_the_salutation_is_not(before, after):
    letter = f'{before}<p data-block-key="b2">{OPENING}</p>{after}'
    marked = f'{before}<p class="opening" data-block-key="b2">{OPENING}</p>{after}'
    assert mark_opening(letter) == marked


def test_a_salutation_in_the_same_paragraph_is_marked_with_it():
    assert mark_opening("<p>Dear Friend,<br/>It is cold.</p>") == '<p class="opening">Dear Friend,<br/>It is cold.</p>'


@pytest.mark.parametrize("first", ["<ul><li>One</li></ul>", "<blockquote>Said.</blockquote>", "", "No paragraph"])
def test_where_something_else_comes_first_nothing_is_marked(first):
    letter = f"<p>Dear Friend,</p>{first}" + (f"<p>{OPENING}</p>" if first else "")
    assert mark_opening(letter) == letter


@given(
    st.lists(st.sampled_from(["<p>", "<p data-a='>'>", "</p>", "Dear", ",", " ", "<br>", "&nbsp;", "\n"])).map("".join)
)
def test_nothing_but_the_class_is_added_to_any_text(html):
    marked = mark_opening(html)
    assert marked.replace(' class="opening"', "", 1) == html


@pytest.mark.parametrize(
    ("letter", "text"),
    [
        (
            "<p>Dear Friend,</p><ul><li>First a list item</li><li>Second</li></ul><p>Then a paragraph</p>",
            "First a list item; Second. Then a paragraph",
        ),
        (
            "<ol><li>One,</li><li>two;</li><li>three.</li></ol><p>“Four.”</p><p>Five</p>",
            "One, two; three. “Four.” Five",
        ),
        (
            "<h2>A title</h2><p>It is cold:<br/>very<br/>cold</p><blockquote>“Said”</blockquote><p>Yes?</p><p>No</p>",
            "A title. It is cold: very cold. “Said”. Yes? No",
        ),
        ("<p>Dear Friend,</p>", ""),
    ],
)
def test_a_list_and_a_paragraph_without_a_full_stop_do_not_run_together(letter, text):
    assert text_after_salutation(letter) == text
