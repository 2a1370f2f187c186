"""The dossier of a country, and the map that says what happened this year."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from news.models import WeeklyUpdate
from tests.factories import CountryFactory, PublicationFactory, StatementFactory, WeeklyUpdateFactory
from tests.html import headings, parse, text, unstyled_classes

from .conftest import cut


@pytest.fixture
def moldova(clippings, db):
    return CountryFactory(title="Moldova", iso_code="MD")


def links(page, selector):
    return {text(link): link["href"] for link in page.select(f"{selector} a")}


def test_a_dossier_has_clippings_by_year_the_newest_of_them_and_what_was_said(moldova, visitor):
    StatementFactory(title="On the Jews of Moldova", body="<p>We met the community of Chisinau.</p>")
    page = parse(visitor.get(moldova.url))
    assert headings(page, 2) == ["Clippings by year", "Statements and publications", "Newest clippings"]
    assert links(page, ".counted") == {
        "2016 1": "/clippings/?country=md&year=2016",
        "2015 3": "/clippings/?country=md&year=2015",
    }
    assert [text(title) for title in page.select(".row__title")] == [
        "On the Jews of Moldova",
        "A year later",
        "Synagogue of Chisinau",
        "School in Balti",
        "Both banks of the river",
    ]
    assert links(page, "main")["All clippings on Moldova"] == "/clippings/?country=md"
    assert unstyled_classes(page) == set()


def test_the_map_comes_before_the_text(moldova, visitor):
    page = parse(visitor.get(moldova.url))
    order = [name for tag in page.main.find_all(True) for name in tag.get("class", []) if name in ("map", "article")]
    assert order == ["map", "article"]


def test_a_dossier_without_clippings_shows_no_empty_sections(home, visitor):
    page = parse(visitor.get(CountryFactory().url))
    assert headings(page, 2) == []
    assert page.select(".counted") == []


def test_a_dossier_shows_nothing_of_a_private_issue(moldova, visitor):
    private = WeeklyUpdate.objects.get(date="2015-03-06")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    page = parse(visitor.get(moldova.url))
    assert [text(title) for title in page.select(".row__title")] == ["A year later"]
    assert "2015" not in text(page.select_one(".counted"))


def test_a_dossier_costs_the_same_with_sixty_clippings(home, visitor):
    country = CountryFactory(title="Moldova", iso_code="MD")
    costs = []
    for number in (1, 60):
        WeeklyUpdateFactory(clippings=[cut(f"Headline {n}", f"Source {n}") for n in range(number)])
        visitor.get(country.url)
        with CaptureQueriesContext(connection) as captured:
            visitor.get(country.url)
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 12


@pytest.fixture
def this_year(clippings, db, set_today):
    """2015, with pages for Moldova (three clippings), Ukraine (one) and Georgia (none)."""
    set_today(datetime.date(2015, 12, 1))
    for title, code in [("Moldova", "MD"), ("Ukraine", "UA"), ("Georgia", "GE")]:
        CountryFactory(title=title, iso_code=code)


def test_the_map_tints_each_state_by_this_years_clippings_and_says_their_number(this_year, visitor):
    page = parse(visitor.get("/countries/"))
    states = {text(link.find("text")): link for link in page.select("svg.map a")}
    assert {name: link["class"] for name, link in states.items()} == {
        "Moldova": ["map__step-2"],
        "Ukraine": ["map__step-1"],
        "Georgia": ["map__step-0"],
    }
    assert text(states["Moldova"].title) == "Moldova: 3 clippings in 2015"
    assert text(page.select_one(".map-legend")) == "Clippings in 2015: none 1 2 or more"
    assert unstyled_classes(page) == set()


def test_the_list_in_words_has_the_numbers_too(this_year, visitor):
    page = parse(visitor.get("/countries/"))
    assert links(page, ".country-list") == {
        "Georgia": "/countries/georgia/",
        "Moldova 3 clippings in 2015": "/countries/moldova/",
        "Ukraine 1 clipping in 2015": "/countries/ukraine/",
    }


def test_in_a_year_without_clippings_the_map_is_not_tinted(this_year, set_today, visitor):
    set_today(datetime.date(2030, 1, 1))
    page = parse(visitor.get("/countries/"))
    assert not page.select(".map-legend")
    assert not page.select("svg.map a[class]")


def test_the_dossier_of_ukraine_has_the_ukraine_updates_that_name_the_country_by_their_series_alone(home, visitor):
    ukraine = CountryFactory(title="Ukraine", iso_code="UA")
    PublicationFactory(title="Warm rooms", kind="ukraine-update", number=2, description="<p>A guide.</p>")
    PublicationFactory(title="Cold rooms", kind="op-ed", description="<p>A guide.</p>")
    page = parse(visitor.get(ukraine.url)).main
    assert headings(page, 3) == ["Warm rooms"]
