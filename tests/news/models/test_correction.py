"""The correction of a weekly update, on its page and in what is made of it."""

import datetime

import pytest
from bs4 import BeautifulSoup

from news.outputs.build import build_publisher
from news.outputs.email import render_email
from tests import forms
from tests.factories import WeeklyUpdateFactory
from tests.forms import PUBLISH
from tests.html import json_ld, parse, parse_xml, text

WORDS = "Corrected November 28, 2026. A name was wrong & <b>not bold</b>."


@pytest.fixture
def corrected(news):
    return WeeklyUpdateFactory(
        date=datetime.date(2026, 11, 27),
        correction="A name was wrong & <b>not bold</b>.",
        corrected_on=datetime.date(2026, 11, 28),
    )


def squeeze(words):
    return " ".join(words.split())


def test_every_reader_sees_a_correction_above_the_letter(visitor, corrected):
    page = parse(visitor.get(corrected.url))
    note = page.select_one(".correction")
    assert text(note).replace(" .", ".") == WORDS
    assert note.find_next(string=lambda words: "Dear Friend" in words)
    assert [text(node) for node in page.select(".prose") if "A name was wrong" in text(node)] == []


def test_an_update_without_a_correction_shows_none(visitor, news):
    update = WeeklyUpdateFactory()
    assert parse(visitor.get(update.url)).select(".correction") == []
    assert visitor.get(f"{update.url.rstrip('/')}.json").json()["correction"] is None


def test_a_correction_is_asked_for_its_day(editor, news):
    response = forms.add(editor, news, forms.weekly_update(correction="A name was wrong."), PUBLISH)
    assert "Say on which day" in forms.errors(response)["corrected_on"]


def test_the_text_the_email_and_the_feeds_say_what_was_corrected(visitor, corrected):
    plain_text = visitor.get(f"{corrected.url.rstrip('/')}.txt").text
    assert WORDS in squeeze(plain_text)
    email = parse_html(render_email(corrected.as_issue(), build_publisher()))
    assert WORDS in squeeze(email).replace(" .", ".")
    (item,) = parse_xml(visitor.get("/news/feed/")).iter("item")
    content = item.find("{http://purl.org/rss/1.0/modules/content/}encoded").text
    assert WORDS in squeeze(parse_html(content)).replace(" .", ".")


def parse_html(html):
    return BeautifulSoup(html, "html.parser").get_text(" ")


def test_the_formats_for_programs_say_it_too(visitor, corrected):
    base = corrected.url.rstrip("/")
    assert visitor.get(f"{base}.json").json()["correction"] == {"text": corrected.correction, "date": "2026-11-28"}
    assert "**Corrected November 28, 2026.** A name was wrong &" in visitor.get(f"{base}.md").text
    (node,) = [node for node in json_ld(parse(visitor.get(corrected.url)))["@graph"] if node["@type"] == "NewsArticle"]
    assert node["correction"]["datePublished"] == "2026-11-28"
