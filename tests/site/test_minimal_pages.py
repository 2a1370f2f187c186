"""Every page type with only its required fields: optional parts that are empty are not rendered."""

from http import HTTPStatus

import pytest

from pages.models import Home
from tests.feed_formats import json_feed_faults, rss_faults
from tests.html import headings, json_ld, open_graph_tags, parse, text
from tests.schema_org import faults
from tests.whole_site import PAGE_TYPES

pytestmark = pytest.mark.django_db
NEVER_EMPTY = ["section", "article", "nav", "ul", "ol", "dl", "li", "dd", "p", "figure", "figcaption", "aside"]
NEVER_EMPTY += ["h1", "h2", "h3", "h4", "address", "blockquote", "time", "details", "a"]


@pytest.fixture
def soup(request, plain, visitor):
    response = visitor.get(plain[request.param].url)
    assert response.status_code == HTTPStatus.OK
    return parse(response)


def empty_elements(soup):
    elements = soup.body.find_all(NEVER_EMPTY)
    return [str(element) for element in elements if not text(element) and not element.find(["img", "input"])]


@pytest.mark.parametrize("soup", PAGE_TYPES, indirect=True)
def test_a_page_with_only_what_it_needs_shows_no_empty_part(soup):
    assert empty_elements(soup) == []
    assert len(headings(soup)) == 1
    assert soup.select("main a[href='']") == []
    assert "None" not in text(soup.main)


@pytest.mark.parametrize("soup", PAGE_TYPES, indirect=True)
def test_open_graph_tags_and_json_ld_have_no_empty_values(soup):
    assert all(open_graph_tags(soup).values())
    assert faults(json_ld(soup)) == []


@pytest.mark.parametrize("soup", ["news.WeeklyUpdate"], indirect=True)
def test_a_letter_without_clippings_has_no_list_of_them(soup):
    assert headings(soup, 2) == []
    assert soup.select("main .update dl dt")[0].get_text() == "To"
    assert len(soup.select("main .update dl dt")) == 1  # without signatories there is no FROM line


@pytest.mark.parametrize("soup", ["pages.Home"], indirect=True)
def test_a_front_page_without_announcement_mission_and_statements_shows_none(soup):
    shown = headings(soup, 2)
    for absent in ("Who we are", "Selected statements", "Earlier updates"):
        assert absent not in shown
    assert soup.select(".announcement, .banner") == []


def test_the_front_page_of_a_new_site_opens(visitor):
    Home.objects.get()
    response = visitor.get("/")
    assert response.status_code == HTTPStatus.OK
    assert empty_elements(parse(response)) == []


@pytest.mark.parametrize(
    "page_type", ["news.NewsIndex", "news.StatementIndex", "news.PublicationIndex", "news.Country"]
)
def test_the_feeds_of_pages_with_only_what_they_need_are_valid(plain, visitor, page_type):
    url = plain[page_type].url
    assert json_feed_faults(visitor.get(f"{url}feed.json").text) == []
    assert rss_faults(visitor.get(f"{url}feed/").content) == []
