"""Filters and pagination of a list, and invalid query strings."""

import datetime
import itertools
from urllib.parse import parse_qs

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict

from news.listing import MAX_YEARS, PER_PAGE, build_listing, build_page_links, build_query_string, pick_around
from news.models import Statement
from tests.factories import StatementFactory

MAX_LINKS = 7


@pytest.mark.parametrize("pages", [2, 3, 7, 8, 11, 100, 1000])
def test_a_list_has_at_most_seven_page_links_wherever_the_reader_stands(pages):
    paginator = Paginator(range(pages * PER_PAGE), PER_PAGE)
    for number in {1, 2, 3, 4, 5, pages // 2 or 1, pages - 3, pages - 2, pages - 1, pages} & set(range(1, pages + 1)):
        links = build_page_links(paginator.page(number))
        assert len(links) <= MAX_LINKS, f"page {number} of {pages}"
        assert [link.label for link in links if link and link.is_current] == [str(number)]
        assert (links[0].label, links[-1].label) == ("1", str(pages))


def test_a_list_of_one_page_has_no_page_links():
    assert build_page_links(Paginator(range(PER_PAGE), PER_PAGE).page(1)) == []


def test_a_page_link_keeps_the_year_and_the_kind():
    link = build_page_links(Paginator(range(100), PER_PAGE).page(1), year=2025, kind="letter")[1]
    assert parse_qs(link.query_string[1:]) == {"year": ["2025"], "kind": ["letter"], "page": ["2"]}


def test_the_whole_list_has_an_empty_query_string():
    assert build_query_string(year=None, kind=None) == "?"


@pytest.fixture
def statements(home):
    for year, kind in [(2023, "letter"), (2024, "letter"), (2024, "testimony"), (2025, "statement")]:
        body = "<p>On H.R. 1911 (118th Congress).</p>" if kind == "testimony" else "<p>We say this.</p>"
        StatementFactory(date=datetime.date(year, 3, 1), kind=kind, title=f"{kind} of {year}", body=body)
    return Statement.objects.for_list()


def listing_of(statements, query):
    return build_listing(QueryDict(query), statements, Statement.Kind.choices, title="Statements")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["statement of 2025", "testimony of 2024", "letter of 2024", "letter of 2023"]),
        ("year=2024", ["testimony of 2024", "letter of 2024"]),
        ("kind=letter", ["letter of 2024", "letter of 2023"]),
        ("year=2024&kind=letter", ["letter of 2024"]),
        ("year=2023&kind=testimony", []),
    ],
)
def test_a_reader_filters_by_year_and_kind(statements, query, titles):
    assert [statement.title for statement in listing_of(statements, query)] == titles


def test_each_filter_says_how_much_it_holds_and_a_kind_without_any_is_not_offered(statements):
    listing = listing_of(statements, "year=2024")
    assert [(link.label, link.count, link.is_current) for link in listing.years] == [
        ("All years", 4, False),
        ("2025", 1, False),
        ("2024", 2, True),
        ("2023", 1, False),
    ]
    assert {link.label: link.count for link in listing.kinds} == {
        "All kinds": 2,
        "Letter": 1,
        "Testimony": 1,
        "Statement": 0,
    }


@pytest.mark.parametrize(
    ("query", "said", "nearest"),
    [
        ("year=2020", "There is no year “2020” here.", ["2023", "2024", "2025"]),
        ("year=banana", "There is no year “banana” here.", ["2025", "2024", "2023"]),
        ("year=-1", "There is no year “-1” here.", ["2025", "2024", "2023"]),
        ("year=99999999999999999999", "There is no year “99999999999999999999” here.", ["2025", "2024", "2023"]),
        ("kind=leter", "There is no kind “leter” here.", ["Letter"]),
        ("bill=HR1911", "There is no bill “HR1911” here.", ["H.R.\xa01911, 118th\xa0Congress"]),
    ],
)
def test_a_filter_that_names_nothing_says_so_offers_the_nearest_and_shows_nothing(statements, query, said, nearest):
    listing = listing_of(statements, query)
    (unknown,) = listing.unknown
    assert unknown.sentence == said
    assert [link.label for link in unknown.nearest][: len(nearest)] == nearest
    assert list(listing) == []
    assert listing.page.paginator.count == 0


def test_a_reader_filters_by_bill_and_then_by_year(statements):
    listing = listing_of(statements, "bill=118-hr-1911")
    assert [statement.title for statement in listing] == ["testimony of 2024"]
    assert listing.heading == "Statements on H.R.\xa01911, 118th\xa0Congress"
    assert [(link.label, link.query_string) for link in listing.years] == [
        ("All years", "?bill=118-hr-1911"),
        ("2024", "?year=2024&bill=118-hr-1911"),
    ]
    assert listing.canonical_query == "?bill=118-hr-1911"
    assert list(listing_of(statements, "bill=117-hr-1")) == []


def test_a_page_number_that_is_none_is_the_first_page(statements):
    assert listing_of(statements, "page=x").page.number == 1


@pytest.mark.parametrize(
    ("number", "shown"), [("0", 1), ("-1", 1), ("-999", 1), ("999", 2), ("2", 2), ("1", 1), ("1.5", 1)]
)
def test_a_page_number_past_the_end_is_the_last_page_and_one_below_1_the_first(statements, monkeypatch, number, shown):
    monkeypatch.setattr("news.listing.PER_PAGE", 3)
    assert listing_of(statements, f"page={number}").page.number == shown


@pytest.mark.parametrize("count", [1, MAX_YEARS, MAX_YEARS + 1, 100])
def test_a_reader_can_go_from_year_to_year_through_an_archive_of_any_length(count):
    years = list(range(2026, 2026 - count, -1))
    assert pick_around(years, None) == years[:MAX_YEARS]
    for chosen, older in itertools.pairwise(years):
        shown = pick_around(years, chosen)
        assert len(shown) == min(count, MAX_YEARS)
        assert {chosen, older, years[0]} <= set(shown)
        assert shown == sorted(set(shown), reverse=True)


def test_a_list_costs_two_queries(statements, django_assert_num_queries):
    with django_assert_num_queries(2):
        list(listing_of(statements, "year=2024&kind=letter&page=1"))
