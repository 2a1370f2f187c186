"""The citation of a page, and the mail that sends it on."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.citation import Reference, cite, cite_clipping, coins, mail_link, split_authors

URL = "https://www.ncsej.org/news/2026-11-13/"


@pytest.mark.parametrize(
    ("title", "cited"),
    [
        ("Before the cold", "NCSEJ. “Before the cold.” November 13, 2026."),
        ("Who counts?", "NCSEJ. “Who counts?” November 13, 2026."),
        ("Saying “never again” again", "NCSEJ. “Saying ‘never again’ again.” November 13, 2026."),
        ("Weekly Update, November 13, 2026", "NCSEJ. “Weekly Update, November 13, 2026.”"),  # the date once
        ("", "NCSEJ. November 13, 2026."),
    ],
)
def test_a_page_is_cited_in_american_style(title, cited):
    assert cite("NCSEJ", title, "November 13, 2026", URL) == f"{cited} {URL}"


def test_what_is_not_known_is_left_out():
    assert cite("", "Before the cold", "", URL) == f"“Before the cold.” {URL}"


TEXT = st.text(st.characters(codec="utf-8"))


@given(TEXT, TEXT)
def test_a_mail_has_the_subject_and_the_text_whatever_is_in_them(subject, body):
    link = urlsplit(mail_link(subject, body))
    assert link.scheme == "mailto"
    assert (link.path, link.fragment) == ("", "")
    assert parse_qs(link.query, keep_blank_values=True) == {"subject": [subject], "body": [body]}


def test_an_article_is_cited_with_where_it_was_quoted():
    cited = cite_clipping("A. Writer", "A roof", "JTA", "March 2, 2015", "NCSEJ. “Update.”", URL)
    assert cited == f"A. Writer. “A roof.” JTA, March 2, 2015. Quoted in NCSEJ. “Update.” {URL}"
    assert cite_clipping("", "A roof", "", "", "", URL) == f"“A roof.” {URL}"


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("A. Writer", ("A. Writer",)),
        ("A. and B. Sand", ("A.", "B. Sand")),
        ("Sand & Andrews; C.", ("Sand", "Andrews", "C.")),
        ("", ()),
    ],
)
def test_the_authors_of_a_byline_are_told_apart(byline, authors):
    assert split_authors(byline) == authors


@given(TEXT)
def test_coins_carry_any_title(title):
    found = parse_qs(coins(Reference("webpage", title, URL)))
    assert found.get("rft.title", [""]) == [title]
    assert found["rft.identifier"] == [URL]
