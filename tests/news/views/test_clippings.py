"""/clippings/: the clippings by country, year, source, bill and words, at one address each."""

from http import HTTPStatus
from urllib.parse import urlencode

import pytest
from wagtail.models import PageViewRestriction

from news.models import SpellingGroup, WeeklyUpdate
from news.views.facets import FACETS
from tests.factories import WeeklyUpdateFactory
from tests.html import headings, json_ld, parse, text, unstyled_classes
from tests.schema_org import faults

from .conftest import cut

HOSTILE = ["\x00", "x" * 10_000, "0", "99999", "-1", "🕯️", "'\"%;--", "\ud800", "<script>", "שלום", "١٢٣٤", "9" * 5000]


def visit(visitor, **parameters):
    response = visitor.get("/clippings/?" + urlencode(parameters, errors="surrogatepass"))
    assert response.status_code == HTTPStatus.OK
    return parse(response)


def rows(page):
    """The headlines of the clippings that are shown."""
    return [text(title) for title in page.select(".row__title")]


def links(page, selector):
    return {text(link): link["href"] for link in page.select(f"{selector} a")}


def test_a_journalist_asks_for_moldova_2015_jta_and_has_those_clippings(clippings, visitor):
    page = visit(visitor, country="md", year="2015", source="jta")
    assert rows(page) == ["Synagogue of Chisinau", "Both banks of the river"]
    assert headings(page) == ["Clippings on Moldova from JTA, 2015"]
    assert page.title.string == "Clippings on Moldova from JTA, 2015 · NCSEJ"


def test_a_row_says_what_a_clipping_is_and_leads_to_its_place_in_the_issue(clippings, visitor):
    row = visit(visitor, country="md", year="2015", source="jta").select_one(".row")
    assert row.h2.a["href"] == "/news/2015-03-06/#clipping-1"
    assert row.time["datetime"] == "2015-03-02"
    for words in ("JTA", "by A. Writer", "A roof was mended.", "In “Weekly Update, March 6, 2015”", "Moldova"):
        assert words in text(row)


@pytest.mark.parametrize(
    ("parameters", "heading", "count"),
    [
        ({}, "Clippings", 5),
        ({"country": "ua"}, "Clippings on Ukraine", 2),
        ({"year": "2016"}, "Clippings, 2016", 2),
        ({"source": "daily-news"}, "Clippings from Daily News", 1),
        ({"bill": "118-hr-1911"}, "Clippings naming H.R. 1911, 118th Congress", 1),
        ({"q": "roof"}, "Clippings with “roof”", 1),
        ({"q": "ROOFS", "country": "md"}, "Clippings on Moldova with “ROOFS”", 1),
        ({"country": "MD", "source": "JTA"}, "Clippings on Moldova from JTA", 3),
        ({"country": "Moldova", "source": "daily news"}, "Clippings on Moldova from Daily News", 0),
    ],
)
def test_each_filter_and_combination_has_its_heading_and_its_clippings(clippings, visitor, parameters, heading, count):
    page = visit(visitor, **parameters)
    assert headings(page) == [heading]
    assert len(rows(page)) == count
    assert ("There is no such clipping." in text(page)) == (count == 0)


def test_a_filter_is_a_link_with_the_number_of_clippings_beside_the_other_filters(clippings, visitor):
    page = visit(visitor, country="md", year="2015")
    assert links(page, ".facets__facet:has(#by-source)") == {
        "JTA 2": "?country=md&year=2015&source=jta",
        "Example Wire 1": "?country=md&year=2015&source=example-wire",
    }
    assert links(page, ".facets__facet:has(#by-year)") == {
        "All years": "?country=md",
        "2016 1": "?country=md&year=2016",
        "2015 3": "?country=md&year=2015",
    }
    assert [text(link) for link in page.select(".facets a[aria-current]")] == ["Moldova 3", "2015 3"]


def test_each_filter_can_be_taken_away(clippings, visitor):
    page = visit(visitor, country="md", year="2015", q="roof")
    assert links(page, ".chosen") == {
        "Without Moldova": "?year=2015&q=roof",
        "Without 2015": "?country=md&q=roof",
        "Without “roof”": "?country=md&year=2015",
        "All clippings": "?",
    }


