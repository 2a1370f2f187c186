"""Home.route(): the page with the longest matching path is found in one query or two, and routes the rest itself."""

import datetime
import re
from http import HTTPStatus

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from news.models import NewsIndex
from pages.models import Donate
from tests.factories import (
    ContactFactory,
    CountryFactory,
    DonateFactory,
    NewsIndexFactory,
    SignUpFactory,
    StandardPageFactory,
    StatementFactory,
    WeeklyUpdateFactory,
    clipping,
)
from tests.html import parse
from tests.whole_site import organization

FRIDAY = datetime.date(2025, 2, 14)
ROUTES = ["/feed/", "/feed.json"]
FORMATS = ["json", "md", "txt"]


def rename(page, slug):
    page = page.specific
    page.slug = slug
    with TestCase.captureOnCommitCallbacks(execute=True):  # Wagtail makes redirects when the change is committed
        page.save_revision().publish()


def restrict(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_a_renamed_news_page_takes_its_feeds_along_and_the_old_urls_redirect(home, visitor):
    update = WeeklyUpdateFactory(date=FRIDAY)
    rename(NewsIndex.objects.get(), "weekly")
    for url in ["/weekly/", "/weekly/feed/", "/weekly/feed.json", "/weekly/2025-02-14.json"]:
        assert visitor.get(url).status_code == HTTPStatus.OK, url
    for old, new in [
        ("/news/feed/", "/weekly/feed/"),
        ("/news/feed.json", "/weekly/feed.json"),
        ("/news/2025-02-14.json", "/weekly/2025-02-14.json"),
        ("/news/2025-02-14.md", "/weekly/2025-02-14.md"),
        ("/news/2025-02-14.txt", "/weekly/2025-02-14.txt"),
        ("/news/", "/weekly/"),
    ]:
        response = visitor.get(old, follow=True)
        assert response.status_code == HTTPStatus.OK, old
        assert response.redirect_chain[-1][0].removeprefix("http://localhost") == new
        assert response.redirect_chain[0][1] == HTTPStatus.MOVED_PERMANENTLY
    update.refresh_from_db()
    assert visitor.get("/news/2025-02-14/", follow=True).redirect_chain[-1][0].endswith(update.url)


def test_a_renamed_country_takes_its_feeds_along_and_the_old_urls_redirect(home, visitor):
    country = CountryFactory()
    rename(country, "ukraina")
    for route in ROUTES:
        assert visitor.get(f"/countries/ukraina{route}").status_code == HTTPStatus.OK
        response = visitor.get(f"/countries/ukraine{route}", follow=True)
        assert response.redirect_chain[-1][0].endswith(f"/countries/ukraina{route}")


def test_links_to_the_feeds_follow_a_renamed_news_page(home, visitor):
    NewsIndexFactory()
    rename(NewsIndex.objects.get(), "weekly")
    page = parse(visitor.get("/"))
    assert [link["href"] for link in page.select("head link[rel=alternate]")] == ["/weekly/feed/", "/weekly/feed.json"]
    assert parse(visitor.get("/feeds/")).select("main a[href='/weekly/feed/']")


def test_the_feeds_of_a_page_are_as_private_as_the_page(home, visitor):
    country = CountryFactory()
    restrict(country)
    for route in ROUTES:
        response = visitor.get(country.url + route.removeprefix("/"))
        assert response.status_code == HTTPStatus.FOUND
        assert "login" in response.url


@pytest.mark.parametrize("extension", FORMATS)
def test_the_formats_of_a_statement_are_as_private_as_the_statement(home, visitor, extension):
    StatementFactory(slug="public")
    restrict(StatementFactory(slug="private"))
    StatementFactory(slug="draft", live=False)
    assert visitor.get(f"/statements/public.{extension}").status_code == HTTPStatus.OK
    assert visitor.get(f"/statements/private.{extension}").status_code == HTTPStatus.NOT_FOUND
    assert visitor.get(f"/statements/draft.{extension}").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("extension", FORMATS)
def test_the_formats_of_a_renamed_statement_and_of_a_renamed_list_redirect(home, visitor, extension):
    def redirected(url):
        response = visitor.get(url, follow=True)
        assert response.status_code == HTTPStatus.OK
        return response.redirect_chain

    statement = StatementFactory(slug="old")
    rename(statement, "new")
    moved = HTTPStatus.MOVED_PERMANENTLY
    assert redirected(f"/statements/old.{extension}") == [(f"/statements/new.{extension}", moved)]
    rename(statement.get_parent(), "positions")
    assert redirected(f"/statements/new.{extension}") == [(f"/positions/new.{extension}", moved)]


def test_the_old_name_of_a_statement_that_became_private_leads_to_no_format(home, visitor):
    statement = StatementFactory(slug="old")
    rename(statement, "new")
    restrict(statement)
    assert visitor.get("/statements/old.txt").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("extension", FORMATS)
def test_the_formats_of_an_update_are_as_private_as_the_update_not_as_the_news_page(home, visitor, extension):
    public, private, draft = (
        WeeklyUpdateFactory(date=FRIDAY + datetime.timedelta(weeks=n), live=n < 2) for n in range(3)
    )
    restrict(private)
    assert visitor.get(f"/news/{public.slug}.{extension}").status_code == HTTPStatus.OK
    assert visitor.get(f"/news/{private.slug}.{extension}").status_code == HTTPStatus.NOT_FOUND
    assert visitor.get(f"/news/{draft.slug}.{extension}").status_code == HTTPStatus.NOT_FOUND


def test_a_format_below_a_private_news_page_redirects_to_the_login(home, visitor):
    update = WeeklyUpdateFactory(date=FRIDAY)
    restrict(update.get_parent())
    response = visitor.get(f"/news/{update.slug}.json")
    assert response.status_code == HTTPStatus.FOUND
    assert "login" in response.url


def test_an_unpublished_news_page_has_no_feed_and_its_updates_stay_where_they_are(home, visitor):
    update = WeeklyUpdateFactory(date=FRIDAY)
    NewsIndex.objects.get().unpublish()
    assert visitor.get("/news/feed/").status_code == HTTPStatus.NOT_FOUND
    assert visitor.get(update.url).status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    "url",
    [
        "/news/feed/more/",
        "/news/2025-02-14/feed/",
        "/news/2025-02-14.xml",
        "/news/feed.md",
        "/about/feed/",
        "/countries/feed/",
        "/feed/",
        "/feed.json",
        "/wp-login.php",
        "/nothing/" * 30,
        "/news/" + "nothing/" * 30,
        "/news/..%2Ffeed.json",
    ],
)
def test_a_url_that_no_page_routes_is_404(home, visitor, url):
    WeeklyUpdateFactory(date=FRIDAY)
    StatementFactory()
    CountryFactory()
    assert visitor.get(url).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("url", ["/news/feed/", "/news/feed.json", "/news/2025-02-14.md"])
