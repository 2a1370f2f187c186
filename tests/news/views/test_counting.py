"""The counts beside the filters: one statement, true for every combination."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from news.models import TrackedBill
from news.records.sources import SourceNames
from news.views.selection import Selection
from tests.factories import WeeklyUpdateFactory, clipping


@pytest.fixture
def archive(home):
    for year in (2014, 2015):
        WeeklyUpdateFactory(
            date=datetime.date(year, 3, 6),
            clippings=[
                clipping("A school", source="Example Wire", countries=["MD", "UA"], date=f"{year}-03-01"),
                clipping("A clinic", source="Model Tribune", countries=["UA"], date=f"{year}-03-02"),
                clipping("On H.R. 1911", source="Model Tribune", countries=[], date=f"{year}-03-03"),
            ],
        )


def count(**values):
    return Selection(values).count_values(12)


def test_each_clipping_is_counted_once_for_each_of_its_values(archive):
    counts = count()
    assert counts[""] == {"": 6}
    assert counts["country"] == {"ua": 4, "md": 2}
    assert counts["year"] == {"2015": 3, "2014": 3}
    assert counts["source"] == {"model-tribune": 4, "example-wire": 2}
    assert sum(counts["bill"].values()) == 2


def test_a_filter_does_not_narrow_its_own_counts(archive):
    counts = count(country="md")
    assert counts[""] == {"": 2}
    assert counts["country"] == {"ua": 4, "md": 2}
    assert counts["source"] == {"example-wire": 2}


def test_all_facets_are_counted_by_one_query(archive):
    with CaptureQueriesContext(connection) as queries:
        count(country="ua", year="2015")
    assert len([query for query in queries if "count(*)" in query["sql"]]) == 1


def test_a_page_without_clippings_loads_no_sources(archive):
    with CaptureQueriesContext(connection) as queries:
        names = SourceNames()
    assert len(queries) == 0
    assert names.find_host("example.org") is None


def test_the_database_keeps_no_bill_that_cannot_be(home):
    with pytest.raises(IntegrityError), transaction.atomic():
        TrackedBill.objects.create(congress=118, kind="hr", number=0)
