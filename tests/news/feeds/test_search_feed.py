"""The feed of a search."""

import datetime
from http import HTTPStatus

import pytest
from django.db import connection

from news.models import SpellingGroup
from tests.factories import StandardPageFactory, StatementFactory, WeeklyUpdateFactory, clipping
from tests.feed_formats import json_feed_faults, rss_faults
from tests.html import parse, parse_xml

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def found(home):
    WeeklyUpdateFactory(
        date=datetime.date(2015, 3, 6),
        clippings=[
            clipping("A roof in Chisinau", "JTA", date="2015-03-02", countries=["MD"]),
            clipping("A roof in Kyiv", "Daily News", date="2015-03-03", countries=["UA"]),
        ],
    )
    StatementFactory(title="On the roof", date=datetime.date(2016, 2, 3))
    StandardPageFactory(title="Roof")


def titles(visitor, query):
    response = visitor.get(f"/search/?{query}&format=json")
    assert response.status_code == HTTPStatus.OK
    return [item["title"] for item in response.json()["items"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=roof", ["On the roof", "A roof in Kyiv", "A roof in Chisinau"]),
        ("q=roof&order=date&page=7", ["On the roof", "A roof in Kyiv", "A roof in Chisinau"]),
        ("q=roof&kind=clipping", ["A roof in Kyiv", "A roof in Chisinau"]),
        ("q=roof&country=md&year=2015", ["A roof in Chisinau"]),
        ("q=Kiev", ["A roof in Kyiv"]),
        ("q=%22in Chisinau%22 -Kyiv", ["A roof in Chisinau"]),
        ("q=xylophone", []),
    ],
)
def test_the_feed_of_a_search_has_what_it_finds_newest_first(visitor, query, expected):
    SpellingGroup.objects.create(names="Kiev\nKyiv")
    assert titles(visitor, query) == expected
    rss = visitor.get(f"/search/?{query}&format=rss")
    assert [item.findtext("title") for item in parse_xml(rss).iter("item")] == expected
    assert rss_faults(rss.content) == []


def test_the_feed_says_what_was_searched_for(visitor):
    response = visitor.get("/search/?utm_source=x&page=2&country=md&kind=clipping&q=A  roof&format=json")
    assert json_feed_faults(response.text) == []
    feed = response.json()
    assert feed["title"] == "NCSEJ: Search for “A roof”, Clippings, Moldova"
    assert feed["home_page_url"].endswith("/search/?q=A+roof&kind=clipping&country=md")


def test_a_page_of_results_names_its_feed(visitor):
    page = parse(visitor.get("/search/?q=roof&kind=clipping"))
    own = page.select("head link[rel=alternate]")[0]["href"]
    assert own == "/search/?q=roof&kind=clipping&format=rss"
    assert page.select_one(".follow a")["href"] == own
    for query in ("", "?q=roof&country=atlantis", "?q=%00"):
        other = parse(visitor.get(f"/search/{query}"))
        assert [link["href"] for link in other.select("head link[href*=format]")] == []


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("q=", "needs a word"),
        ("q=the", "needs a word"),
        ("country=atlantis", "no country “atlantis”"),
        ("q=roof&country=atlantis", "no country “atlantis”"),
        ("q=roof&kind=poem", "no kind “poem”"),
    ],
)
def test_there_is_no_feed_of_nothing_and_of_the_unknown(visitor, query, sentence):
    response = visitor.get(f"/search/?{query}&format=rss")
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert sentence in response.text
    assert response["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("words", ["\x00", "a" * 10_000, '"""', "((( ' \\", "🙂 roof", "<script>roof</script>"])
def test_whatever_is_typed_has_an_answer(visitor, words):
    for format in ("rss", "json", "atom"):
        status = visitor.get("/search/", {"q": words, "format": format}).status_code
        assert status in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}


def test_a_search_that_takes_too_long_says_so(visitor, monkeypatch):
    monkeypatch.setattr("news.search.backend.TIMEOUT", 1)
    monkeypatch.setattr("news.search.feed.load_names", sleep_in_the_database)
    response = visitor.get("/search/?q=roof&format=rss")
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "took too long" in response.text


def sleep_in_the_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(60)")


def test_a_feed_of_a_search_costs_few_queries(visitor, django_assert_max_num_queries):
    visitor.get("/search/?q=roof")
    with django_assert_max_num_queries(8):  # savepoint, time limit, names, private pages, records, site, settings
        titles(visitor, "q=roof&country=md")
