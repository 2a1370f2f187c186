"""Articles and headlines that begin like the head of a mail, or like a salutation."""

import pytest

from news.parser import parse_clippings
from news.parser.whole_issue import read_issue
from tests.news.parser.test_whole_issue import issue

FIRST = (
    "A first headline\nBy An Author\nExample Wire, May 5, 2018\nText.\nRead the full article here. https://a.org/1\n\n"
)


def second(headline="A second headline", text="Text of the second.") -> str:
    head = f"{headline}\nBy Sample Author\nSample Daily, May 4, 2018\n"
    return f"{FIRST}{head}{text}\nRead the full article here. https://a.org/2\n"


@pytest.mark.parametrize(
    "headline",
    ["Objet: a parcel from Minsk", "Subject: the School", "Dear Friends, a play about two towns", "Re: Memory"],
)
@pytest.mark.parametrize("above", ["", FIRST])
def test_a_headline_may_begin_like_a_field_or_a_salutation(headline, above):
    clipping = parse_clippings(second(headline).removeprefix("" if above else FIRST)).clippings[-1]
    assert (clipping.headline, clipping.byline, clipping.confidence) == (headline, "Sample Author", 1.0)


@pytest.mark.parametrize(
    "text",
    [
        *("From: my sister, the letter began.", "To: the class of 1960.\n\nSubject: unknown.", "Тема: мир и хлеб."),
        "The card had four lines.\n\nTo: all\n\nSubject: none\n\nSent: from home\n\nDate: torn off",
    ],
)
def test_an_article_may_have_lines_that_begin_like_fields(text):
    result = parse_clippings(second(text=text))
    assert result.unplaced == ()
    assert (result.clippings[1].excerpt, result.clippings[1].url) == (text, "https://a.org/2")


def test_the_head_of_a_forwarded_mail_still_ends_an_article():
    head = "From: Sample Office <office@example.org>\nSent: Friday, May 4, 2018\nSubject: Clips\n\n"
    unlinked = FIRST.replace("Read the full article here. https://a.org/1\n", "")
    result = parse_clippings(f"{unlinked}{head}{second().removeprefix(FIRST)}")
    assert [clipping.excerpt for clipping in result.clippings] == ["Text.", "Text of the second."]
    assert [line.text.split(":")[0] for line in result.unplaced] == ["From", "Sent", "Subject"]


def test_the_to_of_an_issue_below_another_one_is_in_no_article():
    result = parse_clippings(f"{FIRST}{issue()}")
    assert not any("TO:" in clipping.excerpt for clipping in result.clippings)


def test_a_byline_that_became_the_headline_is_doubted():
    clipping = parse_clippings("By Sample Author\nExample Wire, May 5, 2018\nText.\nhttps://a.org/1").clippings[0]
    assert clipping.headline in ("", "By Sample Author")
    assert clipping.confidence <= 0.7


def test_a_whole_issue_keeps_an_article_that_begins_like_a_letter():
    found = read_issue(issue(articles=second("Objet: one parcel", "From: my sister, it began.")))
    assert [clipping.headline for clipping in found.clippings] == ["A first headline", "Objet: one parcel"]
    assert found.clippings[1].excerpt == "From: my sister, it began."
    assert found.unplaced == ()
