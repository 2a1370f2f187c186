"""What a query string filters by: the names of parameters, years, kinds and bills as people write them."""

import pytest
from django.http import QueryDict

from news.bills import Bill, read_bill
from news.filter_values import narrow, nearest_years, read_choice, read_parameters, read_year

YEARS = [2023, 2024, 2025]


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("year=2025", {"year": "2025"}),
        ("Year=2025", {"year": "2025"}),
        ("YEAR[]=2025", {"year": "2025"}),
        ("year[0]=2025", {"year": "2025"}),
        ("year=2025&year=2025", {"year": "2025"}),
        ("year=&year=2025", {"year": "2025"}),
        ("year=%20%002025%0a", {"year": "2025"}),
        ("country=Bosnia%C2%A0and++Herzegovina", {"country": "Bosnia and Herzegovina"}),
        ("year=2024&year=2025", {"year": "2024, 2025"}),
        ("year=2024&Year[]=2025&year=2024", {"year": "2024, 2025"}),
        ("year=&kind=", {}),
        ("q=a++b&q=c++d&Page=2", {"q": "c  d", "Page": "2"}),
    ],
)
def test_a_filter_is_read_however_its_name_is_written_and_two_values_are_not_taken_for_one(query, read):
    assert read_parameters(QueryDict(query)) == read
    assert read_parameters(read) == {name: value for name, value in read.items() if value}


@pytest.mark.parametrize("typed", ["1899", "2200", "02025", "25", "٢٠٢٥", "2025x", "-2025", "²025", ""])
def test_what_is_no_year_is_none(typed):
    assert read_year(typed) is None


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("2020", [2023, 2024, 2025]),
        ("2024x", [2024, 2025, 2023]),
        ("'24", [2024, 2025, 2023]),
        ("1850", [2023, 2024, 2025]),
        ("soon", [2025, 2024, 2023]),
        ("9" * 150, [2025, 2024, 2023]),
        ("2023, 2025", [2023, 2025]),
        ("2023, 1999", [2023]),
    ],
)
def test_the_years_that_may_be_meant_come_first(typed, nearest):
    assert nearest_years(typed, YEARS) == nearest


def test_a_kind_is_known_by_its_name_too():
    kinds = [("op-ed", "Op-ed"), ("press", "Press release")]
    assert read_choice("OP ED", kinds) == "op-ed"
    assert {read_choice(typed, kinds) for typed in ("press Release", "press-release", "press")} == {"press"}
    assert {read_choice(typed, kinds) for typed in ("poem", "")} == {None}


@pytest.mark.parametrize(
    ("typed", "bill"),
    [
        ("118-HR-1911", Bill(118, "hr", 1911)),
        ("H.R. 1911 (118th Congress)", Bill(118, "hr", 1911)),
        ("hr1911, 118th congress", Bill(118, "hr", 1911)),
        ("H.R. 1911", None),
        ("H.R. 1911 (999th Congress)", None),
        ("on H.R. 1911 (118th Congress) and more", None),
    ],
)
def test_a_bill_is_known_as_it_is_cited_with_its_congress(typed, bill):
    assert read_bill(typed) == bill


@pytest.mark.parametrize(
    ("query", "narrowed"),
    [
        ("", ""),
        ("utm_source=x&page=2", ""),
        ("format=rss", ""),
        ("year=2015&format=rss", "?country=md&year=2015&format=rss"),
        ("q=roof", "?country=md&q=roof"),
        ("country=md", "?country=md"),
        ("country=ua", "?country=md&country=ua"),
    ],
)
def test_a_view_of_one_thing_that_is_filtered_besides_is_a_list_with_both(query, narrowed):
    assert narrow(QueryDict(query), country="md") == narrowed
