"""What issues hold besides: dates and places broken or in brackets, commas between senders, hearings in a letter."""

import pytest

from news.parser import parse_clippings
from news.parser.whole_issue import read_issue
from news.parser.whole_issue.senders import read_senders
from tests.news.parser.test_whole_issue import ARTICLE, LETTER, SIGNATURE, issue

RELEASE = """\
This week NCSEJ issued a press release.

FOR IMMEDIATE RELEASE
January 14, 2016
Contact: Lesley Weiss, 202-898-2500

NCSEJ Welcomes a Sample Law on Property

WASHINGTON, D.C., January 14, 2016 – The National Coalition Supporting Eurasian Jewry (NCSEJ) welcomed the law.

Founded in 1971, NCSEJ represents sample organizations.

We will keep you informed."""


@pytest.mark.parametrize(
    "date",
    [
        *("WASHINGTON, D.C. (January 15, 2016)", "WASHINGTON, D.C. January 15,\n2016", "January 15\n, 2016"),
        *("WASHINGTON,\nD.C. January 15, 2016", "WASHINGTON, D.C. January 15, 201 6"),
    ],
)
def test_the_date_of_a_masthead_may_be_broken_or_in_brackets(date):
    found = read_issue(issue(masthead=f"Weekly News Update\n{date}", signature="Mark B. Levin\nCEO"))
    assert found.date.isoformat() == "2016-01-15"
    assert (found.letter, found.unplaced, found.reasons) == (LETTER, (), ())


@pytest.mark.parametrize(
    "letter",
    [
        RELEASE,
        "Testimony of the Assistant Secretary | Nominee for Ambassador to Moldova | January 20, 2016\n\nWe attended.",
        "The schedule:\n\nMonday, January 18: arrival\n\nWednesday, January 20, 2016: departure",
        "Some links:\n\nOur statement of January 12, 2016\n\nhttps://www.ncsej.org/statement\n\nThank you.",
    ],
)
def test_what_looks_like_an_article_may_stand_in_a_letter(letter):
    found = read_issue(issue(letter=letter))
    assert " ".join(found.letter.split()) == " ".join(letter.split())
    assert (found.signature, found.unplaced, len(found.clippings)) == (SIGNATURE, (), 1)


@pytest.mark.parametrize(
    "signature",
    [
        *("Shabbat Shalom,\nMark B. Levin\nExecutive Vice-Chairman & CEO", "Mark", "—Mark B. Levin, CEO"),
        "Mark B. Levin\nExecutive Vice-Chairman and CEO, NCSEJ",
    ],
)
def test_a_signature_may_have_other_words_or_fewer(signature):
    found = read_issue(issue(signature=signature, head="FROM: Mark B. Levin, Executive Vice-Chairman & CEO"))
    assert (found.letter, found.signature, found.unplaced) == (LETTER, signature, ())


def test_senders_may_be_parted_by_commas_alone():
    lines = ["Daniel Rubin, Chairman, Aleksander Smukler, President, and Mark B. Levin, Executive Vice-Chairman & CEO"]
    assert [(each.name, each.title) for each in read_senders(lines)] == [
        *(("Daniel Rubin", "Chairman"), ("Aleksander Smukler", "President")),
        ("Mark B. Levin", "Executive Vice-Chairman & CEO"),
    ]


@pytest.mark.parametrize("author", ["the Editorial Board", "The Editors"])
def test_an_editorial_board_is_an_author(author):
    assert parse_clippings(ARTICLE.replace("An Author", author)).clippings[0].byline == author
