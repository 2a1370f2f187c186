"""/bills/ and the page of a bill: what staff know of it, what was said of it, which clippings name it."""

import datetime
from http import HTTPStatus

import pytest
from wagtail.models import PageViewRestriction

from news.models import Record, StatementBill, TrackedBill
from tests.factories import StatementFactory, WeeklyUpdateFactory
from tests.html import headings, json_ld, parse, text, unstyled_classes
from tests.schema_org import faults

from .conftest import cut

NAMED = "On H.R. 1911 (118th Congress)."


@pytest.fixture(scope="module")
def named(module_transaction):
    """A statement and a clipping that name H.R. 1911 of the 118th Congress, and a statement on that of the 113th."""
    statement = StatementFactory(title="On the bill")
    StatementBill.objects.create(statement=statement, congress=118, kind="hr", number=1911)
    older = StatementFactory(title="On another bill", date=datetime.date(2013, 5, 1))
    StatementBill.objects.create(statement=older, congress=113, kind="hr", number=1911)
    for page in (statement, older):
        page.refresh_from_db()
        page.save_revision().publish()
    WeeklyUpdateFactory(date=datetime.date(2024, 3, 1), clippings=[cut("A clipping on it", "JTA", excerpt=NAMED)])
    TrackedBill.objects.create(
        congress=118,
        kind="hr",
        number=1911,
        title="The Example Act",
        status="Referred to a committee",
        status_on=datetime.date(2024, 4, 2),
    )
    TrackedBill.objects.create(congress=119, kind="s", number=5, title="A bill nobody has named")


def links(page, selector):
    return {text(link): link["href"] for link in page.select(f"{selector} a")}


def test_a_bill_has_a_page_with_its_status_and_all_that_names_it(named, visitor):
    page = parse(visitor.get("/bills/118/hr/1911/"))
    assert headings(page) == ["H.R. 1911, 118th Congress"]
    for words in ("The Example Act", "Referred to a committee", "As of April 2, 2024"):
        assert words in text(page.main)
    assert headings(page, 3) == ["On the bill", "A clipping on it"]
    urls = links(page, "main")
    assert urls["Text and history at congress.gov"] == "https://www.congress.gov/bill/118th-congress/house-bill/1911"
    assert urls["All clippings that name it"] == "/clippings/?bill=118-hr-1911"
    assert urls["H.R. 1911, 113th Congress"] == "/bills/113/hr/1911/"
    assert faults(json_ld(page)) == []
    assert unstyled_classes(page) == set()


def test_a_bill_that_staff_keep_has_a_page_before_anything_names_it(named, visitor):
    assert "A bill nobody has named" in visitor.get("/bills/119/s/5/").text


@pytest.mark.parametrize(
    "url",
    ["118/hr/1912/", "118/hrr/1911/", "118/HR/1911/", "0/hr/1911/", "999/hr/1911/", "118/hr/0/", f"1/s/{'9' * 5000}/"],
)
def test_a_bill_that_nothing_names_and_nobody_keeps_is_404(named, visitor, url):
    for query in ("", "?format=rss", "?format=json"):
        assert visitor.get(f"/bills/{url}{query}").status_code == HTTPStatus.NOT_FOUND, query


def test_what_is_private_does_not_make_a_bill_known(home, visitor):
    update = WeeklyUpdateFactory(clippings=[cut("Secret", excerpt=NAMED)])
    assert visitor.get("/bills/118/hr/1911/").status_code == HTTPStatus.OK
    PageViewRestriction.objects.create(page=update, restriction_type=PageViewRestriction.LOGIN)
    assert visitor.get("/bills/118/hr/1911/").status_code == HTTPStatus.NOT_FOUND
    assert links(parse(visitor.get("/bills/")), "article.row") == {}


def test_all_bills_are_listed_by_congress(named, visitor):
    page = parse(visitor.get("/bills/"))
    assert headings(page, 2) == ["119th Congress 2025–2026", "118th Congress 2023–2024", "113th Congress 2013–2014"]
    assert list(links(page, "article.row").values()) == [
        "/bills/119/s/5/",
        "/bills/118/hr/1911/",
        "/bills/113/hr/1911/",
    ]
    rows = [text(row) for row in page.select("article.row")]
    assert "Not named on this site yet" in rows[0]
    assert "Named 2 times" in rows[1]
    assert "Referred to a committee (as of April 2, 2024)" in rows[1]
    assert unstyled_classes(page) == set()


def test_a_statement_links_the_page_of_its_bill(named, visitor):
    statement = Record.objects.get(title="On the bill")
    page = parse(visitor.get(statement.page_url))
    assert links(page, ".bills") == {"H.R. 1911, 118th Congress": "/bills/118/hr/1911/"}


def test_a_bill_can_be_followed_by_feed(named, visitor):
    page = parse(visitor.get("/bills/118/hr/1911/"))
    feed = visitor.get(links(page, ".follow")["JSON Feed"]).json()
    assert {item["title"] for item in feed["items"]} == {"On the bill", "A clipping on it"}
