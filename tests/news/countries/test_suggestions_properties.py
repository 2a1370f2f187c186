"""What holds for any text: no suggestion raises, and the words of every reason are at the offsets it gives."""

import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.countries.codes import COUNTRY_NAMES
from news.countries.suggestions import suggest_for_clipping, suggest_for_text

WORDS = "Georgia Kyiv Russian in and Israel Cohen St U S Texas Va Turkey New South Ossetia Chişinău Київ American 1"
SEPARATORS = [".", ",", "-", "’s", "(", ")", " ", "\n", "\u00a0", "\u0301"]
PHRASES = st.lists(st.sampled_from([*WORDS.split(), *SEPARATORS])).map("".join)
LETTERS = st.characters(codec="utf-8", categories=("Lu", "Ll", "Nd", "Po", "Zs", "Pd"), max_codepoint=0x5FF)
ANYTHING = st.one_of(st.text(), PHRASES, st.text(LETTERS))


def codes(text):
    return [suggestion.code for suggestion in suggest_for_text(text)]


@given(ANYTHING)
@settings(deadline=None)
def test_the_words_of_every_reason_are_at_its_offsets(text):
    for suggestion in suggest_for_text(text):
        assert suggestion.code in COUNTRY_NAMES
        assert suggestion.reasons
        for reason in suggestion.reasons:
            assert 0 <= reason.start < reason.end <= len(text)
            assert text[reason.start : reason.end] == reason.found


@given(ANYTHING, ANYTHING)
@settings(deadline=None)
def test_the_words_of_every_reason_of_a_clipping_are_at_its_offsets_in_its_field(headline, excerpt):
    fields = {"headline": headline, "excerpt": excerpt}
    for suggestion in suggest_for_clipping(headline, excerpt):
        for reason in suggestion.reasons:
            assert fields[reason.where][reason.start : reason.end] == reason.found


@given(st.one_of(PHRASES, st.text(LETTERS)))
@settings(deadline=None)
def test_suggestions_do_not_depend_on_unicode_normalization_apostrophes_and_spaces(text):
    composed = unicodedata.normalize("NFC", text)
    assert codes(unicodedata.normalize("NFC", composed)) == codes(composed)
    assert codes(unicodedata.normalize("NFD", composed)) == codes(composed)
    assert codes(composed.replace("’", "'").replace("\u00a0", " ")) == codes(composed)


@given(ANYTHING)
@settings(deadline=None)
def test_the_words_of_a_reason_alone_suggest_the_same_country(text):
    for suggestion in suggest_for_text(text):
        for reason in suggestion.reasons:
            assert suggestion.code in codes(reason.found)


def count_calls(text):
    """How many function calls a text takes, which does not depend on the load of the machine."""
    count = 0

    def profile(frame, event, argument):
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        suggest_for_text(text)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "phrase",
    ["Georgia ", "Russian, ", "in Russian and Hebrew ", "New South ", "a’b’c’", "St. ", "Israel ", "x", "KYIV, TX "],
)
def test_a_text_twice_as_long_takes_at_most_twice_the_work(phrase):
    suggest_for_text("")  # reads the tables, once
    work = [count_calls(phrase * times) for times in (200, 400, 800)]
    for shorter, longer in pairwise(work):
        assert longer <= shorter * 2.1
