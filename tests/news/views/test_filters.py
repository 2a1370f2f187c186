"""A filter means the same in every view, and none is passed over in silence."""

from http import HTTPStatus
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from news.models import Source, SpellingGroup
from tests.factories import CountryFactory, StatementFactory
from tests.html import headings, parse, parse_xml, text

MOLDOVA = ["md", "MD", "Moldova", "MOLDOVA ", "Молдова", "Bessarabia", "Bogdania", "Богдания", "בוגדניה"]
JTA = ["jta", "JTA", "The JTA", "Telegraphic Agency", "telegraphic-agency", "jta.org", "WWW.jta.org"]


@pytest.fixture
def named(clippings, db):
    """Moldova and JTA with other names: on the country's page, in staff's spellings, at the source."""
    CountryFactory(title="Moldova", iso_code="MD", other_names="Молдова, Bessarabia")
    SpellingGroup.objects.create(names="Moldova\nBogdania\nБогдания\nבוגדניה")
    Source.objects.filter(slug="jta").update(spellings="Telegraphic Agency", hosts="jta.org")


def titles(page):
    return [text(title) for title in page.select(".row__title")]


def visit(visitor, path, **parameters):
    response = visitor.get(f"{path}?{urlencode(parameters)}", follow=True)
    assert response.status_code == HTTPStatus.OK
    return parse(response)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        *(("country", typed) for typed in MOLDOVA),
        *(("source", typed) for typed in [*JTA, "https://www.jta.org/2015/03/02/a-roof"]),
        *(("bill", typed) for typed in ["118-hr-1911", "H.R. 1911 (118th Congress)"]),
        *(("year", typed) for typed in ["2016", " 2016"]),
    ],
)
def test_the_clippings_and_the_search_understand_the_same_names(named, visitor, name, typed):
    shown = {"country": 4, "source": 3, "bill": 1, "year": 2}[name]
    assert len(titles(visit(visitor, "/clippings/", **{name: typed}))) == shown
    assert len(titles(visit(visitor, "/search/", kind="clipping", **{name: typed}))) == shown


@pytest.mark.parametrize(("name", "typed"), [("country", "Атлантида"), ("source", "example.org"), ("year", "1850")])
def test_what_names_nothing_is_said_in_both_and_nothing_is_shown(named, visitor, name, typed):
    for path in ("/clippings/", "/search/"):
        page = visit(visitor, path, **{name: typed})
        assert f"No {name} here is called “{typed}”." in text(page.main)
        assert titles(page) == []


@pytest.mark.parametrize("query", ["year=2015&year=2016", "Year[]=2015&year=2016"])
@pytest.mark.parametrize("path", ["/clippings/", "/search/", "/statements/", "/news/"])
def test_two_years_at_once_are_offered_one_by_one(clippings, visitor, path, query):
    for year in (2015, 2016):
        StatementFactory(title=f"Of {year}", date=f"{year}-05-01")
    page = parse(visitor.get(f"{path}?{query}"))
    assert "“2015, 2016”" in text(page.main)
    assert titles(page) == []
    assert [text(link) for link in page.select(".notice__links a")][:2] == ["2015", "2016"]


@pytest.mark.parametrize("query", ["Year=2015", "year[]=2015", "year=2015&year=2015"])
def test_a_year_is_read_however_its_parameter_is_written(clippings, visitor, query):
    StatementFactory(title="Of 2015", date="2015-05-01")
    StatementFactory(title="Of 2024", date="2024-05-01")
    assert headings(parse(visitor.get(f"/clippings/?{query}"))) == ["Clippings, 2015"]
    assert titles(parse(visitor.get(f"/statements/?{query}"))) == ["Of 2015"]
    assert visitor.get(f"/news/?{query}")["Location"] == "/news/2015/"
    assert len(titles(parse(visitor.get(f"/search/?{query}&kind=clipping")))) == 3


