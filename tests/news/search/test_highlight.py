"""The words of a search, highlighted in a text."""

from hypothesis import given
from hypothesis import strategies as st

from news.search.highlight import has_match, split_at_matches, stems


def highlighted(text, query):
    return [part for part, is_match in split_at_matches(text, stems(query)) if is_match]


def test_a_reader_sees_other_forms_of_a_word_highlighted():
    assert highlighted("Schools, a school and SCHOOLING; no scholars.", "school") == ["Schools", "school", "SCHOOLING"]


def test_words_in_other_alphabets_are_highlighted_as_they_are():
    assert highlighted("Україна, ליטע and Žagarė", "україна žagarė ליטע") == ["Україна", "ליטע", "Žagarė"]


def test_stop_words_are_not_highlighted():
    assert highlighted("The history of the law", "the law of") == ["law"]


def test_a_text_matches_by_stem_and_not_otherwise():
    assert has_match("A kitchen in Mykolaiv", stems("kitchens"))
    assert not has_match("A kitchen in Mykolaiv", stems("schools"))


@given(st.text(), st.text())
def test_splitting_loses_no_character(text, query):
    assert "".join(part for part, _ in split_at_matches(text, stems(query))) == text
