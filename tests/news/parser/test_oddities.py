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


@pytest.mark.parametrize(
    "headline",
    [
        *("ADL REPORT COUNTS\nFEWER INCIDENTS", "St. Petersburg Mayor: No New\nBuilding Beside the Cemetery"),
        "Putin, Netanyahu Speak\nby Telephone",
    ],
)
def test_the_second_line_of_a_headline_is_no_author(headline):
    clipping = parse_clippings(ARTICLE.replace("Envoys Meet in Kyiv\nBy An Author", headline)).clippings[0]
    assert (clipping.headline, clipping.byline) == (headline.replace("\n", " "), "")


@pytest.mark.parametrize("byline", ["by AFP", "By Reuters", "by Nadia Vit"])
def test_an_agency_or_a_person_is_an_author(byline):
    assert parse_clippings(ARTICLE.replace("By An Author", byline)).clippings[0].byline == byline[3:]


def test_a_source_may_be_parted_from_its_date_or_its_article():
    head = "Hungary, Romania and Bulgaria Sign a Declaration By Felix Beispiel Deutsche Welle,\nMay 5, 2018 URL"
    article = (
        "Three Candidates Speak in the Community of a Sample Town By Nadia Vit The\nTimes of Israel, May 4, 2018 OTHER"
    )
    text = f"{head}\nText of it.\n{article}\nMore text."
    text = text.replace("URL", "https://www.dw.com/1").replace("OTHER", "https://www.timesofisrael.com/2")
    assert [(each.byline, each.source) for each in parse_clippings(text).clippings] == [
        *(("Felix Beispiel", "Deutsche Welle"), ("Nadia Vit", "The Times of Israel"))
    ]


def test_the_address_of_a_headline_may_stand_below_it():
    text = "Five Questions After the Vote\n<https://example.org/1>\nBy Nadia Vit\nJTA, May 4, 2018\nText of it."
    clipping = parse_clippings(text).clippings[0]
    assert (clipping.headline[-5:], clipping.byline, clipping.url) == (" Vote", "Nadia Vit", "https://example.org/1")


def test_the_first_name_may_stand_on_the_line_above():
    assert [each.name for each in read_senders(["Daniel Rubin, Chairman; Mark", "B. Levin, CEO"])] == [
        *("Daniel Rubin", "Mark B. Levin")
    ]


def test_the_name_of_the_organization_below_a_signature_is_no_headline():
    signature = "Mark B. Levin\nCEO\nNational Coalition Supporting Eurasian Jewry"
    found = read_issue(issue(signature=signature).replace("\n\n", "\n"))
    assert (found.signature, found.clippings[0].headline) == (signature, "Envoys Meet in Kyiv")


@pytest.mark.parametrize(
    ("headline", "other", "byline"),
    [
        ("Sample Synagogue in Baku Marks Its Day Nadia Vit", "", "Nadia Vit"),
        ("Sample Synagogue in Baku Marks Thirty Years", "By Felix Beispiel\n", ""),  # others are named with "By"
        ("Israel, Ukraine Conclude Talks, Minister Says", "", ""),
        ("NCSEJ Welcomes the Release of a Sample Prisoner", "", ""),
    ],
)
def test_an_author_without_by_on_the_line_of_headline_and_source_is_guessed(headline, other, byline):
    text = f"{headline} JTA, January 12, 2016\nText of it.\nA Street in Kyiv\n{other}BNS, January 13, 2016\nMore."
    clipping = parse_clippings(text).clippings[0]
    assert (clipping.headline, clipping.byline) == (headline.removesuffix(byline).strip(), byline)


def test_articles_without_any_link_below_a_letter_without_signature_are_found():
    articles = "\n\n".join(
        f"Envoys Meet in Town {place}\nJTA, January 1{place}, 2016\nText of it." for place in range(1, 5)
    )
    foot = "National Coalition Supporting Eurasian Jewry\nWashington, DC 20036"
    found = read_issue(issue(signature="", articles=articles, foot=foot))
    assert (found.letter, len(found.clippings), found.unplaced) == (LETTER, 4, ())


def test_a_signature_may_end_with_the_organizations_short_name():
    signature = "Sincerely,\nMark B. Levin\nCEO\nNCSEJ"
    article = "A Summer Camp Grows Up\nJTA, January 14, 2016\nText of it."
    found = read_issue(issue(signature=signature, articles=article).replace("\n\n", "\n"))
    assert (found.signature, found.clippings[0].headline) == (signature, "A Summer Camp Grows Up")
