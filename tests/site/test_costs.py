"""What a visit costs: the queries of an anonymous page, with 12 and with 200 weekly updates, and no picture made.

`./run test tests/site/test_costs.py -s` prints the table.
"""

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
    stream,
    the,
)
from tests.whole_site import FIRST_FRIDAY, PAGE_TYPES, full_site

pytestmark = pytest.mark.slow
AT_MOST = 12
FEW, MANY = 12, 200
ELSEWHERE = {
    "an empty search": "/search/",
    "a search": "/search/?q=headline",
    "a search that finds nothing": "/search/?q=xylophone",
    "the feed": "/news/feed/",
    "page not found": "/no-such-page/",
    "a filtered list": "/statements/?year=2025&kind=statement",
    "message received": "/contact/received/",
}


def fill_up_to(count):
    """Add live issues before the first, week by week, as bare as the lists need them; no revisions, no history."""
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


def queries(address):
    """The queries of a first visit: the process knows its content types and the tree's root, and no picture's sizes."""
    visitor = Client()
    cache.clear()
    visitor.get("/contact/received/")
    with CaptureQueriesContext(connection) as captured:
        answer = visitor.get(address)
    assert answer.status_code in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}
    return len(captured)


@pytest.fixture(scope="module")
def costs(module_transaction):
    """What is visited → its queries with few and with many updates."""
    pages = full_site()
    addresses = {page_type: pages[page_type].url for page_type in PAGE_TYPES} | ELSEWHERE
    fill_up_to(FEW)
    few = {name: queries(address) for name, address in addresses.items()}
    fill_up_to(MANY)
    many = {name: queries(address) for name, address in addresses.items()}
    print(f"\n{'queries of a page':<28} {FEW:>4} {MANY:>4}")
    for name in addresses:
        print(f"{name:<28} {few[name]:>4} {many[name]:>4}")
    return {name: (few[name], many[name]) for name in addresses}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*PAGE_TYPES, *ELSEWHERE])
def test_a_page_costs_little_and_the_same_with_two_hundred_updates(costs, name):
    few, many = costs[name]
    assert few == many
    assert many <= AT_MOST


def test_the_site_really_has_two_hundred_updates_while_it_is_measured(costs, visitor):
    assert WeeklyUpdate.objects.live().count() == MANY
    assert f"?page={MANY // 20}" in visitor.get("/news/").content.decode()


def links_to(pages):
    return "".join(f'<p><a linktype="page" id="{page.pk}">{page.title}</a></p>' for page in pages)


def body_of(count, picture, pages):
    pictures = [("picture", {"image": picture.pk, "caption": ""})] * count
    return stream(*pictures, ("text", links_to(pages[:count])))


@pytest.mark.django_db
def test_ten_pictures_and_ten_links_in_a_text_cost_as_much_as_one(home):
    the(ContactFactory)()
    picture = ImageFactory()
    pages = StandardPageFactory.create_batch(10)
    one, ten = (StandardPageFactory(title="Text", body=body_of(count, picture, pages)) for count in (1, 10))
    assert queries(one.url) == queries(ten.url)


@pytest.mark.django_db
def test_ten_links_in_a_letter_cost_as_much_as_one(home):
    the(ContactFactory)()
    pages = StandardPageFactory.create_batch(10)
    one, ten = (WeeklyUpdateFactory(letter=links_to(pages[:count])) for count in (1, 10))
    WeeklyUpdateFactory()
    assert queries(one.url) == queries(ten.url)


@pytest.mark.django_db
def test_an_update_with_a_picture_countries_and_links_to_pages_and_documents_costs_no_more_than_any_page(costs):
    linked = [model.objects.first() for model in (Statement, Publication, Program)]
    document = f'<p><a linktype="document" id="{DocumentFactory().pk}">a report</a></p>'
    CountryFactory(title="Poland", iso_code="PL")
    update = WeeklyUpdate.objects.get(date=FIRST_FRIDAY)
    update.letter = links_to(linked) + document
    update.save_revision().publish()
    answer = Client().get(update.url).text
    for address in (*(page.url for page in linked), "/countries/poland/", "/documents/", "<picture>"):
        assert address in answer
    assert queries(update.url) <= AT_MOST


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "left"),
    [
        (WeeklyUpdate, {"letter", "clippings", "sent_from"}),
        (Statement, {"body"}),
        (Publication, {"description"}),
        (Program, {"body"}),
        (Country, {"profile"}),
    ],
)
def test_a_list_leaves_the_long_texts_in_the_database(model, left):
    sql = str(model.objects.for_list().query)
    assert {name for name in left if f'"{model._meta.db_table}"."{name}"' in sql} == set()


def program():
    ProgramFactory(lead_image=ImageFactory())


def publication():
    PublicationFactory(cover=ImageFactory(), document=DocumentFactory(), external_url="")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("add_row", "index"),
    [(program, "/programs/"), (publication, "/publications/"), (StatementFactory, "/statements/")],
)
def test_a_list_costs_the_same_with_four_rows_as_with_one(home, add_row, index):
    the(ContactFactory)()
    add_row()
    cost = queries(index)
    for _ in range(3):
        add_row()
    assert queries(index) == cost
