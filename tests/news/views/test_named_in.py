"""“Named in”, at the foot of a page: what links to it, and what names the same bill."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from news.models import StatementBill
from news.views import named_in
from pages.prepared import PreparedQuery
from tests.factories import CountryFactory, PublicationFactory, StatementFactory, WeeklyUpdateFactory
from tests.html import parse, text, unstyled_classes

from .conftest import cut


def link_to(page):
    return f'<p>See <a linktype="page" id="{page.pk}">this</a>.</p>'


def mentions(visitor, page):
    """Title → URL of what is shown at the foot of a page."""
    soup = parse(visitor.get(page.url))
    assert unstyled_classes(soup) == set()
    return {text(link): link["href"] for link in soup.select(".named-in a")}


def name_bill(statement):
    StatementBill.objects.create(statement=statement, congress=118, kind="hr", number=1911)
    statement.refresh_from_db()
    statement.save_revision().publish()
    return statement


@pytest.mark.parametrize("make", [StatementFactory, PublicationFactory, CountryFactory, WeeklyUpdateFactory])
def test_a_page_says_which_pages_link_to_it(home, visitor, make):
    page = make()
    assert mentions(visitor, page) == {}
    statement = StatementFactory(title="It links", body=link_to(page))
    assert mentions(visitor, page) == {"It links": statement.url}


def test_the_newest_mention_comes_first_and_each_page_once(home, visitor):
    page = PublicationFactory()
    for year in (2020, 2024, 2022):
        StatementFactory(title=f"Of {year}", date=datetime.date(year, 5, 1), body=link_to(page) * 2)
    assert list(mentions(visitor, page)) == ["Of 2024", "Of 2022", "Of 2020"]


def test_what_names_the_same_bill_is_shown_a_clipping_too(home, visitor):
    one, other = name_bill(StatementFactory(title="One")), name_bill(StatementFactory(title="Other"))
    WeeklyUpdateFactory(
        date=datetime.date(2023, 5, 5),
        clippings=[cut(f"Clipping {n}", day="2023-05-01", excerpt="On H.R. 1911 (118th Congress).") for n in range(2)],
    )
    assert mentions(visitor, one) == {"Other": other.url, "Clipping 0": "/news/2023-05-05/#clipping-1"}


def test_what_is_private_or_a_draft_is_not_shown(home, visitor):
    page = PublicationFactory()
    StatementFactory(title="Draft", body=link_to(page), live=False)
    private = StatementFactory(title="Private", body=link_to(page))
    assert list(mentions(visitor, page)) == ["Private"]
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert mentions(visitor, page) == {}


def test_what_is_private_leaves_room_for_older_mentions(home, visitor, monkeypatch):
    monkeypatch.setattr(named_in, "MAX_FOUND", 1)
    monkeypatch.setattr(named_in, "MENTIONS", PreparedQuery(named_in.list_mentions))
    page = PublicationFactory()
    public = StatementFactory(title="Public", date=datetime.date(2020, 5, 1), body=link_to(page))
    private = StatementFactory(title="Private", date=datetime.date(2024, 5, 1), body=link_to(page))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert mentions(visitor, page) == {"Public": public.url}


def test_the_front_page_is_no_mention(home, visitor):
    page = PublicationFactory()
    home.announcement, home.announcement_page = "Read it", page
    home.save_revision().publish()
    assert mentions(visitor, page) == {}


def test_many_mentions_cost_as_much_as_one_and_eight_are_shown(home, visitor):
    page = PublicationFactory()
    costs = []
    for count in (1, 10):
        for _ in range(count):
            StatementFactory(body=link_to(page))
        visitor.get(page.url)
        with CaptureQueriesContext(connection) as captured:
            visitor.get(page.url)
        costs.append(len(captured))
    assert costs[0] == costs[1] <= 12
    assert len(mentions(visitor, page)) == 8
