"""What is unsure of an old issue's articles and lines is among its reasons, and makes the issue less sure."""

import pytest

from archive.merging import merge
from archive.models import THRESHOLD
from archive.reading import Form, SourceText
from archive.record import make_record
from news.parser.sources import NO_SOURCES
from tests.news.parser.test_whole_issue import issue

ARTICLE = "Bakery Opens in Gomel\nJTA, January 14, 2016\nhttps://www.jta.org/bakery\nBread was sold."
PARAGRAPH_AS_HEADLINE = """\
Bread is sold in the street by the old bridge of the town, and everybody is glad of it.
Nadia Petrenko
BNS, January 13, 2016
https://www.bns.lt/bread
The oven is new."""


def record(**parts):
    return make_record(SourceText("a.txt", Form.TEXT, issue(**parts)), NO_SOURCES)


def test_an_issue_without_doubts_is_sure():
    found = record(articles=ARTICLE)
    assert (found.reasons, found.confidence) == ((), 1.0)


def test_articles_with_doubts_are_counted_and_cost_confidence():
    without_text = "Choir Sings in Riga\nBNS, January 13, 2016\nhttps://www.bns.lt/choir"
    one = record(articles=f"{ARTICLE}\n\n{without_text}")
    assert (one.reasons, one.confidence) == (("1 article has doubts.",), 0.95)
    two = record(articles=f"{ARTICLE.replace(', 2016', '')}\n\n{without_text}")
    assert two.reasons == ("2 articles have doubts.",)


def test_a_paragraph_that_was_taken_for_a_headline_is_published_by_nobody_but_a_person():
    found = record(articles=f"{ARTICLE}\n\n{PARAGRAPH_AS_HEADLINE}")
    assert "The headline reads like a paragraph." in found.issue.clippings[1].doubts
    assert found.reasons == ("1 article has doubts.", "Some articles were guessed.")
    assert found.confidence < THRESHOLD


def test_that_no_article_has_an_address_is_said_once_of_the_issue_and_may_be_so():
    """Many old issues were sent as text, whose links are lost: that alone keeps none from being published."""
    articles = "\n\n".join(ARTICLE.replace("https://www.jta.org/bakery\n", "").replace("Gomel", it) for it in "AB")
    found = record(articles=articles)
    assert found.reasons == ("No article has an address.",)
    assert THRESHOLD <= found.confidence < 1


def test_an_article_without_an_address_among_others_has_a_doubt():
    found = record(
        articles=f"{ARTICLE}\n\n{ARTICLE.replace('https://www.jta.org/bakery', '').replace('Gomel', 'Riga')}"
    )
    assert found.reasons == ("1 article has doubts.",)


@pytest.mark.parametrize("form", [Form.TEXT, Form.PDF])
def test_captions_without_a_place_are_a_reason_and_count(form):
    text = issue(letter="Above: The hall\nThis week our board met in the large hall of the town, and spoke of bread.")
    alone = make_record(SourceText("a", form, text), NO_SOURCES)
    for found in (alone, merge([alone]).record, merge([record(), alone]).record):
        assert "Captions of photos belong nowhere." in found.reasons
        assert found.confidence < 1


def test_a_text_in_which_many_words_lost_letters_is_published_by_nobody_but_a_person():
    found = record(letter="С \ufffd\ufffd! Ваш\ufffd \ufffdруг, пиш\ufffdте нам. This week our board met in town.")
    assert "Letters were lost in many words (\ufffd)." in found.reasons
    assert found.confidence < THRESHOLD
    few = record(letter="This week our board met in the Caf\ufffd of the town, and spoke of bread and of salt.")
    assert few.reasons == ("A letter was lost in some words (\ufffd).",)
