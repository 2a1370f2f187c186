"""What holds of the suggested countries whatever the text is: nothing raises, and every reason stands where it says."""

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.countries.codes import COUNTRY_NAMES
from news.countries.suggestions import suggest, suggest_for_clipping

WORDS = "Georgia Kyiv Russian in and Israel Cohen St U S Texas Va Turkey New South Ossetia Chişinău Київ American 1"
MARKS = [".", ",", "-", "’s", "(", ")", " ", "\n", "\u00a0", "\u0301"]
PIECES = st.lists(st.sampled_from([*WORDS.split(), *MARKS])).map("".join)
LETTERS = st.characters(codec="utf-8", categories=("Lu", "Ll", "Nd", "Po", "Zs", "Pd"), max_codepoint=0x5FF)
ANYTHING = st.one_of(st.text(), PIECES, st.text(LETTERS))


def codes(text):
    return [suggestion.code for suggestion in suggest(text)]


@given(ANYTHING)
@settings(deadline=None)
def test_every_reason_is_found_where_it_says(text):
    for suggestion in suggest(text):
        assert suggestion.code in COUNTRY_NAMES
        assert suggestion.reasons
        for reason in suggestion.reasons:
            assert 0 <= reason.start < reason.end <= len(text)
            assert text[reason.start : reason.end] == reason.found


@given(ANYTHING, ANYTHING)
@settings(deadline=None)
def test_every_reason_of_a_clipping_is_found_in_its_field(headline, excerpt):
    fields = {"headline": headline, "excerpt": excerpt}
    for suggestion in suggest_for_clipping(headline, excerpt):
        for reason in suggestion.reasons:
            assert fields[reason.where][reason.start : reason.end] == reason.found


@given(st.one_of(PIECES, st.text(LETTERS)))
@settings(deadline=None)
def test_it_makes_no_difference_how_the_accents_apostrophes_and_spaces_are_stored(text):
    composed = unicodedata.normalize("NFC", text)
    assert codes(unicodedata.normalize("NFC", composed)) == codes(composed)
    assert codes(unicodedata.normalize("NFD", composed)) == codes(composed)
    assert codes(composed.replace("’", "'").replace("\u00a0", " ")) == codes(composed)


@given(ANYTHING)
@settings(deadline=None)
def test_what_is_found_is_found_again_alone_unless_the_words_around_it_were_needed(text):
    """A reason's words, read by themselves, suggest at least what they suggested in the text."""
    for suggestion in suggest(text):
        for reason in suggestion.reasons:
            assert suggestion.code in codes(reason.found)


def calls_for(text):
    """How many calls reading takes, which other processes on the machine do not change."""
    count = 0

    def counted(frame, event, argument):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        suggest(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "piece",
    ["Georgia ", "Russian, ", "in Russian and Hebrew ", "New South ", "a’b’c’", "St. ", "Israel ", "x", "KYIV, TX "],
)
def test_a_text_twice_as_long_takes_twice_the_work(piece):
    suggest("")  # reads the tables, once
    work = [calls_for(piece * times) for times in (200, 400, 800)]
    for shorter, longer in pairwise(work):
        assert longer <= shorter * 2.1
