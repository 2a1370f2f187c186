"""The words of a search, found again in a text."""

from hypothesis import given
from hypothesis import strategies as st

from news.search.highlight import matches, split_at_matches, stems


def marked(text, query):
    return [piece for piece, is_wanted in split_at_matches(text, stems(query)) if is_wanted]


def test_a_word_is_found_in_its_other_forms():
    assert marked("Schools, a school and SCHOOLING; no scholars.", "school") == ["Schools", "school", "SCHOOLING"]


def test_words_of_other_alphabets_are_found_as_they_stand():
    assert marked("Україна, ליטע and Žagarė", "україна žagarė ליטע") == ["Україна", "ליטע", "Žagarė"]


def test_words_that_every_text_has_are_not_marked():
    assert marked("The history of the law", "the law of") == ["law"]


def test_a_text_without_the_words_does_not_speak_of_them():
    assert matches("A kitchen in Mykolaiv", stems("kitchens"))
    assert not matches("A kitchen in Mykolaiv", stems("schools"))


@given(st.text(), st.text())
def test_no_text_loses_a_letter(text, query):
    assert "".join(piece for piece, _ in split_at_matches(text, stems(query))) == text
