"""`./run bench growth`: what a page costs is compared from a full list on, and what grows is named."""

from unittest.mock import Mock

import pytest
from django.http import HttpResponse
from django.urls import reverse

from quality.bench import growth
from quality.bench.growth import Cost, find_all_growth, find_growth, measure

COST = Cost(status=200, queries=3, size=40_000, calls=60_000, cpu=0.02)


def with_more(**fields):
    return Cost(**{name: fields.get(name, getattr(COST, name)) for name in COST.__slots__})


@pytest.mark.parametrize("many", [COST, with_more(size=42_000, calls=72_000), with_more(queries=2), with_more(cpu=9.0)])
def test_what_stays_within_the_limits_does_not_grow_and_time_never_counts(many):
    assert list(find_growth("/news/", COST, many)) == []


@pytest.mark.parametrize(
    ("many", "sentence"),
    [
        (with_more(queries=4), "/news/: 3 queries become 4"),
        (with_more(size=50_000), "/news/: 40,000 bytes become 50,000, 1.25 times"),
        (with_more(calls=90_000), "/news/: 60,000 calls become 90,000, 1.50 times"),
        (with_more(status=500), "/news/: status 500"),
    ],
)
def test_what_grows_is_named(many, sentence):
    assert list(find_growth("/news/", COST, many)) == [sentence]


def test_ten_issues_fill_no_list_and_are_compared_with_nothing():
    half, more = with_more(size=20_000), with_more(queries=9)
    assert find_all_growth({10: {"/": half}, 100: {"/": COST}}) == []
    assert find_all_growth({10: {"/": half}, 100: {"/": COST}, 1000: {"/": COST}}) == []
    assert find_all_growth({100: {"/": COST}, 1000: {"/": more, "new": more}}) == ["/: 3 queries become 9"]


def test_a_part_of_the_sitemap_is_compared_from_when_it_is_full_and_the_index_may_name_more_of_them():
    part, longer = {"a full part": COST}, with_more(size=90_000, calls=90_000)
    assert find_all_growth({100: {}, 1000: part, 5000: part}) == []
    grown = {100: {}, 1000: part, 5000: {"a full part": with_more(size=50_000)}}
    assert find_all_growth(grown) == ["a full part: 40,000 bytes become 50,000, 1.25 times"]
    assert find_all_growth({100: {"/sitemap.xml": COST}, 1000: {"/sitemap.xml": longer}}) == []
    more = {100: {"/sitemap.xml": COST}, 1000: {"/sitemap.xml": with_more(queries=9)}}
    assert find_all_growth(more) == ["/sitemap.xml: 3 queries become 9"]


@pytest.mark.parametrize(("numbers", "is_full"), [([1], False), ([1, 2], True)])
def test_the_first_part_of_the_sitemap_is_full_once_there_is_a_second(numbers, is_full):
    paths = [reverse("sitemap_pages", args=[number]) for number in numbers] + [reverse("sitemap_views", args=[1])]
    index = HttpResponse("".join(f"<loc>https://example.org{path}</loc>" for path in paths))
    found = growth.find_sitemap_parts(Mock(get=Mock(return_value=index)))
    assert found == {"sitemap, last part": paths[-1]} | ({"sitemap, a full part": paths[0]} if is_full else {})


@pytest.mark.django_db
def test_a_cost_is_of_the_second_and_the_third_time():
    asked = []
    cost = measure(lambda: asked.append(0) or (200, len(asked)))
    assert (cost.status, cost.queries, cost.size) == (200, 0, 2)
    assert 0 < cost.calls < 20
    assert len(asked) == 3


def test_the_table_has_a_line_for_each_address(capsys):
    growth.print_table({100: {"/news/": COST}, 1000: {"/news/": COST, "a full part": COST}})
    *_, news, part = capsys.readouterr().out.splitlines()
    assert part.split() == ["a", "full", "part", "–", "3", "–", "40,000", "–", "60,000", "–", "20"]
    assert news.split() == [*("/news/", "3", "3", "40,000", "40,000", "60,000", "60,000", "20", "20")]
