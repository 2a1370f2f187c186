"""The sitemap: every page that visitors can open, with the day of its last change."""

import datetime
from http import HTTPStatus

from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories import StandardPageFactory, StatementFactory, WeeklyUpdateFactory, clipping
from tests.html import parse_xml

LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LAST_CHANGE = LOCATION.replace("loc", "lastmod")


def get_sitemap_urls(visitor):
    response = visitor.get("/sitemap.xml")
    assert response.status_code == HTTPStatus.OK
    return [location.text for location in parse_xml(response).iter(LOCATION)]


def test_the_sitemap_has_every_page_a_visitor_can_open_and_no_other(home, visitor):
    public = [StatementFactory(), StandardPageFactory()]
    StatementFactory(live=False)
    private = StandardPageFactory(title="Private")
    below = StandardPageFactory(title="Below it", parent=private)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert below.live
    listed = get_sitemap_urls(visitor)
    assert sorted(listed) == sorted(page.full_url for page in [home, public[0].get_parent(), *public])
    assert all(url.startswith("http") for url in listed)


def test_every_page_type_is_in_the_sitemap(full, visitor):
    assert set(get_sitemap_urls(visitor)) >= {page.full_url for page in full.values()}


def get_sitemap_lastmods(visitor):
    """URL → its `lastmod`, None where it has none."""
    entries = parse_xml(visitor.get("/sitemap.xml"))
    return {entry.findtext(LOCATION): entry.findtext(LAST_CHANGE) for entry in entries}


def test_a_list_in_the_sitemap_is_as_new_as_its_newest_page(home, visitor):
    older, newer = StatementFactory(), StatementFactory()
    day = datetime.datetime(2031, 5, 9, 12, tzinfo=datetime.UTC)
    type(newer).objects.filter(pk=newer.pk).update(last_published_at=day)
    StatementFactory(live=False)
    modified = get_sitemap_lastmods(visitor)
    assert modified[newer.full_url] == modified[newer.get_parent().full_url] == "2031-05-09"
    assert modified[older.full_url] == timezone.localdate(older.last_published_at).isoformat()


def test_the_lists_of_clippings_and_the_pages_of_sources_and_bills_are_in_the_sitemap(home, visitor):
    text = "On H.R. 1911 (118th Congress)."
    WeeklyUpdateFactory(clippings=[clipping(source="JTA", date="2024-03-01", countries=["MD"], excerpt=text)])
    private = WeeklyUpdateFactory(clippings=[clipping(source="Daily", date="2023-03-01", countries=["UA"])])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    paths = {url.removeprefix(home.full_url.rstrip("/")) for url in get_sitemap_urls(visitor)}
    views = {path for path in paths if path.startswith(("/clippings/", "/sources/", "/bills/"))}
    assert views == {
        "/clippings/",
        "/clippings/?country=md",
        "/clippings/?year=2024",
        "/sources/",
        "/sources/jta/",
        "/bills/",
        "/bills/118/hr/1911/",
    }
    for path in views:
        assert visitor.get(path).status_code == HTTPStatus.OK
