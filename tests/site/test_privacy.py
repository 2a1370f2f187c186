"""A private page appears nowhere: lists, home page, feed, sitemap, search, links to the previous and next update."""

import uuid
from datetime import date
from http import HTTPStatus

import pytest
from wagtail.models import PageViewRestriction

from news.models import Country, Statement, WeeklyUpdate
from pages.models import Program
from tests import factories as make
from tests.factories import clipping
from tests.html import read_sitemap
from tests.whole_site import FIRST_FRIDAY, full_site

EVERYWHERE = [
    "/",
    "/news/",
    "/statements/",
    "/publications/",
    "/countries/",
    "/countries/latvia/",
    "/programs/",
    "/about/",
    "/news/feed/",
    "/news/feed.json",
    "/statements/feed.json",
    "/publications/feed/",
    "/clippings/?format=json",
    "/search/?q=secret&format=json",
    "/feeds/",
    "/feeds.opml",
    "/countries/latvia/feed/",
    "/countries/latvia/feed.json",
    "/sitemap-views-1.xml",
    "/search/?q=secret",
    "/news/2015-01-02/",
    "/no-such-page/",
]


def make_private(page, kind=PageViewRestriction.LOGIN):
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password=uuid.uuid4().hex)
    return page


@pytest.fixture(scope="module")
def secrets(module_transaction):
    """A private page of each kind that is listed somewhere, beside public ones of the same kind."""
    about = full_site()["pages.About"]
    make.CountryFactory(title="Latvia", iso_code="LV")
    make.WeeklyUpdateFactory(date=date(2015, 1, 2), clippings=[clipping(countries=["LV", "MD"])])
    return [
        make_private(page)
        for page in (
            make.WeeklyUpdateFactory(
                title="Secret update", date=date(2030, 1, 4), clippings=[clipping(countries=["LV"])]
            ),
            make.StatementFactory(title="Secret statement", is_selected=True),
            make.PublicationFactory(title="Secret report"),
            make.CountryFactory(title="Secret Moldova", iso_code="MD"),
            make.ProgramFactory(title="Secret program"),
            make.StandardPageFactory(title="Secret page", parent=about, show_in_menus=False),
        )
    ]


@pytest.mark.django_db
def test_what_is_private_is_not_in_the_sitemap(secrets, visitor):
    assert read_sitemap(visitor).keys().isdisjoint(page.full_url for page in secrets)


@pytest.mark.django_db
@pytest.mark.parametrize("url", EVERYWHERE)
def test_what_is_private_is_not_shown(secrets, visitor, url):
    page = visitor.get(url).content.decode()
    named = page.replace("Nothing was found for “secret”", "").replace('value="secret"', "").replace("secret ·", "")
    assert "Secret" not in named
    for page in secrets:
        assert page.url not in named


@pytest.mark.django_db
def test_a_private_page_redirects_to_the_login(secrets, visitor):
    for page in secrets:
        response = visitor.get(page.url)
        assert response.status_code == HTTPStatus.FOUND
        assert "login" in response.url


@pytest.mark.django_db
def test_a_private_update_is_nobodys_neighbour(secrets):
    assert WeeklyUpdate.objects.neighbours(FIRST_FRIDAY)[1] is None


@pytest.mark.django_db
@pytest.mark.parametrize("model", [WeeklyUpdate, Statement, Country, Program])
def test_listed_is_live_and_public_for_every_list(secrets, model):
    listed = set(model.objects.listed())
    assert listed == set(model.objects.live().public())
    assert listed < set(model.objects.live())
