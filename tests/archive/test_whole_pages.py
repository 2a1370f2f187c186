"""No word and no address of an old issue is missing on the page that it becomes."""

import datetime
import html
import io
import re
from collections import Counter
from dataclasses import replace

import pytest

from archive.importing.draft import Draft
from archive.reading import SourceText, read_upload
from archive.record import make_record
from news.models import WeeklyUpdate
from news.parser.html_lines import visible_text
from news.parser.result import Line
from news.parser.sources import NO_SOURCES
from quality.archive_corpus.cases import make_cases
from quality.archive_corpus.hand_made import load_hand_made
from quality.bench.lost_words import LABELS, count_words

from .issues import issue

pytestmark = pytest.mark.django_db
CASES = [case for case in (*load_hand_made(), *list(make_cases())[::12]) if case.expected and case.expected["date"]]
DAY = datetime.date(2017, 4, 7)


def make_page(parsed, day):
    page = WeeklyUpdate()
    Draft(parsed, day, "").fill(page)
    return page


def texts_of(page):
    """All that stands on a page, and in the editor's box beside it."""
    yield from (page.kicker, page.addressee, page.signature, page.unplaced_lines)
    yield html.unescape(re.sub(r"</?(?:p|a|br)\b[^>]*>", " ", page.letter))
    yield from html.unescape(" ".join(re.findall(r'href="([^"]*)"', page.letter))).split()
    for block in (*page.sent_from, *page.clippings):
        yield from (str(value) for value in block.value.values())


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_no_word_and_no_address_of_an_issue_is_missing_on_its_page(case):
    source = next(each for each in read_upload(case.name, io.BytesIO(case.content)) if isinstance(each, SourceText))
    record = make_record(source, NO_SOURCES)
    parsed, day = record.issue, record.issue.date
    on_page = [*texts_of(make_page(parsed, day))]
    seen = visible_text(source.text)
    left_out = " ".join(each.line.text for each in parsed.boilerplate)
    said_by_page = f"Washington WASHINGTON DC D C {day:%A} {day:%B} {day.day} {day.year}"
    lost = count_words(LABELS.sub(" ", seen)) - count_words(*on_page, left_out, said_by_page)
    assert lost == Counter()
    addresses = {each.url for each in (*parsed.clippings, *parsed.unplaced)} | {url for _, url in parsed.letter_links}
    assert [url for url in addresses if not any(url in text for text in on_page)] == []


def parse(**details):
    return make_record(issue(**details), NO_SOURCES).issue


def test_the_address_of_a_line_without_a_place_is_kept():
    parsed = parse()
    lines = (
        Line(1, "Picture: the hall", "https://example.org/hall"),
        Line(2, "https://example.org/a", "https://example.org/a"),
    )
    page = make_page(replace(parsed, unplaced=lines), DAY)
    assert page.unplaced_lines == "Picture: the hall <https://example.org/hall>\nhttps://example.org/a"


def test_another_date_in_the_signature_is_kept_for_the_editor():
    parsed = parse()
    assert "April 7, 2017" in parsed.signature
    assert make_page(parsed, DAY).unplaced_lines == ""
    signature = parsed.signature.replace("April 7", "April 6")
    page = make_page(replace(parsed, signature=signature), DAY)
    assert page.unplaced_lines == "Washington, D.C. April 6, 2017"


@pytest.mark.parametrize(
    ("url", "on_page", "beside"),
    [("HTTPS://www.jta.org/1", "HTTPS://www.jta.org/1", ""), ("ftp://jta.org/1", "", "Parliament <ftp://jta.org/1>")],
)
def test_an_address_in_capitals_stays_and_one_that_is_not_of_the_web_stands_beside(url, on_page, beside):
    parsed = parse()
    first = parsed.clippings[0]
    clipping = replace(first, url=url, headline="Parliament")
    page = make_page(replace(parsed, clippings=(clipping,)), DAY)
    assert page.clippings[0].value["url"] == on_page
    assert page.unplaced_lines == beside


def test_a_link_of_the_letter_stands_on_whole_words():
    parsed = replace(
        parse(letter="We were where they are. Read it here."), letter_links=(("here", "https://example.org/a"),)
    )
    assert 'Read it <a href="https://example.org/a">here</a>.' in make_page(parsed, DAY).letter


def test_a_link_of_the_letter_that_cannot_be_one_stands_beside():
    parsed = parse()
    links = (
        ("library", "https://example.org/a?b=1&c=2"),
        ("books", "ftp://example.org/b"),
        ("nowhere", "https://x.org"),
    )
    page = make_page(replace(parsed, letter_links=links), DAY)
    assert 'href="https://example.org/a?b=1&amp;c=2"' in page.letter
    assert page.unplaced_lines == "books <ftp://example.org/b>\nnowhere <https://x.org>"
