"""/news/2025/, /news/2025/02/ and /news/latest/; and lists of statements and publications by year, kind and bill."""

import datetime
from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from news.models import NewsIndex, StatementBill, WeeklyUpdate
from tests.factories import PublicationFactory, StatementFactory, WeeklyUpdateFactory
from tests.html import headings, parse, text, unstyled_classes

DAYS = ["2024-12-20", "2025-02-14", "2025-02-21", "2025-05-09"]


@pytest.fixture(scope="module")
def updates(module_transaction):
    for day in DAYS:
        WeeklyUpdateFactory(date=datetime.date.fromisoformat(day))


def dates(page):
    return [time["datetime"] for time in page.select(".row time")]


def links(page, selector):
    return {text(link): link["href"] for link in page.select(f"{selector} a")}


@pytest.mark.parametrize(
    ("url", "heading", "shown"),
    [
        ("/news/", "News", DAYS[::-1]),
        ("/news/2025/", "News, 2025", DAYS[:0:-1]),
        ("/news/2025/02/", "News, February 2025", ["2025-02-21", "2025-02-14"]),
    ],
)
def test_a_year_and_a_month_have_an_address(updates, visitor, url, heading, shown):
    response = visitor.get(url)
    page = parse(response)
    assert response.status_code == HTTPStatus.OK
    assert headings(page) == [heading]
    assert dates(page) == shown
    assert page.title.string == f"{heading} · NCSEJ"
    assert page.select_one("link[rel=canonical]")["href"].endswith(url)
    assert page.select_one("meta[property='og:title']")["content"] == heading


def test_years_and_months_are_links_beside_the_list(updates, visitor):
    page = parse(visitor.get("/news/2025/"))
    assert links(page, ".filters") == {
        "All years 4": "/news/",
        "2025 3": "/news/2025/",
        "2024 1": "/news/2024/",
        "February 2": "/news/2025/02/",
        "May 1": "/news/2025/05/",
    }


@pytest.mark.parametrize(
    ("url", "said", "nearest"),
    [
        ("/news/1999/", "There is no year “1999” here.", {"2024": "/news/2024/"}),
        ("/news/0000/", "There is no year “0000” here.", {"2024": "/news/2024/"}),
        ("/news/2025/06/", "There is no month “2025-06” here.", {"May": "/news/2025/05/"}),
        ("/news/2025/00/", "There is no month “2025-00” here.", {"February": "/news/2025/02/"}),
        ("/news/2025/13/", "There is no month “2025-13” here.", {"May": "/news/2025/05/"}),
    ],
)
def test_a_period_without_updates_is_404_and_offers_the_nearest(updates, visitor, url, said, nearest):
    response = visitor.get(url)
    page = parse(response)
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert said in text(page.main)
    assert dict([*links(page, ".notice").items()][:1]) == nearest
    assert dates(page) == []
    assert page.select("meta[name=robots]")
    assert unstyled_classes(page) == set()
    assert visitor.get(f"{url}?format=rss").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("url", ["/news/99999/", "/news/2025/2/", "/news/2025/02/14/", "/news/٢٠٢٥/", "/news/202/"])
def test_what_is_no_period_is_404(updates, visitor, url):
    assert visitor.get(url).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ("?year=2025", "/news/2025/"),
        ("?year=2025&page=2", "/news/2025/?page=2"),
        ("?year=2025&bill=118-hr-1", "/news/2025/?bill=118-hr-1"),
    ],
)
def test_a_year_in_the_query_string_leads_to_its_address_and_keeps_the_page(updates, visitor, query, url):
    response = visitor.get("/news/" + query)
    assert (response.status_code, response["Location"]) == (HTTPStatus.MOVED_PERMANENTLY, url)


@pytest.mark.parametrize("typed", ["banana", "1850", "1999", "2025x"])
def test_a_query_string_without_a_year_of_updates_says_so_as_in_every_list(updates, visitor, typed):
    response = visitor.get(f"/news/?year={typed}")
    assert response.status_code == HTTPStatus.OK
    assert f"There is no year “{typed}” here." in response.text
    assert dates(parse(response)) == []


