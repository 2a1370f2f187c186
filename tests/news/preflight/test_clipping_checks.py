"""What preflight tells an editor about links, excerpts and headlines, and about a signature that stands twice."""

import pytest

from news.parser import parse_clippings
from news.parser.tracking import find_tracking, strip_tracking
from tests.news.outputs.sample_issue import LETTER
from tests.news.preflight.test_checks import ARTICLE, changed, complete, found

HEADLINE = "“Report number 1 of a long and eventful week in the region”"
TRACKED = [
    ("utm_source=mail&utm_medium=email", "utm_source, utm_medium"),
    ("id=7&fbclid=abc", "fbclid"),
    ("mc_cid=1&mc_eid=2&page=3", "mc_cid, mc_eid"),
    ("UTM_Campaign=x#part", "UTM_Campaign"),
    ("gclid=1&&msclkid", "gclid, msclkid"),
]


def test_an_editor_is_told_that_a_clipping_has_no_link():
    assert found(changed(0, url="")) == {("warning", "clippings.0.url"): f"{HEADLINE} has no link to the article."}


def test_an_editor_is_told_that_a_clipping_has_no_excerpt():
    assert found(changed(0, paragraphs=())) == {("warning", "clippings.0.excerpt"): f"{HEADLINE} has no excerpt."}


@pytest.mark.parametrize(("query", "names"), TRACKED)
def test_an_editor_is_told_which_tracking_is_left_in_a_link(query, names):
    findings = found(changed(0, url=f"{ARTICLE}?{query}"))
    assert list(findings) == [("warning", "clippings.0.url")]
    assert f"take “{names}” out" in findings["warning", "clippings.0.url"]


@pytest.mark.parametrize("query", ["", "?id=7&source=mail", "?q=utm_source", "?futm_=1", "#utm_source=1", "?ref=utm"])
def test_a_link_without_tracking_is_no_finding(query):
    assert found(changed(0, url=ARTICLE + query)) == {}


@pytest.mark.parametrize(
    ("url", "stripped"),
    [
        (f"{ARTICLE}?utm_source=mail&id=7&fbclid=1#part", f"{ARTICLE}?id=7#part"),
        (f"{ARTICLE}?utm_source=mail", ARTICLE),
        (f"{ARTICLE}?b=%C3%A9&&a=1", f"{ARTICLE}?b=%C3%A9&&a=1"),
    ],
)
def test_what_is_pasted_loses_its_tracking_and_nothing_else(url, stripped):
    assert strip_tracking(url) == stripped
    assert find_tracking(stripped) == []
    pasted = f"A clinic opens in Odesa\nExample Wire, November 20, 2026\n\nA paragraph about it.\n\nRead more: {url}"
    assert [clipping.url for clipping in parse_clippings(pasted).clippings] == [stripped]


@pytest.mark.parametrize(
    ("headline", "offered"),
    [
        ("PUTIN SAYS WAR COULD END SOON", "Putin Says War Could End Soon"),
        ("BREAKING: TALKS IN KYIV FAIL", "Breaking: Talks in Kyiv Fail"),
        ("McDONALD ANNOUNCES TALKS IN KYIV", "McDonald Announces Talks in Kyiv"),
    ],
)
def test_an_editor_is_offered_headline_case_for_a_headline_in_capital_letters(headline, offered):
    message = f"“{headline}” is in capital letters throughout. In headline case: “{offered}”."
    assert found(changed(0, headline=headline)) == {("warning", "clippings.0.headline"): message}


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://www.google.com/url?q=https://example.org/1&sa=D", "the article’s own is inside it."),
        ("https://example.us2.list-manage.com/track/click?u=1&id=2", "which does not show where it leads."),
    ],
)
def test_an_editor_is_told_that_a_link_goes_through_a_mail_service(url, told):
    findings = found(changed(0, url=url))
    assert list(findings) == [("warning", "clippings.0.url")]
    assert told in findings["warning", "clippings.0.url"]


@pytest.mark.parametrize(
    "headline",
    [
        "NATO AND THE EU",
        "UNESCO",
        "NATO, OSCE and UNHCR warn",
        "BREAKING: Talks in Kyiv",
        "2026",
        "שבת שלום לכולם ולכל העולם",
    ],
)
def test_acronyms_and_short_headlines_may_be_in_capital_letters(headline):
    assert found(changed(0, headline=headline)) == {}


@pytest.mark.parametrize(
    ("ending", "line"),
    [
        ("<p>Sincerely,</p><p>Person Two</p>", "Person Two"),
        ("<p>Sincerely,<br>Person Two<br>Executive Vice-Chairman &amp; CEO<br>NCSEJ</p>", "Person Two"),
        ("<p>Person Two, Executive Vice-Chairman</p>", "Person Two, Executive Vice-Chairman"),
        ("<p>PERSON TWO</p>", "PERSON TWO"),
    ],
)
def test_an_editor_is_told_that_the_signature_stands_twice(ending, line):
    assert found(complete(letter=LETTER + ending)) == {
        ("warning", "letter"): f"The letter ends with “{line}”, and the signature says it again."
    }


@pytest.mark.parametrize("ending", ["<p>Sincerely,</p>", "<p>Person Two and I met them.</p>", "<p>Person Twomey</p>"])
def test_a_letter_that_the_signature_completes_is_no_finding(ending):
    assert found(complete(letter=LETTER + ending)) == {}


def test_a_sincerely_of_the_signature_is_not_said_twice():
    signature = ("Sincerely,", "Person Two")
    assert found(complete(letter=LETTER + "<p>Sincerely,</p>", signature=signature)) == {
        ("warning", "letter"): "The letter ends with “Sincerely,”, and the signature says it again."
    }
    assert found(complete(letter=LETTER, signature=signature)) == {}


def test_a_letter_without_signature_may_end_with_a_name():
    assert found(complete(letter=LETTER + "<p>Person Two</p>", signature=())) == {}
