"""The words of a search, highlighted in a text, and the text around them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from news.search.highlight import EXCERPT_LENGTH, Highlighter
from news.search.names import NameRow, Names
from news.search.query import parse
from news.search.words import Phrase

NAMES = Names([NameRow("spelling", "1", ("Kyiv", "Kiev", "Киев")), NameRow("spelling", "2", ("Babyn Yar", "Babi Yar"))])


def highlighter(query):
    return Highlighter(parse(query, NAMES, date(2026, 11, 26)).phrases)


def highlighted(text, query):
    return [part for part, is_match in highlighter(query).split(text) if is_match]


def test_a_reader_sees_other_forms_of_a_word_highlighted():
    assert highlighted("Schools, a school and SCHOOLING; no scholars.", "school") == ["Schools", "school", "SCHOOLING"]


def test_words_in_other_alphabets_are_highlighted_as_they_are():
    assert highlighted("Україна, ליטע and Žagarė", "україна žagarė ליטע") == ["Україна", "ליטע", "Žagarė"]


def test_other_spellings_and_declensions_are_highlighted():
    assert highlighted("In Kiev, that is in Kyiv; в Киеве.", "kyiv") == ["Kiev", "Kyiv", "Киеве"]
    assert highlighted("At Babyn Yar; a yar elsewhere.", "babi yar") == ["Babyn Yar", "yar"]


def test_a_phrase_is_highlighted_as_one_and_its_words_elsewhere_are_not():
    assert highlighted("A second generator; the generator; a second.", '"second generator"') == ["second generator"]


def test_stop_words_are_not_highlighted():
    assert highlighted("The history of the law", "the law of") == ["law"]


def test_a_word_that_is_left_out_is_not_highlighted():
    assert highlighted("A kitchen in Mykolaiv", "kitchen -Mykolaiv") == ["kitchen"]


def test_a_bill_is_highlighted_however_it_is_cited():
    assert highlighted("See H.R. 1911 and HR 1911.", "hr1911") == ["H.R. 1911", "HR 1911"]


def test_the_excerpt_is_the_part_that_has_most_of_the_words():
    text = (
        f"{'Nothing here. ' * 60}A school is named. {'Nothing here. ' * 60}The school has a roof. {'And so on. ' * 60}"
    )
    excerpt = highlighter("school roof").excerpt(text)
    shown = "".join(part for part, _ in excerpt)
    assert [part for part, is_match in excerpt if is_match] == ["school", "roof"]
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) <= EXCERPT_LENGTH + 10


def test_an_excerpt_without_a_match_is_the_beginning():
    assert highlighter("school").excerpt("A short text.") == [("A short text.", False)]


@given(st.text(), st.text())
def test_splitting_loses_no_character(text, query):
    assert "".join(part for part, _ in highlighter(query).split(text)) == text


@given(st.text(max_size=2000), st.text())
def test_an_excerpt_is_short(text, query):
    shown = "".join(part for part, _ in highlighter(query).excerpt(text))
    assert len(shown) <= EXCERPT_LENGTH + 10


@given(st.text(), st.text())
def test_any_phrase_can_be_looked_for(text, words):
    assert (
        "".join(part for part, _ in Highlighter([Phrase(words), Phrase(words, is_prefix=bool(words))]).split(text))
        == text
    )
