"""The content that measures what many years cost: the same for the same seed, and as good as published by hand."""

import datetime
from http import HTTPStatus
from io import StringIO

from django.core.management import call_command
from wagtail.models import Page

from news.models import Record, WeeklyUpdate
from quality.bench.scale import build_addresses, measure
from quality.scale.content import CLIPPINGS_OF_AN_ISSUE, LAST_FRIDAY, generate_updates
from quality.scale.fill import fill
from tests.factories import CountryFactory, NewsIndexFactory

MAX_GROWTH = 1.05  # of bytes, from few to many issues


def rows():
    return list(Record.objects.order_by("key").values_list("key", "title", "date", "sources", "countries", "vector"))


def test_generated_updates_are_the_same_each_time_and_more_of_them_begin_with_the_same():
    few, many = list(generate_updates(3)), list(generate_updates(5))
    assert many[:3] == few
    assert list(generate_updates(3, seed=2)) != few
    assert [update.date for update in few] == [LAST_FRIDAY - datetime.timedelta(weeks=week) for week in range(3)]
    assert {len(update.articles) for update in many} == {CLIPPINGS_OF_AN_ISSUE}


def test_pages_that_are_written_in_bulk_are_as_if_they_had_been_published(home, visitor):
    home.save()  # the migration that creates it makes no record
    index = NewsIndexFactory()
    progress = []
    fill(index, 2)
    fill(index, 4, report=progress.append)
    assert progress == [4]
    assert Page.find_problems() == ([], [], [], [], [])
    assert WeeklyUpdate.objects.count() == 4
    newest = WeeklyUpdate.objects.latest("date")
    assert newest.clippings[9].value["headline"] in visitor.get(newest.url).text
    before = rows()
    assert len(before) == 2 + 4 * (1 + CLIPPINGS_OF_AN_ISSUE)
    call_command("rebuild_records", stdout=StringIO())
    assert rows() == before


def test_no_address_costs_more_queries_with_more_issues_and_hardly_more_bytes(home, visitor):
    index = NewsIndexFactory(slug="news")
    CountryFactory(title="Moldova", slug="moldova", iso_code="MD")
    costs = []
    for size in (50, 110):
        fill(index, size)
        measure(visitor, "/clippings/", rounds=1)  # what is asked for once in a process
        costs.append({name: measure(visitor, url, rounds=1) for name, url in build_addresses().items()})
    few, many = costs
    assert {name: cost.status for name, cost in many.items()} == dict.fromkeys(many, HTTPStatus.OK)
    assert {name: cost.queries for name, cost in many.items()} == {name: cost.queries for name, cost in few.items()}
    assert {name for name, cost in many.items() if cost.size > few[name].size * MAX_GROWTH} == set()
