"""Issues of which a PDF has lost the lines and the addresses: as its text is, all on one line or head by head."""

import pytest

from news.parser import parse_clippings
from news.parser.whole_issue import read_issue

TO_AND_FROM = "TO: Friends of the Sample FROM: Ada Example, Chairman; Ben Sample, CEO "
HEAD = f"Weekly Top 10 WASHINGTON, D.C. August 14, 2020 {TO_AND_FROM}"
LETTER = "Dear Friend, Last week the board met in Washington and heard of it. It was a good meeting. Shabbat Shalom! "
FOOT = (
    "If you enjoy these Newsletters, please consider making a donation to us to help the communities in these times. "
)
FIRST = "Old library opens after years of work JTA | August 7, 2020 RIGA — The doors opened on Friday. It was raining. "
SECOND = (
    "School has a new roof The Jerusalem Post | August 10, 2020 MINSK — The roof is tin. Read the full article here."
)
SIGNED = "Sincerely, Ben Sample NCSEJ Executive Vice-Chairman & CEO "


@pytest.fixture
def issue():
    masthead = "NCSEJ WEEKLY TOP 10 Washington, D.C. August 14, 2020 "
    return read_issue(f"{HEAD}{LETTER}{SIGNED}{FOOT}{masthead}{FIRST}Read the full article here. {SECOND}")


def test_a_whole_issue_on_one_line_is_parted_without_any_address(issue):
    assert issue.letter.endswith("It was a good meeting. Shabbat Shalom!")
    assert issue.signature == SIGNED.strip()
    assert [(each.headline, each.source, str(each.date)) for each in issue.clippings] == [
        ("Old library opens after years of work", "JTA", "2020-08-07"),
        ("School has a new roof", "The Jerusalem Post", "2020-08-10"),
    ]
    assert issue.clippings[0].excerpt == "RIGA — The doors opened on Friday. It was raining."
    assert issue.unplaced == ()


def test_the_author_before_the_source_is_told_from_the_headline_and_doubted():
    head = "Old library opens after years of work Anna Sampleton JTA | August 7, 2020"
    (read,) = parse_clippings(f"{head}\n\nRIGA — The doors opened on Friday.").clippings
    assert (read.headline, read.byline) == ("Old library opens after years of work", "Anna Sampleton")
    assert read.confidence < 1


@pytest.mark.parametrize(
    "name", ["President Sampleton", "Rabbi Sampleton", "Anna Sampleton’s House", "in Sampleton City"]
)
def test_a_name_that_belongs_to_the_headline_stays_there(name):
    head = f"Old library opens to {name} JTA | August 7, 2020"
    (read,) = parse_clippings(f"{head}\n\nRIGA — Sampleton opened it on Friday.").clippings
    assert (read.headline, read.byline) == (f"Old library opens to {name}", "")


def test_a_headline_that_is_a_sentence_keeps_its_authors():
    above = "Headline of another\nJTA | March 21, 2021\n\nIts only paragraph ends here.\n\n"
    head = (
        "Opinion: It is not this. It is that.\nAnna Sampleton and Ben Example\nThe Washington Post | March 22, 2021\n\n"
    )
    read = parse_clippings(f"{above}{head}On Monday it began.").clippings
    assert [each.headline for each in read] == ["Headline of another", "Opinion: It is not this. It is that."]
    assert [each.byline for each in read] == ["", "Anna Sampleton and Ben Example"]
    assert read[0].excerpt == "Its only paragraph ends here."


@pytest.mark.parametrize(
    "line", ["Please visit for NCSJ's Weekly News Update.", "Please visit http://example.org/NCSEJ-Wkly.pdf"]
)
def test_where_the_articles_stood_in_an_attached_pdf_is_a_rule_of_its_own(line):
    text = f"Weekly Update\nMay 9, 2014\n\nDear Friend,\n\nThe board met.\n\nBen Sample\nExecutive Director\n\n{line}"
    issue = read_issue(text)
    assert issue.unplaced == ()
    assert "link to the PDF" in {each.rule for each in issue.boilerplate}