@pytest.mark.parametrize(
    ("parameters", "said", "nearest"),
    [
        ({"country": "moldva"}, "No country here is called “moldva”.", {"Moldova": "?country=md&year=2015"}),
        (
            {"country": "xx"},
            "No country here is called “xx”.",
            {"All countries": "/clippings/by/country/?year=2015"},
        ),
        ({"source": "jtaa"}, "No source here is called “jtaa”.", {"JTA": "?year=2015&source=jta"}),
        (
            {"bill": "HR 1911"},
            "No bill here is called “HR 1911”.",
            {"H.R. 1911, 118th Congress": "?year=2015&bill=118-hr-1911"},
        ),
    ],
)
def test_an_unknown_value_says_so_offers_the_nearest_and_shows_nothing(clippings, visitor, parameters, said, nearest):
    page = visit(visitor, year="2015", **parameters)
    assert said in text(page)
    offered = links(page, ".notice")
    assert dict([*offered.items()][:1]) == nearest
    assert [*offered][-1].startswith("All ")
    assert rows(page) == []
    assert page.select("meta[name=robots]")


def test_words_are_understood_as_by_the_search(clippings, visitor):
    SpellingGroup.objects.create(names="Kyiv\nKiev")
    assert rows(visit(visitor, q="Kiev")) == ["Kyiv reads"]
    assert rows(visit(visitor, q='"banks of the river"')) == ["Both banks of the river"]
    assert rows(visit(visitor, q="HR 1911")) == ["A year later"]
    assert rows(visit(visitor, q="the")) == []


@pytest.mark.parametrize("path", ["?country=md&q=roof", "?country=md", "", "by/source/?q=roof", "by/year/"])
def test_a_list_that_takes_the_database_too_long_is_ended_and_says_so(slow_database, visitor, path):
    response = visitor.get(f"/clippings/{path}")
    page = parse(response)
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "This list took too long" in text(page)
    assert links(page, ".notice")
    assert rows(page) == []
    assert page.select("meta[name=robots]")
    assert unstyled_classes(page) == set()


@pytest.mark.parametrize("query", ["q=roof&format=rss", "country=md&q=roof&format=json", "format=rss"])
def test_a_feed_that_takes_the_database_too_long_is_ended_and_says_so(slow_database, visitor, query):
    response = visitor.get(f"/clippings/?{query}")
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "This list took too long" in response.text


def test_an_unknown_year_offers_the_years_of_which_there_are_clippings(clippings, visitor):
    everything = {"All years": "/clippings/by/year/"}
    assert links(visit(visitor, year="20155"), ".notice") == {"2015": "?year=2015", "2016": "?year=2016"} | everything
    assert links(visit(visitor, year="soon"), ".notice") == {"2016": "?year=2016", "2015": "?year=2015"} | everything


@pytest.mark.parametrize("value", HOSTILE)
def test_whatever_a_parameter_holds_is_answered(clippings, visitor, value):
    for names in (FACETS, ["q", "after"], ["before"]):
        page = visit(visitor, **dict.fromkeys(names, value))
        assert len(headings(page)) == 1
        assert unstyled_classes(page) == set()


def test_the_canonical_url_has_the_filters_in_one_order_and_nothing_else(clippings, visitor):
    page = visit(visitor, utm_source="x", source="JTA", year="2015", country="Moldova")
    (canonical,) = page.select("link[rel=canonical]")
    assert canonical["href"].endswith("/clippings/?country=md&year=2015&source=jta")


@pytest.mark.parametrize(
    ("parameters", "is_indexed"),
    [
        ({}, True),
        ({"country": "md", "year": "2015"}, True),
        ({"country": "md", "year": "2015", "source": "jta"}, False),
        ({"q": "roof"}, False),
        ({"country": "ge"}, False),
    ],
)
def test_only_lists_worth_finding_are_for_search_engines(clippings, visitor, parameters, is_indexed):
    assert bool(visit(visitor, **parameters).select("meta[name=robots]")) != is_indexed


