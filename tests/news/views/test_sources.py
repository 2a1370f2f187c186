"""/sources/ and the page of a source: its clippings by year and country, and the newest."""

from http import HTTPStatus

import pytest
from wagtail.models import PageViewRestriction

from news.admin.sources import merge
from news.models import Source, WeeklyUpdate
from news.views.selection import SHOWN
from tests.factories import WeeklyUpdateFactory, clipping
from tests.html import headings, json_ld, parse, text, unstyled_classes
from tests.schema_org import faults


def links(page, selector):
    return {text(link): link["href"] for link in page.select(f"{selector} a")}


def test_a_source_has_a_page_with_its_clippings_by_year_and_country(clippings, visitor):
    page = parse(visitor.get("/sources/jta/"))
    assert headings(page) == ["JTA"]
    assert [text(title) for title in page.select(".row__title")] == [
        "A year later",
        "Synagogue of Chisinau",
        "Both banks of the river",
    ]
    assert links(page, ".counted") == {
        "2016 1": "/clippings/?year=2016&source=jta",
        "2015 2": "/clippings/?year=2015&source=jta",
        "Moldova 3": "/clippings/?country=md&source=jta",
        "Ukraine 1": "/clippings/?country=ua&source=jta",
    }
    assert links(page, "main")["All clippings from JTA"] == "/clippings/?source=jta"
    assert faults(json_ld(page)) == []
    assert unstyled_classes(page) == set()


def test_all_sources_are_listed_with_the_number_of_their_clippings(clippings, visitor):
    page = parse(visitor.get("/sources/"))
    assert [text(row) for row in page.select(".values li")] == ["Daily News 1", "Example Wire 1", "JTA 3"]
    assert links(page, ".values")["JTA"] == "/sources/jta/"
    assert unstyled_classes(page) == set()


@pytest.mark.parametrize("slug", ["nobody", "empty", "x" * 500])
def test_a_source_without_public_clippings_is_404(clippings, visitor, slug):
    Source.objects.create(name="Empty")
    assert visitor.get(f"/sources/{slug}/").status_code == HTTPStatus.NOT_FOUND


def test_a_source_of_an_unpublished_issue_is_404(clippings, visitor):
    assert visitor.get("/sources/daily-news/").status_code == HTTPStatus.OK
    WeeklyUpdate.objects.get(date="2016-03-04").unpublish()
    assert visitor.get("/sources/daily-news/").status_code == HTTPStatus.NOT_FOUND


def test_of_a_source_that_only_a_private_issue_names_nothing_is_told(clippings, visitor):
    def is_offered():
        return "Daily News" in visitor.get("/clippings/?source=daily-newz").text

    feeds = [f"/sources/daily-news/?format={name}" for name in ("rss", "json")]
    assert [visitor.get(feed).status_code for feed in feeds] == [HTTPStatus.OK] * 2
    assert is_offered()
    private = WeeklyUpdate.objects.get(date="2016-03-04")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    for url in ["/sources/daily-news/", *feeds]:
        assert visitor.get(url).status_code == HTTPStatus.NOT_FOUND, url
    assert not is_offered()


def test_a_source_can_be_followed_by_feed(clippings, visitor):
    feed = visitor.get(links(parse(visitor.get("/sources/jta/")), ".follow")["JSON Feed"]).json()
    assert len(feed["items"]) == 3


def test_the_old_addresses_of_a_merged_source_lead_to_the_new_one(clippings, administrator, visitor):
    old, new = Source.objects.get(slug="daily-news"), Source.objects.get(slug="jta")
    merge(old, new)
    response = visitor.get("/sources/daily-news/")
    assert (response.status_code, response["Location"]) == (HTTPStatus.MOVED_PERMANENTLY, "/sources/jta/")
    for format in ("rss", "json"):
        feed = visitor.get(f"/sources/daily-news/?format={format}")
        assert (feed.status_code, feed["Location"]) == (HTTPStatus.MOVED_PERMANENTLY, f"/sources/jta/?format={format}")
    page = parse(visitor.get("/clippings/?source=daily-news"))
    assert headings(page) == ["Clippings from JTA"]


def test_a_source_of_many_years_shows_the_newest_and_leads_to_all(visitor):
    clippings = [clipping(f"Article of {year}", "JTA", date=f"{year}-01-05") for year in range(2000, 2020)]
    WeeklyUpdateFactory(clippings=clippings)
    links = parse(visitor.get("/sources/jta/")).select("[aria-labelledby=years] a")
    assert [text(link) for link in links[:2]] == ["2019 1", "2018 1"]
    assert (text(links[-1]), len(links)) == ("All years", SHOWN + 1)
    assert "2000" in text(parse(visitor.get(links[-1]["href"])).main)


@pytest.mark.parametrize("url", ["/sources/", "/sources/jta/"])
def test_sources_that_take_the_database_too_long_are_ended_and_say_so(slow_database, visitor, url):
    response = visitor.get(url)
    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "This list took too long" in text(parse(response).main)
    feed = visitor.get("/sources/jta/?format=rss")
    assert (feed.status_code, feed["Content-Type"]) == (HTTPStatus.SERVICE_UNAVAILABLE, "text/plain; charset=utf-8")