@pytest.mark.parametrize(
    ("url", "missing"),
    [("/statements/?country=md", "country"), ("/statements/?source=jta", "source"), ("/news/?kind=letter", "kind")],
)
def test_a_list_that_has_no_such_filter_says_so_and_so_does_its_feed(clippings, visitor, url, missing):
    StatementFactory(title="A statement")
    page = parse(visitor.get(url))
    assert f"This list has no filter by {missing}." in text(page.main)
    assert titles(page) == []
    for feed in (url.replace("?", "feed/?"), url.replace("?", "feed.json?"), f"{url}&format=rss"):
        response = visitor.get(feed)
        assert (response.status_code, response.text) == (
            HTTPStatus.NOT_FOUND,
            f"This feed has no filter by {missing}.\n",
        )


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("/countries/moldova/?year=2015", "/clippings/?country=md&year=2015"),
        ("/countries/moldova/feed/?year=2015", "/clippings/?country=md&year=2015&format=rss"),
        ("/countries/moldova/feed.json?source=jta", "/clippings/?country=md&source=jta&format=json"),
        ("/countries/moldova/?year=2015&format=rss", "/clippings/?country=md&year=2015&format=rss"),
        ("/sources/jta/?year=2015", "/clippings/?source=jta&year=2015"),
        ("/sources/jta/?country=md&format=rss", "/clippings/?source=jta&country=md&format=rss"),
        ("/bills/118/hr/1911/?country=md&format=json", "/clippings/?bill=118-hr-1911&country=md&format=json"),
        ("/clippings/?kind=statement&year=2024", "/search/?kind=statement&year=2024"),
        ("/search/?bill=118-hr-1911&year=2016", "/search/?q=H.R.+1911%2C+118th+Congress&year=2016"),
        ("/search/?bill=118-hr-1911&q=roof", "/search/?q=roof+H.R.+1911%2C+118th+Congress"),
        ("/search/?bill=nonsense&kind=statement", "/clippings/?bill=nonsense&kind=statement"),
    ],
)
def test_a_filter_that_a_view_has_not_leads_to_the_view_that_has_it(named, visitor, url, target):
    response = visitor.get(url)
    assert response.status_code == HTTPStatus.FOUND
    assert sorted_query(response["Location"]) == sorted_query(target)
    assert visitor.get(response["Location"]).status_code == HTTPStatus.OK


def sorted_query(url):
    return urlsplit(url).path, parse_qs(urlsplit(url).query)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("/statements/feed/?format=json", "/statements/feed.json"),
        ("/statements/feed/?kind=letter&format=json", "/statements/feed.json?kind=letter"),
        ("/statements/feed.json?format=rss&year=2025", "/statements/feed/?year=2025"),
    ],
)
def test_a_feed_in_the_other_format_has_an_address_that_is_led_to(home, visitor, url, target):
    StatementFactory()
    response = visitor.get(url)
    assert (response.status_code, response["Location"]) == (HTTPStatus.MOVED_PERMANENTLY, target)


def test_a_feed_in_a_format_that_there_is_not_is_404(home, visitor):
    StatementFactory()
    assert visitor.get("/statements/feed/?format=atom").status_code == HTTPStatus.NOT_FOUND


def test_a_search_without_words_lists_what_its_filters_select_the_newest_first(named, visitor):
    page = visit(visitor, "/search/", country="md")
    assert titles(page)[:2] == ["A year later", "Synagogue of Chisinau"]
    assert "5 results" in text(page.select_one(".result-count"))  # the clippings, and the country
    assert page.select(".result-orders") == []
    links = {text(link): link["href"] for link in page.select(".facets a")}
    assert links["Clippings 4"] == "?country=md&kind=clipping"
    feed = visitor.get(page.select_one(".follow a")["href"])
    assert parse_xml(feed).findtext("channel/title").endswith("Everything, Moldova")
    assert len(parse_xml(feed).findall("channel/item")) == 4


def test_a_search_without_words_that_its_filters_leave_empty_says_so(named, visitor):
    page = visit(visitor, "/search/", country="md", kind="statement")
    assert "Nothing was found among these." in text(page.main)
    assert {"?country=md", "?kind=statement"} <= {link["href"] for link in page.main.select("a")}
