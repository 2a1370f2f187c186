"""What preflight tells an editor about an issue."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.outputs import email
from news.outputs.issue import Clipping, Signatory
from news.preflight.checks import MAIL_IS_CUT, Earlier, Finding, comparable_url, preflight, stops_publishing
from tests.news.outputs.sample_issue import BLANK, PICTURE, clippings, issue

FRIDAY = datetime.date(2025, 2, 21)
ARTICLE = "https://news.example.org/article"
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 1, 1))


def complete(**changes):
    """An issue without anything to find, with these changes."""
    return issue(**{"clippings": clippings(10)} | changes)


def changed(position, **changes):
    """The complete issue, with these changes to the clipping at a position from 0."""
    ten = list(clippings(10))
    ten[position] = replace(ten[position], **changes)
    return complete(clippings=tuple(ten))


def found(update, today=FRIDAY, **given):
    """(level, field) → message of every finding."""
    return {(finding.level, finding.field): finding.message for finding in preflight(update, today, **given)}


def test_a_complete_issue_has_nothing_to_mend():
    assert preflight(complete(), FRIDAY, mail_size=50_000) == []


def test_an_editor_is_told_that_there_is_no_letter():
    for empty in ["", "<p></p>", "<p>\u00a0</p>\n<p> </p>"]:
        assert found(complete(letter=empty)) == {("error", "letter"): "There is no letter."}


def test_an_editor_is_told_that_there_is_no_summary():
    assert ("error", "search_description") in found(complete(summary=""))


@pytest.mark.parametrize(
    ("count", "level", "words"),
    [
        (0, "warning", "no clippings"),
        (1, "note", "1 clipping;"),
        (9, "note", "9 clippings"),
        (11, "note", "11 clippings"),
    ],
)
def test_an_editor_is_told_of_fewer_or_more_clippings_than_usual(count, level, words):
    told = found(complete(clippings=clippings(count)))
    assert list(told) == [(level, "clippings")]
    assert words in told[level, "clippings"]


def test_an_editor_is_told_which_clipping_has_no_source():
    assert found(changed(3, source="")) == {
        ("error", "clippings.3.source"): "“Report number 4 of a long and eventful week in the region” has no source."
    }


def test_an_editor_is_told_which_clipping_has_no_date_and_which_no_headline():
    assert list(found(changed(9, date=None))) == [("warning", "clippings.9.date")]
    assert found(changed(0, headline="")) == {("error", "clippings.0.headline"): "Clipping 1 has no headline."}


@pytest.mark.parametrize(("age", "is_told"), [(0, False), (14, False), (15, True), (400, True)])
def test_an_editor_is_told_of_a_clipping_older_than_fourteen_days(age, is_told):
    told = found(changed(2, date=FRIDAY - datetime.timedelta(days=age)))
    assert (("warning", "clippings.2.date") in told) is is_told
    assert len(told) == is_told


def test_an_editor_is_told_of_a_date_that_is_still_to_come():
    thursday = FRIDAY - datetime.timedelta(days=1)
    wednesday = FRIDAY - datetime.timedelta(days=2)
    told = found(changed(2, date=thursday), today=wednesday)
    assert "February 20, 2025, which is still to come" in told["warning", "clippings.2.date"]


def test_an_editor_of_an_old_issue_is_told_of_a_clipping_that_is_later_than_it():
    told = found(changed(2, date=FRIDAY + datetime.timedelta(days=1)), today=datetime.date(2026, 1, 1))
    assert "after the issue" in told["warning", "clippings.2.date"]


@pytest.mark.parametrize(
    "old",
    [
        "https://news.example.org/article",
        "http://www.news.example.org/article/",
        "HTTPS://NEWS.example.org/article?utm_source=x&utm_medium=y",
        "https://news.example.org/article?fbclid=1#part",
    ],
)
def test_an_editor_is_told_that_an_address_stood_in_an_earlier_issue(old):
    earlier = [Earlier(datetime.date(2025, 1, 31), "Another headline", old)]
    told = found(changed(0, url=ARTICLE), earlier=earlier)
    assert list(told) == [("warning", "clippings.0.url")]
    assert "in the issue of January 31, 2025" in told["warning", "clippings.0.url"]


def test_two_articles_with_different_numbers_in_their_addresses_are_two():
    assert comparable_url("https://example.org/?id=1&utm_source=x") != comparable_url("https://example.org/?id=2")


@pytest.mark.parametrize(
    "old", ["Talks in Kyiv: “No peace”", "TALKS IN  KYIV: 'No peace'.", "Talks in\u00a0Kyiv — no peace"]
)
def test_an_editor_is_told_that_a_headline_stood_in_an_earlier_issue(old):
    told = found(changed(5, headline="Talks in Kyiv: “No Peace”"), earlier=[Earlier(datetime.date(2025, 2, 7), old)])
    assert list(told) == [("warning", "clippings.5.headline")]


def test_an_editor_is_told_that_a_clipping_stands_twice_in_the_issue():
    told = found(changed(7, url=clippings(1)[0].url))
    assert "in clipping 1 too" in told["warning", "clippings.7.url"]
    assert (
        "in clipping 3 too" in found(changed(7, headline=clippings(3)[2].headline))["warning", "clippings.7.headline"]
    )


def test_clippings_that_have_no_address_are_not_taken_for_one_another():
    ten = tuple(replace(clipping, url="") for clipping in clippings(10))
    assert found(complete(clippings=ten), earlier=[Earlier(FRIDAY, "", "")]) == {}


@pytest.mark.parametrize("words", ["here", "HERE", "here.", "<b>here</b>", " click  here ", "this link", "Read more…"])
def test_an_editor_is_told_of_a_link_that_says_only_here(words):
    told = found(complete(letter=f'<p>Read it <a href="https://example.org/">{words}</a></p>'))
    assert list(told) == [("warning", "letter")]


def test_a_link_that_says_where_it_leads_is_none_of_preflights_business():
    for words in ["here in Kyiv", "our statement", "there"]:
        assert found(complete(letter=f'<p>Read <a href="https://example.org/">{words}</a> here</p>')) == {}


def test_an_editor_is_told_of_an_excerpt_that_takes_too_much_of_anothers_words():
    long = changed(1, paragraphs=("word " * 150, "word " * 151))
    told = found(long, excerpt_limit=300)
    assert list(told) == [("warning", "clippings.1.excerpt")]
    assert "301 words" in told["warning", "clippings.1.excerpt"]
    assert found(long, excerpt_limit=301) == found(long, excerpt_limit=0) == {}


@pytest.mark.parametrize("slip", ["NCESJ", "NSCEJ", "N CSEJ", "NCSJE", "NC SEJ", "N\u00a0CSEJ"])
def test_an_editor_is_told_that_the_name_is_misspelt(slip):
    assert found(complete(letter=f"<p>What {slip}’s board said</p>")) == {
        ("warning", "letter"): f"“{slip}” should be NCSEJ."
    }


@pytest.mark.parametrize("right", ["NCSEJ", "NCSJ", "AJCSJ", "(NCSEJ)", "NCSEJ’s", "JESCN1", "</p><p>N</p><p>CSEJ"])
def test_the_names_of_now_and_of_old_are_right(right):
    assert found(complete(letter=f"<p>{right}</p>")) == {}


def test_a_misspelt_name_is_found_wherever_it_was_typed():
    slip = "NCESJ"
    wrong = changed(4, headline=slip, byline=slip, source=slip, paragraphs=("One.", slip))
    wrong = replace(wrong, title=slip, kicker=slip, summary=slip, addressee=slip, signature=("A Name", slip))
    wrong = replace(wrong, sent_from=(Signatory(slip, slip),), picture=replace(PICTURE, caption=slip))
    of_the_clipping = {f"clippings.4.{field}" for field in ["headline", "byline", "source", "excerpt"]}
    of_the_issue = {"title", "kicker", "search_description", "addressee", "signature", "lead_image_caption"}
    of_the_sender = {"sent_from.0.name", "sent_from.0.title"}
    assert {field for _, field in found(wrong)} == of_the_clipping | of_the_issue | of_the_sender


def test_an_editor_is_told_of_a_picture_without_alternative_text_that_is_no_decoration():
    undescribed = replace(PICTURE, alt="")
    assert list(found(complete(picture=undescribed))) == [("warning", "lead_image")]
    assert found(complete(picture=replace(undescribed, is_decorative=True))) == {}
    assert found(complete(picture=None)) == {}


@pytest.mark.parametrize(
    ("size", "level"),
    [(80_000, None), (80_001, "warning"), (102_400, "warning"), (102_401, "error"), (900_000, "error")],
)
def test_an_editor_is_told_of_an_email_that_is_large_or_will_be_cut(size, level):
    told = found(complete(), mail_size=size)
    assert list(told) == ([(level, "clippings")] if level else [])


def test_an_issue_that_was_mailed_can_be_corrected_however_large_it_is():
    sent = complete(published=datetime.datetime(2025, 2, 21, 21, tzinfo=datetime.UTC))
    assert list(found(sent, mail_size=900_000)) == [("warning", "clippings")]


def test_preflight_and_the_email_agree_on_its_limit():
    assert MAIL_IS_CUT == email.LARGEST


def test_an_editor_is_told_that_the_day_is_not_a_friday():
    thursday = FRIDAY - datetime.timedelta(days=1)
    assert found(complete(date=thursday)) == {("note", "date"): "Thursday, February 20, 2025 is not a Friday."}


def test_the_worst_comes_first_and_only_errors_stop_publishing():
    wrong = replace(changed(0, source="", date=None), date=FRIDAY - datetime.timedelta(days=1))
    told = preflight(wrong, FRIDAY)
    assert [finding.level for finding in told] == ["error", "warning", "note"]
    assert [stops_publishing(finding) for finding in told] == [True, False, False]


@given(
    letter=st.text(),
    texts=st.lists(st.tuples(st.text(), st.text(), st.none() | DAYS), max_size=12),
    old=st.lists(st.builds(Earlier, DAYS, st.text(), st.text()), max_size=5),
    day=DAYS,
)
def test_whatever_a_draft_holds_every_finding_names_a_field_of_it(letter, texts, old, day):
    drafted = tuple(
        Clipping(position, headline, source=headline, url=url, date=date, paragraphs=(url,))
        for position, (headline, url, date) in enumerate(texts, start=1)
    )
    for finding in preflight(replace(BLANK, letter=letter, clippings=drafted), day, old, mail_size=len(letter)):
        assert isinstance(finding, Finding)
        assert finding.message
        name, *rest = finding.field.split(".")
        assert name in {"date", "letter", "search_description", "addressee", "title", "clippings"}
        assert not rest or int(rest[0]) < len(drafted)