def test_feeds_and_formats_allow_get_and_head_only(home, visitor, url):
    WeeklyUpdateFactory(date=FRIDAY)
    assert visitor.head(url).status_code == HTTPStatus.OK
    assert visitor.post(url).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_a_deeply_nested_page_is_found(home, visitor):
    page = StandardPageFactory(title="Level 1")
    for level in range(2, 25):
        page = StandardPageFactory(title=f"Level {level}", parent=page)
    assert page.title in visitor.get(page.url).text


@pytest.mark.parametrize(
    "url", ["/news/", "/news/2025-02-14/", "/news/feed/", "/news/2025-02-14.json", "/countries/ukraine/feed/"]
)
def test_one_query_at_most_finds_the_page_whatever_the_depth(home, visitor, url):
    WeeklyUpdateFactory(date=FRIDAY, clippings=[clipping(countries=["UA"])])
    CountryFactory()
    visitor.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert visitor.get(url).status_code == HTTPStatus.OK
    finding = [query for query in captured if re.search('"url_path" (IN|=) ', query["sql"])]
    asked = 'FROM "wagtailcore_pageviewrestriction" WHERE'  # for one page; a list of records reads them all at once
    restrictions = [query for query in captured if asked in query["sql"]]
    assert len(finding) <= 1
    assert restrictions == []


@pytest.fixture
def buttons(home, visitor):
    """A function for the URLs of the home page's buttons, in the header and among the invitations."""
    organization(donate_url="https://example.org/donate", sign_up_url="https://example.org/sign-up")
    DonateFactory()
    SignUpFactory()
    return lambda: [link["href"] for link in parse(visitor.get("/")).select(".invitations a, .menu__button")]


def test_a_renamed_page_loses_no_button(buttons):
    assert sorted(buttons()) == ["/donate/", "/donate/", "/sign-up/"]
    rename(Donate.objects.get(), "give")
    assert sorted(buttons()) == ["/give/", "/give/", "/sign-up/"]


def test_a_page_that_is_hidden_from_the_menu_loses_no_button(buttons):
    Donate.objects.update(show_in_menus=False)
    assert buttons() == ["/sign-up/", "/donate/"]


def test_the_press_contact_links_the_contact_page_whatever_its_slug(home, visitor):
    rename(ContactFactory(), "write-to-us")
    statement = StatementFactory()
    assert [link["href"] for link in parse(visitor.get(statement.url)).select(".press a")] == ["/write-to-us/"]


def test_a_private_or_unpublished_page_has_no_button(buttons):
    restrict(Donate.objects.get())
    assert buttons() == ["/sign-up/"]
    PageViewRestriction.objects.all().delete()
    Donate.objects.get().unpublish()
    assert buttons() == ["/sign-up/"]
