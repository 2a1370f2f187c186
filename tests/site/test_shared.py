"""What all pages share is read once per content version: the queries of a second visit, and what the next one shows."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from pages.shared import Newest
from tests.factories import ContactFactory, StandardPageFactory, StatementFactory, get_or_create
from tests.html import parse, text
from tests.whole_site import PAGE_TYPES, organization

# The queries of a page of each type with every field filled in, where what all pages share is known.
QUERIES = {
    "pages.Home": 4,
    "pages.About": 5,
    "pages.History": 2,
    "pages.People": 5,
    "pages.MemberOrganizations": 2,
    "pages.ProgramIndex": 3,
    "pages.Program": 3,
    "news.NewsIndex": 3,
    "news.WeeklyUpdate": 2,
    "news.StatementIndex": 3,
    "news.Statement": 2,
    "news.PublicationIndex": 3,
    "news.Publication": 2,
    "news.CountryIndex": 4,
    "news.Country": 6,
    "pages.Contact": 3,
    "pages.Donate": 3,
    "pages.SignUp": 3,
    "pages.StandardPage": 3,
}


def visitor_at(version):
    """A visitor whose requests have this content version, as the page cache's layer puts it into the environment."""
    return Client(content_version=version)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(Newest, "kept", Newest.kept)


def capture_second_visit(url):
    """The SQL of a visit after another, with no rendition cached."""
    visitor = visitor_at("1.1")
    visitor.get(url)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert visitor.get(url).status_code == 200
    return [query["sql"] for query in captured]


@pytest.mark.django_db
@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_the_second_visit_asks_only_for_the_page_itself(full, page_type):
    queries = capture_second_visit(full[page_type].url)
    assert len(queries) == QUERIES[page_type], "\n".join(queries)
    assert len(set(queries)) == len(queries)
    assert all(re.match(r"\(*SELECT ", query) for query in queries)


def menu(visitor):
    return [text(link) for link in parse(visitor.get("/")).select("header nav .menu__bar > li > a")]


def test_what_is_published_shows_with_the_next_version(home, visitor):
    get_or_create(ContactFactory)()
    assert menu(visitor_at("1.1")) == ["Home", "Contact"]
    StandardPageFactory(title="New", show_in_menus=True)
    organization(name="Another Name")
    assert menu(visitor_at("1.1")) == ["Home", "Contact"]
    assert menu(visitor) == menu(visitor_at("1.2")) == ["Home", "Contact", "New"]
    assert "Another Name" in visitor_at("1.2").get("/").text


def test_what_becomes_private_is_private_with_the_next_version(home):
    statement = StatementFactory()
    assert visitor_at("1.1").get(statement.url).status_code == 200
    PageViewRestriction.objects.create(page=statement, restriction_type=PageViewRestriction.LOGIN)
    assert visitor_at("1.2").get(statement.url).status_code == 302


def test_only_the_newest_version_is_kept(home):
    for version in ("1.1", "1.2"):
        visitor_at(version).get("/")
    assert Newest.kept.version == "1.2"
    assert Newest.kept.values


def test_a_header_is_no_content_version(home):
    Client(headers={"content-version": "1.7"}).get("/")
    Client(headers={"content_version": "1.7"}).get("/")
    assert Newest.kept.version != "1.7"