def test_the_feed_of_a_year_names_the_address_of_the_year_as_its_page(updates, visitor):
    for url in ("/news/feed.json?year=2025", "/news/2025/?format=json"):
        assert urlsplit(visitor.get(url).json()["home_page_url"]).path == "/news/2025/", url


def test_a_filter_says_how_many_statements_of_a_kind_and_a_year_there_are(home, visitor):
    for year, kind in [(2024, "letter"), (2025, "letter"), (2025, "testimony")]:
        StatementFactory(date=datetime.date(year, 5, 1), kind=kind)
    page = parse(visitor.get("/statements/?year=2025"))
    assert [text(link) for link in page.select(".filters a")] == [
        "All kinds 2",
        "Letter 1",
        "Testimony 1",
        "All years 3",
        "2025 2",
        "2024 1",
    ]
    assert unstyled_classes(page) == set()


def test_pages_of_a_year_keep_the_year(updates, visitor, monkeypatch):
    monkeypatch.setattr("news.listing.PER_PAGE", 2)
    page = parse(visitor.get("/news/2025/?page=2"))
    assert dates(page) == ["2025-02-14"]
    assert links(page, ".pagination") == {"Page 1": "/news/2025/?page=1", "Page 2": "/news/2025/?page=2"}
    assert page.select_one("link[rel=canonical]")["href"].endswith("/news/2025/?page=2")


def test_the_latest_issue_has_an_address_that_leads_elsewhere_next_week(updates, visitor):
    response = visitor.get("/news/latest/")
    assert (response.status_code, response["Location"]) == (HTTPStatus.FOUND, "/news/2025-05-09/")
    assert response["Cache-Control"] == "no-cache"
    newest = WeeklyUpdate.objects.get(date="2025-05-09")
    PageViewRestriction.objects.create(page=newest, restriction_type=PageViewRestriction.LOGIN)
    assert visitor.get("/news/latest/")["Location"] == "/news/2025-02-21/"


def test_without_an_issue_there_is_no_latest(home, visitor):
    WeeklyUpdateFactory(live=False)
    assert visitor.get("/news/latest/").status_code == HTTPStatus.NOT_FOUND


def test_periods_follow_a_renamed_news_page(updates, visitor):
    news = NewsIndex.objects.get()
    news.slug = "weekly"
    with TestCase.captureOnCommitCallbacks(execute=True):
        news.save_revision().publish()
    for old in ("2025/", "2025/02/", "latest/"):
        assert visitor.get(f"/news/{old}", follow=True).status_code == HTTPStatus.OK, old
    assert links(parse(visitor.get("/weekly/2025/")), ".filters")["February 2"] == "/weekly/2025/02/"


def test_a_row_of_a_statement_shows_its_bills_without_a_query_for_each(home, visitor):
    counts = []
    for numbers in ([1911], [5, 6, 7]):
        for number in numbers:
            statement = StatementFactory(title=f"On {number}")
            StatementBill.objects.create(statement=statement, congress=118, kind="hr", number=number)
        visitor.get("/statements/")
        with CaptureQueriesContext(connection) as captured:
            page = parse(visitor.get("/statements/"))
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert "H.R. 1911, 118th Congress" in [text(bill) for bill in page.select(".row .bill")]
    assert unstyled_classes(page) == set()


def test_publications_are_found_by_year_and_kind(home, visitor):
    PublicationFactory(title="An op-ed", kind="op-ed", date=datetime.date(2024, 5, 1))
    PublicationFactory(title="A report", kind="country-report", date=datetime.date(2025, 5, 1))
    page = parse(visitor.get("/publications/?kind=op-ed&year=2024"))
    assert headings(page) == ["Publications: Op-ed, 2024"]
    assert [text(title) for title in page.select(".row__title")] == ["An op-ed"]
    assert "There is no kind “opped” here." in visitor.get("/publications/?kind=opped").text
