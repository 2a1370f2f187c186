"""An article that only the less trusted file of a week has is told, and published by nobody but a person."""

import pytest

from archive.merging import merge
from archive.models import THRESHOLD
from archive.reading import Form
from tests.news.parser.test_whole_issue import issue

from .test_merging import MAIL_ARTICLES, PDF_ARTICLES, articles, record


@pytest.fixture
def twins():
    return [record(issue(articles=PDF_ARTICLES), "a.pdf", Form.PDF), record(issue(articles=MAIL_ARTICLES))]


def test_an_article_of_the_pdf_alone_is_a_reason_to_publish_nothing_unseen(twins):
    merged = merge(twins).record
    assert "Only a.pdf has “Town Mends a Roof”." in merged.reasons
    assert merged.confidence < THRESHOLD


def test_of_many_articles_of_the_pdf_alone_some_are_named():
    pdf = record(issue(articles=articles(5, "Choir")), "a.pdf", Form.PDF)
    (reason,) = (each for each in merge([record(issue()), pdf]).record.reasons if each.startswith("Only"))
    assert reason == "Only a.pdf has “Choir0a Choir0b”, “Choir1a Choir1b”, “Choir2a Choir2b” and 2 more."


def test_where_the_mail_has_no_articles_those_of_the_pdf_are_no_contradiction(twins):
    merged = merge([record(issue(articles="")), twins[0]]).record
    assert len(merged.issue.clippings) == 3
    assert merged.reasons == ()


def test_of_an_article_of_the_pdf_alone_readers_see_no_more_than_the_mail_shows_of_one(twins):
    """It may be one of the mail's, read wrongly: then its whole text would stand beside the excerpt."""
    text = "The roof leaked for a year and a day. Then the whole town came with ladders and mended it."
    whole = issue(articles=PDF_ARTICLES.replace("The roof leaked.", text))
    merged = merge([record(whole, "a.pdf", Form.PDF), twins[1]])
    assert merged.record.issue.clippings[1].excerpt == "The roof leaked for …"
    assert merged.long_texts[2] == text
    bare = MAIL_ARTICLES.replace("They met for an hour.\n", "").replace("It sang nine songs.\n", "")
    merged = merge([record(whole, "a.pdf", Form.PDF), record(issue(articles=bare))])
    assert merged.record.issue.clippings[1].excerpt == ""
    assert merged.long_texts[2] == text
