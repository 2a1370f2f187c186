"""The queries of a visitor's request, with 12 and with 200 weekly updates; renditions are made before.

`./run test tests/site/test_query_counts.py -s` prints the table.
"""

import re
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.models import Country, NewsIndex, Publication, Statement, WeeklyUpdate
from pages.models import Program
from tests.factories import (
    ContactFactory,
    CountryFactory,
    DocumentFactory,
    ImageFactory,
    ProgramFactory,
    PublicationFactory,
    StandardPageFactory,
    StatementFactory,
    WeeklyUpdateFactory,
    clipping,
    get_or_create,
    stream,
)
from tests.whole_site import FIRST_FRIDAY, PAGE_TYPES, full_site

MAX_QUERIES = 12
FEW, MANY = 12, 200
OTHER_URLS = {
    "an empty search": "/search/",
    "a search": "/search/?q=headline",
    "a search that finds nothing": "/search/?q=xylophone",
    "the feed": "/news/feed/",
    "page not found": "/no-such-page/",
    "a filtered list": "/statements/?year=2025&kind=statement",
    "message received": "/contact/received/",
}


def add_updates_up_to(count):
    """Add live weekly updates before the first, one a week, without revisions, until there are `count`."""
    news = NewsIndex.objects.get()
    existing = WeeklyUpdate.objects.count()
    for number in range(existing, count):
        news.add_child(
            instance=WeeklyUpdate(
                date=FIRST_FRIDAY - timedelta(weeks=number + 1),
                search_description="What happened this week, in one sentence.",
                letter="<p>Dear Friend,</p><p>A headline of long ago.</p>",
                clippings=[clipping("A headline", countries=["UA"])],
                sent_from=[],
                signature="",
                first_published_at=timezone.now(),
            )
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the server does for itself after a commit, which does not come here


def count_queries(url):
    """The number of queries of a request, with content types and site root cached and no rendition cached."""
    visitor = Client()
    cache.clear()
    visitor.get("/contact/received/")
    with CaptureQueriesContext(connection) as captured:
        response = visitor.get(url)
    assert response.status_code in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}
    return len(captured)


@pytest.fixture(scope="module")
def query_counts(module_transaction):
    """Name of a page → its number of queries with few and with many updates."""
    pages = full_site()
    urls = {page_type: pages[page_type].url for page_type in PAGE_TYPES} | OTHER_URLS
    add_updates_up_to(FEW)
    few = {name: count_queries(url) for name, url in urls.items()}
    add_updates_up_to(MANY)
    many = {name: count_queries(url) for name, url in urls.items()}
    print(f"\n{'queries of a page':<28} {FEW:>4} {MANY:>4}")
    for name in urls:
        print(f"{name:<28} {few[name]:>4} {many[name]:>4}")
    return {name: (few[name], many[name]) for name in urls}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*PAGE_TYPES, *OTHER_URLS])
def test_a_page_needs_few_queries_and_as_many_with_two_hundred_updates(query_counts, name):
    few, many = query_counts[name]
    assert few == many
    assert many <= MAX_QUERIES


def test_the_measured_site_has_two_hundred_updates(query_counts, visitor):
    assert WeeklyUpdate.objects.live().count() == MANY
    assert f"?page={MANY // 20}" in visitor.get("/news/").content.decode()


def links_to(pages):
    return "".join(f'<p><a linktype="page" id="{page.pk}">{page.title}</a></p>' for page in pages)


def body_of(count, picture, pages):
    pictures = [("picture", {"image": picture.pk, "caption": ""})] * count
    return stream(*pictures, ("text", links_to(pages[:count])))


@pytest.mark.django_db
def test_ten_pictures_and_ten_links_in_a_text_need_as_many_queries_as_one(home):
    get_or_create(ContactFactory)()
    picture = ImageFactory()
    pages = StandardPageFactory.create_batch(10)
    one, ten = (StandardPageFactory(title="Text", body=body_of(count, picture, pages)) for count in (1, 10))
    assert count_queries(one.url) == count_queries(ten.url)


@pytest.mark.django_db
def test_ten_links_in_a_letter_need_as_many_queries_as_one(home):
    get_or_create(ContactFactory)()
    pages = StandardPageFactory.create_batch(10)
    one, ten = (WeeklyUpdateFactory(letter=links_to(pages[:count])) for count in (1, 10))
    WeeklyUpdateFactory()
    assert count_queries(one.url) == count_queries(ten.url)


@pytest.mark.django_db
def test_an_update_with_picture_countries_and_links_stays_within_the_query_limit(query_counts):
    linked = [model.objects.first() for model in (Statement, Publication, Program)]
    document = f'<p><a linktype="document" id="{DocumentFactory().pk}">a report</a></p>'
    CountryFactory(title="Poland", iso_code="PL")
    update = WeeklyUpdate.objects.get(date=FIRST_FRIDAY)
    update.letter = links_to(linked) + document
    update.save_revision().publish()
    response = Client().get(update.url).text
    for url in (*(page.url for page in linked), "/countries/poland/", "/documents/", "<picture>"):
        assert url in response
    assert count_queries(update.url) <= MAX_QUERIES


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "deferred"),
    [
        (WeeklyUpdate, {"letter", "clippings", "sent_from"}),
        (Statement, {"body"}),
        (Publication, {"description"}),
        (Program, {"body"}),
        (Country, {"profile"}),
    ],
)
def test_a_list_defers_the_long_texts(model, deferred):
    sql = str(model.objects.for_list().query)
    assert {name for name in deferred if re.search(rf'"{model._meta.db_table}"."{name}"(?:,| FROM)', sql)} == set()


def program():
    ProgramFactory(lead_image=ImageFactory())


def publication():
    PublicationFactory(cover=ImageFactory(), document=DocumentFactory(), external_url="")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("add_row", "index"),
    [(program, "/programs/"), (publication, "/publications/"), (StatementFactory, "/statements/")],
)
def test_a_list_of_four_rows_needs_as_many_queries_as_one_row(home, add_row, index):
    get_or_create(ContactFactory)()
    add_row()
    before = count_queries(index)
    for _ in range(3):
        add_row()
    assert count_queries(index) == before
