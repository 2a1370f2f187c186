"""The queries of the views of clippings: as many with sixty clippings as with three, and few."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from news.models import Record
from tests.factories import CountryFactory, WeeklyUpdateFactory

from .conftest import cut

MAX_QUERIES = 14  # three of them limit the time of the others
URLS = {
    "all clippings": "/clippings/",
    "by all filters": "/clippings/?country=md&year=2015&source=source-1&bill=118-hr-1911&q=roof",
    "an unknown source": "/clippings/?country=md&source=source-99",
    "a deep page": "/clippings/?country=md&after={key}",
    "a clipping": "/clippings/{key}/",
    "a bill": "/bills/118/hr/1911/",
    "all bills": "/bills/",
    "a source": "/sources/source-1/",
    "the sources": "/sources/",
    "sources of a country": "/clippings/by/source/?country=md",
}


def add_issue(week, clippings):
    WeeklyUpdateFactory(
        date=datetime.date(2015, 1, 2) + datetime.timedelta(weeks=week),
        clippings=[
            cut(f"Roof {week}.{n}", f"Source {n}", countries=("MD", "UA"), excerpt="On H.R. 1911 (118th Congress).")
            for n in range(clippings)
        ],
    )


def count_queries(url):
    """The number of queries of a request, with content types and site root cached."""
    visitor = Client()
    cache.clear()
    visitor.get("/search/")
    with CaptureQueriesContext(connection) as captured:
        assert visitor.get(url).status_code == 200, url
    return len(captured)


@pytest.fixture(scope="module")
def query_counts(module_transaction):
    """Name of a view → its number of queries with three and with sixty clippings."""
    CountryFactory(title="Moldova", iso_code="MD")
    add_issue(0, 3)
    keys = Record.objects.clippings().newest().values_list("key", flat=True)
    few = {name: count_queries(url.format(key=keys.first())) for name, url in URLS.items()}
    for week in range(1, 4):
        add_issue(week, 19)
    many = {name: count_queries(url.format(key=keys.first())) for name, url in URLS.items()}
    print(f"\n{'queries of a view':<28} {'few':>4} {'many':>4}")
    for name in URLS:
        print(f"{name:<28} {few[name]:>4} {many[name]:>4}")
    return {name: (few[name], many[name]) for name in URLS}


@pytest.mark.django_db
@pytest.mark.parametrize("name", URLS)
def test_a_view_needs_few_queries_and_as_many_with_sixty_clippings(query_counts, name):
    few, many = query_counts[name]
    assert few == many
    assert many <= MAX_QUERIES