def test_the_list_describes_itself_to_search_engines_and_stands_below_the_news(clippings, visitor):
    page = visit(visitor, country="md")
    assert faults(json_ld(page)) == []
    assert links(page, ".breadcrumbs") == {"Home": "/", "News": "/news/"}


def test_what_is_private_or_a_draft_is_neither_shown_nor_counted(clippings, visitor):
    WeeklyUpdateFactory(clippings=[cut("Draft")], live=False)
    private = WeeklyUpdate.objects.get(date="2015-03-06")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    page = visit(visitor, country="md")
    assert rows(page) == ["A year later"]
    assert "2015" not in text(page.select_one(".facets"))


def test_the_list_allows_get_and_head_only(clippings, visitor):
    assert visitor.head("/clippings/").status_code == HTTPStatus.OK
    assert visitor.post("/clippings/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_more_sources_than_fit_beside_the_list_have_a_page_of_their_own(home, visitor):
    WeeklyUpdateFactory(clippings=[cut(f"Headline {n}", f"Source {n:02}") for n in range(20)])
    page = visit(visitor, country="md")
    assert len(page.select(".facets__facet:has(#by-source) li")) == 13
    all_sources = links(page, ".facets__facet:has(#by-source)")["More sources"]
    assert all_sources == "/clippings/by/source/?country=md"
    page = parse(visitor.get(all_sources))
    assert headings(page) == ["Clippings on Moldova: sources"]
    assert len(page.select(".values li")) == 20
    assert links(page, ".values")["Source 07"] == "/clippings/?country=md&source=source-07"
    assert unstyled_classes(page) == set()


@pytest.mark.parametrize("name", ["country", "year", "source", "bill"])
def test_every_facet_has_a_page_of_all_its_values(clippings, visitor, name):
    for query in ("", "?country=md", "?country=nowhere", "?q=xylophone"):
        assert visitor.get(f"/clippings/by/{name}/{query}").status_code == HTTPStatus.OK
    assert visitor.get("/clippings/by/color/").status_code == HTTPStatus.NOT_FOUND


def test_a_reader_follows_the_list_as_it_is_filtered_by_feed(clippings, visitor):
    page = visit(visitor, country="md", year="2015")
    found = {link["type"]: link["href"] for link in page.select("link[rel=alternate][href*='?']")}
    assert found == {
        "application/rss+xml": "/clippings/?country=md&year=2015&format=rss",
        "application/feed+json": "/clippings/?country=md&year=2015&format=json",
    }
    assert {*found.values(), "/feeds/"} == set(links(page, ".follow").values())
    feed = visitor.get(found["application/feed+json"]).json()
    assert feed["title"] == "NCSEJ: Clippings on Moldova, 2015"
    assert len(feed["items"]) == 3


def test_there_is_no_feed_of_what_is_unknown(clippings, visitor):
    assert visitor.get("/clippings/?country=moldva&format=rss").status_code == HTTPStatus.NOT_FOUND
    assert visitor.get("/clippings/?country=md&format=pdf").status_code == HTTPStatus.NOT_FOUND


def test_a_word_that_stands_in_very_many_clippings_is_not_counted_to_the_end(clippings, visitor, monkeypatch):
    monkeypatch.setattr("news.views.selection.NEWEST", 2)
    page = visit(visitor, q="2015")
    assert len(rows(page)) == 3
    counts = [text(count) for count in page.select(".facets__count")]
    assert counts
    assert all(count.endswith("+") for count in counts)
    assert not [count for count in visit(visitor, country="md").select(".facets__count") if text(count).endswith("+")]


def test_links_beside_the_list_that_are_called_alike_lead_to_one_place(home, visitor):
    WeeklyUpdateFactory(clippings=[cut(f"Headline {n}", f"Source {n:02}") for n in range(20)])
    for query in ({}, {"source": "source-01"}, {"source": "source-99"}):
        targets = {}
        for link in visit(visitor, **query).select(".facets a, .notice a"):
            targets.setdefault(text(link), set()).add(link["href"])
        assert {name: urls for name, urls in targets.items() if len(urls) > 1} == {}
