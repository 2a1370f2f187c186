"""The sitemap: every page that visitors can open, with the day of its last change."""

import datetime
from http import HTTPStatus

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from news.views import sitemap
from tests.factories import StandardPageFactory, StatementFactory, WeeklyUpdateFactory, clipping
from tests.html import SITEMAP, parse_xml, read_sitemap


def test_the_sitemap_has_every_page_a_visitor_can_open_and_no_other(home, visitor):
    public = [StatementFactory(), StandardPageFactory()]
    StatementFactory(live=False)
    private = StandardPageFactory(title="Private")
    below = StandardPageFactory(title="Below it", parent=private)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert below.live
    listed = read_sitemap(visitor)
    assert sorted(listed) == sorted(page.full_url for page in [home, public[0].get_parent(), *public])
    assert all(url.startswith("http") for url in listed)


def test_every_page_type_is_in_the_sitemap(full, visitor):
    assert set(read_sitemap(visitor)) >= {page.full_url for page in full.values()}


def test_a_list_in_the_sitemap_is_as_new_as_its_newest_page(home, visitor):
    older, newer = StatementFactory(), StatementFactory()
    day = datetime.datetime(2031, 5, 9, 12, tzinfo=datetime.UTC)
    type(newer).objects.filter(pk=newer.pk).update(last_published_at=day)
    StatementFactory(live=False)
    modified = read_sitemap(visitor)
    assert modified[newer.full_url] == modified[newer.get_parent().full_url] == "2031-05-09"
    assert modified[older.full_url] == timezone.localdate(older.last_published_at).isoformat()


def test_the_lists_of_clippings_and_the_pages_of_sources_and_bills_are_in_the_sitemap(home, visitor):
    text = "On H.R. 1911 (118th Congress)."
    WeeklyUpdateFactory(clippings=[clipping(source="JTA", date="2024-03-01", countries=["MD"], excerpt=text)])
    private = WeeklyUpdateFactory(clippings=[clipping(source="Daily", date="2023-03-01", countries=["UA"])])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    paths = {url.removeprefix(home.full_url.rstrip("/")) for url in read_sitemap(visitor)}
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


def test_a_page_stays_in_its_part_whatever_is_added(home, visitor, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(sitemap, "PART", 2)
    pages = [StandardPageFactory(title=f"Page {number}") for number in range(5)]
    part = (pages[0].pk - 1) // 2 + 1
    before = visitor.get(f"/sitemap-pages-{part}.xml").text
    StandardPageFactory()
    listed = [location.text for location in parse_xml(visitor.get("/sitemap.xml")).iter(f"{SITEMAP}loc")]
    assert f"{home.full_url}sitemap-pages-{part}.xml" in listed
    for url in ["/sitemap.xml", f"/sitemap-pages-{part}.xml"]:
        with django_assert_max_num_queries(6):
            visitor.get(url)
    assert visitor.get(f"/sitemap-pages-{part}.xml").text == before
    assert pages[0].full_url in before
    assert before.count("<loc>") <= 2


@pytest.mark.parametrize(
    "path", ["/sitemap-pages-0.xml", "/sitemap-pages-99999999999999999999.xml", "/sitemap-views-9.xml"]
)
def test_a_part_of_which_there_is_nothing_is_not_found(home, visitor, path):
    assert visitor.get(path).status_code == HTTPStatus.NOT_FOUND


def test_the_views_are_in_parts_too(home, visitor, monkeypatch, django_assert_max_num_queries):
    WeeklyUpdateFactory(clippings=[clipping(source=source, date="2024-03-01") for source in ("JTA", "Daily")])
    whole = visitor.get("/sitemap-views-1.xml").text.count("<loc>")
    monkeypatch.setattr(sitemap, "PART", whole - 1)
    with django_assert_max_num_queries(6):
        assert visitor.get("/sitemap-views-2.xml").text.count("<loc>") == 1
