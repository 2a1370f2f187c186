"""The pages of a long list of clippings: each begins where the one before ends, whatever is added meanwhile."""

import datetime

import pytest
from wagtail.models import PageViewRestriction

from news.models import Record
from news.views import paging
from tests.factories import CountryFactory, WeeklyUpdateFactory
from tests.html import parse, text

from .conftest import cut


@pytest.fixture
def many(home, monkeypatch):
    """Eleven clippings in three issues, some of one day, four a page; their headlines, newest first."""
    monkeypatch.setattr(paging, "PER_PAGE", 4)
    for week, days in enumerate([(2, 2, 2, 1), (2, 9, 9), (9, 9, 16, 16)]):
        WeeklyUpdateFactory(
            date=datetime.date(2015, 3, 6) + datetime.timedelta(weeks=week),
            clippings=[cut(f"{week}.{n}", day=f"2015-03-{day:02}") for n, day in enumerate(days)],
        )
    return ["2.2", "2.3", "2.0", "2.1", "1.1", "1.2", "1.0", "0.0", "0.1", "0.2", "0.3"]


def visit(visitor, url):
    page = parse(visitor.get(url))
    beside = {text(link): "/clippings/" + link["href"] for link in page.select(".pagination a")}
    return [text(title) for title in page.select(".row__title")], beside, page.select_one("link[rel=canonical]")["href"]


def test_a_reader_comes_to_every_clipping_once_and_back_by_the_same_pages(many, visitor):
    seen, pages, url = [], [], "/clippings/?country=md"
    while url:
        rows, beside, canonical = visit(visitor, url)
        seen += rows
        pages.append((rows, canonical))
        last, url = beside, beside.get("Older")
    assert seen == many
    assert [len(rows) for rows, _ in pages] == [4, 4, 3]
    back, url = [pages[-1]], last["Newer"]
    while url:
        rows, beside, canonical = visit(visitor, url)
        back.append((rows, canonical))
        url = beside.get("Newer")
    assert back == pages[::-1]


def test_a_page_stays_the_same_when_newer_clippings_are_added(many, visitor):
    _, beside, _ = visit(visitor, "/clippings/")
    before = visit(visitor, beside["Older"])
    WeeklyUpdateFactory(date=datetime.date(2015, 4, 3), clippings=[cut("New", day="2015-04-01")])
    assert visit(visitor, beside["Older"]) == before


@pytest.mark.parametrize("query", ["?after=0123456789abcdef", "?before=gone", "?after=%F0%9F%95%AF"])
def test_a_page_that_began_at_a_clipping_that_has_gone_says_so_and_begins_at_the_newest(many, visitor, query):
    response = visitor.get("/clippings/" + query)
    assert "has gone" in response.text
    assert visit(visitor, "/clippings/" + query)[0] == many[:4]


def private_key():
    secret = WeeklyUpdateFactory(date=datetime.date(2015, 3, 27), clippings=[cut("Secret")])
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    return Record.objects.get(page=secret, position=1).key


@pytest.mark.parametrize("name", ["after", "before"])
@pytest.mark.parametrize("make_key", [lambda: Record.objects.get(page=CountryFactory()).key, private_key])
def test_a_page_cannot_begin_at_what_is_no_public_clipping(many, visitor, name, make_key):
    query = f"?{name}={make_key()}"
    assert visitor.get("/clippings/" + query).text.count("has gone") == 1
    assert visit(visitor, "/clippings/" + query)[0] == many[:4]


def test_after_the_last_clipping_there_is_a_way_back(many, visitor):
    oldest = Record.objects.clippings().newest().last()
    rows, beside, _ = visit(visitor, f"/clippings/?after={oldest.key}")
    assert rows == []
    assert beside == {"Newer": "/clippings/?"}
