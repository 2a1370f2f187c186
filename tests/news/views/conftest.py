import datetime

import pytest
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from news.models.record import RecordQuerySet
from tests.factories import WeeklyUpdateFactory, clipping


def cut(headline, source="Example Wire", day="2015-03-02", countries=("MD",), **more):
    """A clipping of a source, day and countries."""
    return clipping(headline, source, date=day, countries=list(countries), **more)


@pytest.fixture(scope="module")
def clippings(module_transaction):
    """Five clippings in two issues: on Moldova and Ukraine, in 2015 and 2016, from three sources."""
    WeeklyUpdateFactory(
        date=datetime.date(2015, 3, 6),
        clippings=[
            cut("Synagogue of Chisinau", "JTA", excerpt="A roof was mended.", byline="A. Writer"),
            cut("School in Balti", "Example Wire", excerpt="Lessons began."),
            cut("Both banks of the river", "JTA", countries=("MD", "UA")),
        ],
    )
    WeeklyUpdateFactory(
        date=datetime.date(2016, 3, 4),
        clippings=[
            cut("A year later", "JTA", "2016-03-01", excerpt="On H.R. 1911 (118th Congress)."),
            cut("Kyiv reads", "Daily News", "2016-03-03", ("UA",)),
        ],
    )


@pytest.fixture
def slow_database(clippings, monkeypatch):
    """Clippings for which the database takes longer than it may."""
    monkeypatch.setattr("news.search.backend.TIMEOUT", 1)  # millisecond
    slow = RawSQL("pg_sleep(1)::text IS NOT NULL", [], output_field=BooleanField())
    monkeypatch.setattr(RecordQuerySet, "clippings", lambda records: records.filter(slow))
