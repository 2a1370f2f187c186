"""What preflight tells an editor about an issue."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.outputs import email
from news.outputs.issue import Clipping, Signatory
from news.preflight.checks import GMAIL_LIMIT, blocks_publishing, run_checks
from news.preflight.clipping_checks import EarlierClipping, comparable_url
from news.preflight.findings import Finding
from tests.news.outputs.sample_issue import BLANK, LEAD_IMAGE, clippings, issue

FRIDAY = datetime.date(2025, 2, 21)
ARTICLE = "https://news.example.org/article"
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 1, 1))


def complete(**changes):
    """An issue without findings, with these changes."""
    return issue(**{"clippings": clippings(10)} | changes)


def changed(position, **changes):
    """The complete issue with these changes to one clipping; positions count from 0."""
    ten = list(clippings(10))
    ten[position] = replace(ten[position], **changes)
    return complete(clippings=tuple(ten))


def found(update, today=FRIDAY, **given):
    """(level, field) → message of every finding."""
    return {(finding.level, finding.field): finding.message for finding in run_checks(update, today, **given)}


def test_a_complete_issue_has_no_findings():
    assert run_checks(complete(), FRIDAY, email_size=50_000) == []


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
    findings = found(complete(clippings=clippings(count)))
    assert list(findings) == [(level, "clippings")]
    assert words in findings[level, "clippings"]


def test_an_editor_is_told_which_clipping_has_no_source():
    assert found(changed(3, source="")) == {
        ("error", "clippings.3.source"): "“Report number 4 of a long and eventful week in the region” has no source."
    }


def test_an_editor_is_told_which_clipping_has_no_date_and_which_no_headline():
    assert list(found(changed(9, date=None))) == [("warning", "clippings.9.date")]
    assert found(changed(0, headline="")) == {("error", "clippings.0.headline"): "Clipping 1 has no headline."}


@pytest.mark.parametrize(("age", "is_found"), [(0, False), (14, False), (15, True), (400, True)])
def test_an_editor_is_told_of_a_clipping_older_than_fourteen_days(age, is_found):
    findings = found(changed(2, date=FRIDAY - datetime.timedelta(days=age)))
    assert (("warning", "clippings.2.date") in findings) is is_found
    assert len(findings) == is_found


def test_an_editor_is_told_of_a_clipping_dated_in_the_future():
    thursday = FRIDAY - datetime.timedelta(days=1)
    wednesday = FRIDAY - datetime.timedelta(days=2)
    findings = found(changed(2, date=thursday), today=wednesday)
    assert "February 20, 2025, which is still to come" in findings["warning", "clippings.2.date"]


def test_an_editor_is_told_of_a_clipping_dated_after_the_issue():
    findings = found(changed(2, date=FRIDAY + datetime.timedelta(days=1)), today=datetime.date(2026, 1, 1))
    assert "after the issue" in findings["warning", "clippings.2.date"]


@pytest.mark.parametrize(
    "old",
    [
        "https://news.example.org/article",
        "http://www.news.example.org/article/",
        "HTTPS://NEWS.example.org/article?utm_source=x&utm_medium=y",
        "https://news.example.org/article?fbclid=1#part",
    ],
)
def test_an_editor_is_told_that_a_url_was_in_an_earlier_issue(old):
    earlier = [EarlierClipping(datetime.date(2025, 1, 31), "Another headline", old)]
    findings = found(changed(0, url=ARTICLE), earlier=earlier)
    assert list(findings) == [("warning", "clippings.0.url")]
    assert "in the issue of January 31, 2025" in findings["warning", "clippings.0.url"]


def test_two_urls_with_different_query_parameters_are_different():
    assert comparable_url("https://example.org/?id=1&utm_source=x") != comparable_url("https://example.org/?id=2")


@pytest.mark.parametrize(
    "old", ["Talks in Kyiv: “No peace”", "TALKS IN  KYIV: 'No peace'.", "Talks in\u00a0Kyiv — no peace"]
)
def test_an_editor_is_told_that_a_headline_was_in_an_earlier_issue(old):
    findings = found(
        changed(5, headline="Talks in Kyiv: “No Peace”"), earlier=[EarlierClipping(datetime.date(2025, 2, 7), old)]
    )
    assert list(findings) == [("warning", "clippings.5.headline")]


def test_an_editor_is_told_that_a_clipping_is_in_the_issue_twice():
    findings = found(changed(7, url=clippings(1)[0].url))
    assert "in clipping 1 too" in findings["warning", "clippings.7.url"]
    assert (
        "in clipping 3 too" in found(changed(7, headline=clippings(3)[2].headline))["warning", "clippings.7.headline"]
    )


def test_clippings_without_a_url_are_not_taken_for_repeated():
    ten = tuple(replace(clipping, url="") for clipping in clippings(10))
    findings = found(complete(clippings=ten), earlier=[EarlierClipping(FRIDAY, "", "")])
    assert set(findings) == {("warning", f"clippings.{position}.url") for position in range(10)}
    assert "no link" in findings["warning", "clippings.0.url"]


@pytest.mark.parametrize("words", ["here", "HERE", "here.", "<b>here</b>", " click  here ", "this link", "Read more…"])
def test_an_editor_is_told_of_a_link_that_says_only_here(words):
    findings = found(complete(letter=f'<p>Read it <a href="https://example.org/">{words}</a></p>'))
    assert list(findings) == [("warning", "letter")]


def test_a_descriptive_link_is_no_finding():
    for words in ["here in Kyiv", "our statement", "there"]:
        assert found(complete(letter=f'<p>Read <a href="https://example.org/">{words}</a> here</p>')) == {}


def test_an_editor_is_told_of_an_excerpt_over_the_word_limit():
    long = changed(1, paragraphs=("word " * 150, "word " * 151))
    findings = found(long, excerpt_limit=300)
    assert list(findings) == [("warning", "clippings.1.excerpt")]
    assert "301 words" in findings["warning", "clippings.1.excerpt"]
    assert found(long, excerpt_limit=301) == found(long, excerpt_limit=0) == {}


@pytest.mark.parametrize("slip", ["NCESJ", "NSCEJ", "N CSEJ", "NCSJE", "NC SEJ", "N\u00a0CSEJ"])
def test_an_editor_is_told_that_the_organizations_name_is_misspelt(slip):
    assert found(complete(letter=f"<p>What {slip}’s board said</p>")) == {
        ("warning", "letter"): f"“{slip}” should be NCSEJ."
    }


@pytest.mark.parametrize("name", ["NCSEJ", "NCSJ", "AJCSJ", "(NCSEJ)", "NCSEJ’s", "JESCN1", "</p><p>N</p><p>CSEJ"])
def test_the_present_and_the_former_name_are_correct(name):
    assert found(complete(letter=f"<p>{name}</p>")) == {}


def test_a_misspelt_name_is_found_in_every_field():
    slip = "NCESJ"
    wrong = changed(4, headline=slip, byline=slip, source=slip, paragraphs=("One.", slip))
    wrong = replace(wrong, title=slip, kicker=slip, summary=slip, addressee=slip, signature=("A Name", slip))
    wrong = replace(wrong, sent_from=(Signatory(slip, slip),), lead_image=replace(LEAD_IMAGE, caption=slip))
    of_the_clipping = {f"clippings.4.{field}" for field in ["headline", "byline", "source", "excerpt"]}
    of_the_issue = {"title", "kicker", "search_description", "addressee", "signature", "lead_image_caption"}
    of_the_sender = {"sent_from.0.name", "sent_from.0.title"}
    assert {field for _, field in found(wrong)} == of_the_clipping | of_the_issue | of_the_sender


def test_an_editor_is_told_of_a_picture_without_alternative_text_unless_it_is_decorative():
    undescribed = replace(LEAD_IMAGE, alt="")
    assert list(found(complete(lead_image=undescribed))) == [("warning", "lead_image")]
    assert found(complete(lead_image=replace(undescribed, is_decorative=True))) == {}
    assert found(complete(lead_image=None)) == {}


@pytest.mark.parametrize(
    ("size", "level"),
    [(80_000, None), (80_001, "warning"), (102_400, "warning"), (102_401, "error"), (900_000, "error")],
)
def test_an_editor_is_told_of_an_email_near_or_over_gmails_limit(size, level):
    findings = found(complete(), email_size=size)
    assert list(findings) == ([(level, "clippings")] if level else [])


def test_a_published_issue_over_the_limit_can_still_be_corrected():
    sent = complete(published=datetime.datetime(2025, 2, 21, 21, tzinfo=datetime.UTC))
    assert list(found(sent, email_size=900_000)) == [("warning", "clippings")]


def test_preflight_and_the_email_have_the_same_limit():
    assert GMAIL_LIMIT == email.GMAIL_LIMIT


def test_an_editor_is_told_that_the_date_is_not_a_friday():
    thursday = FRIDAY - datetime.timedelta(days=1)
    assert found(complete(date=thursday)) == {("note", "date"): "Thursday, February 20, 2025 is not a Friday."}


def test_errors_come_first_and_only_errors_block_publishing():
    wrong = replace(changed(0, source="", date=None), date=FRIDAY - datetime.timedelta(days=1))
    findings = run_checks(wrong, FRIDAY)
    assert [finding.level for finding in findings] == ["error", "warning", "note"]
    assert [blocks_publishing(finding) for finding in findings] == [True, False, False]


def test_an_editor_is_told_how_many_pasted_lines_wait_to_be_placed():
    assert found(complete(), unplaced_lines=1) == {("note", "unplaced_lines"): "1 pasted line is not placed yet."}
    assert found(complete(), unplaced_lines=3) == {("note", "unplaced_lines"): "3 pasted lines are not placed yet."}


@given(
    letter=st.text(),
    texts=st.lists(st.tuples(st.text(), st.text(), st.none() | DAYS), max_size=12),
    old=st.lists(st.builds(EarlierClipping, DAYS, st.text(), st.text()), max_size=5),
    day=DAYS,
)
def test_every_finding_names_an_existing_field_whatever_the_draft_contains(letter, texts, old, day):
    drafted = tuple(
        Clipping(position, headline, source=headline, url=url, date=date, paragraphs=(url,))
        for position, (headline, url, date) in enumerate(texts, start=1)
    )
    for finding in run_checks(replace(BLANK, letter=letter, clippings=drafted), day, old, email_size=len(letter)):
        assert isinstance(finding, Finding)
        assert finding.message
        name, *rest = finding.field.split(".")
        assert name in {"date", "letter", "search_description", "addressee", "title", "clippings"}
        assert not rest or int(rest[0]) < len(drafted)
