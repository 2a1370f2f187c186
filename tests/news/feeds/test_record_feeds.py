"""The feed of any view of records: records_feed_response()."""

import datetime
import json
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import pytest
from django.test import RequestFactory
from django.utils import timezone

from news.feed_response import RECORDS_LENGTH, records_feed_response
from news.models import Record
from tests.factories import StandardPageFactory, StatementFactory, WeeklyUpdateFactory, clipping
from tests.html import parse_xml

pytestmark = pytest.mark.django_db

FRIDAY = datetime.date(2025, 2, 21)
ARTICLE = {
    "byline": "Jane Doe",
    "source": "JTA",
    "date": "2025-02-18",
    "url": "https://news.example.org/article",
    "excerpt": "First & <b>bold</b>.\n\nSecond.",
    "countries": ["MD", "UA"],
}


@pytest.fixture(autouse=True)
def public_site_url(settings, home):
    settings.SITE_URL = "https://www.example.org"


def feed_of(records, format="json", title="Clippings on Moldova", **headers):
    request = RequestFactory().get("/clippings/?country=md", headers=headers)
    return records_feed_response(request, records, title, "/clippings/?country=md", format)


def items_of(response):
    return parse_xml(response).findall("channel/item")


def load(response):
    assert response.status_code == HTTPStatus.OK
    return json.loads(response.content)


def test_a_clipping_is_an_item_with_its_article_its_source_and_its_place():
    update = WeeklyUpdateFactory(date=FRIDAY, clippings=[clipping("One"), clipping("A headline", **ARTICLE)])
    feed = load(feed_of(Record.objects.listed().about("MD")))
    assert feed["title"] == "NCSEJ: Clippings on Moldova"
    assert feed["home_page_url"] == "https://www.example.org/clippings/?country=md"
    assert feed["feed_url"] == "https://www.example.org/clippings/?country=md&format=json"
    (item,) = feed["items"]
    assert item["title"] == "A headline"
    assert item["external_url"] == "https://news.example.org/article"
    key = Record.objects.get(title="A headline").key
    assert item["url"] == f"https://www.example.org/clippings/{key}/"
    assert item["summary"] == "JTA, February 18, 2025: First & <b>bold</b>. Second."
    assert item["authors"] == [{"name": "Jane Doe"}]
    assert item["tags"] == ["Moldova", "Ukraine"]
    assert item["date_published"] == "2025-02-18T12:00:00-05:00"
    html = item["content_html"]
    assert "<p>First &amp; &lt;b&gt;bold&lt;/b&gt;.</p>" in html
    assert 'href="https://news.example.org/article"' in html
    assert f'href="https://www.example.org{update.url}#clipping-2"' in html
    assert update.title in html


def test_rss_has_the_same_items_with_a_category_for_each_country():
    WeeklyUpdateFactory(date=FRIDAY, clippings=[clipping("A headline", **ARTICLE)])
    response = feed_of(Record.objects.listed().clippings(), "rss")
    (item,) = items_of(response)
    (other,) = load(feed_of(Record.objects.listed().clippings()))["items"]
    assert [category.text for category in item.iter("category")] == other["tags"]
    assert (item.findtext("title"), item.findtext("link")) == (other["title"], other["url"])
    assert (item.findtext("guid"), item.find("guid").attrib) == (other["id"], {"isPermaLink": "false"})
    assert item.findtext("{http://purl.org/dc/elements/1.1/}creator") == "Jane Doe"
    assert parsedate_to_datetime(item.findtext("pubDate")).isoformat() == "2025-02-18T12:00:00-05:00"
    self_link = parse_xml(response).find("channel/{http://www.w3.org/2005/Atom}link")
    assert self_link.attrib["href"] == "https://www.example.org/clippings/?country=md&format=rss"


def test_the_id_of_an_item_stays_when_its_page_is_renamed_corrected_and_moved_within_the_issue():
    update = WeeklyUpdateFactory(date=FRIDAY, clippings=[clipping("One"), clipping("Two")])
    before = {item["title"]: item["id"] for item in load(feed_of(Record.objects.listed()))["items"]}
    assert len(set(before.values())) == 3
    update.slug, update.title = "renamed", "Another title"
    blocks = update.clippings.get_prep_value()
    for block in blocks:
        block["value"]["headline"] += ", corrected"
    update.clippings = blocks[::-1]
    update.save_revision().publish()
    after = {item["title"]: item["id"] for item in load(feed_of(Record.objects.listed()))["items"]}
    assert after["Two, corrected"] == before["Two"]
    assert after["One, corrected"] == before["One"]
    assert after["Another title"] == before["Weekly Update, February 21, 2025"]


def test_an_issue_that_is_entered_years_later_is_not_new():
    WeeklyUpdateFactory(date=datetime.date(2015, 1, 2), clippings=[clipping("Old")])
    published = {item["date_published"] for item in load(feed_of(Record.objects.listed()))["items"]}
    assert published == {"2015-01-02T12:00:00-05:00"}


def test_what_is_published_on_its_day_has_its_time():
    statement = StatementFactory(date=timezone.localdate())
    (item,) = load(feed_of(Record.objects.listed().filter(kind=Record.Kind.STATEMENT)))["items"]
    published = datetime.datetime.fromisoformat(item["date_published"])
    assert published == statement.first_published_at.replace(microsecond=0)


def test_a_feed_has_the_newest_fifty_whatever_the_order_of_the_view():
    for week in range(6):
        day = FRIDAY - datetime.timedelta(weeks=week)
        WeeklyUpdateFactory(date=day, clippings=[clipping(f"{day} {n}") for n in range(10)])
    items = load(feed_of(Record.objects.listed().clippings().order_by("date")))["items"]
    assert len(items) == RECORDS_LENGTH == 50
    assert [item["title"] for item in items[:2]] == ["2025-02-21 0", "2025-02-21 1"]
    assert items[-1]["title"] == "2025-01-24 9"


def test_what_has_no_date_is_in_no_feed():
    StandardPageFactory()
    assert load(feed_of(Record.objects.listed()))["items"] == []


@pytest.mark.parametrize("format", ["rss", "json"])
def test_a_reader_with_the_current_copy_gets_304_and_after_a_change_the_new_one(format):
    update = WeeklyUpdateFactory(date=FRIDAY, clippings=[clipping("One")])
    first = feed_of(Record.objects.listed(), format)
    again = feed_of(Record.objects.listed(), format, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (HTTPStatus.NOT_MODIFIED, b"")
    update.view_restrictions.create(restriction_type="login")
    changed = feed_of(Record.objects.listed(), format, **{"If-None-Match": first["ETag"]})
    assert changed.status_code == HTTPStatus.OK
    assert b"One" not in changed.content


@pytest.mark.parametrize("format", ["atom", "", "RSS", "json'\x00"])
def test_an_unknown_format_is_404_and_says_which_there_are(format):
    response = feed_of(Record.objects.listed(), format)
    assert response.status_code == HTTPStatus.NOT_FOUND
    assert "rss and json" in response.text


@pytest.mark.parametrize("format", ["rss", "json"])
def test_what_xml_may_not_contain_is_left_out(format):
    WeeklyUpdateFactory(clippings=[clipping("Head\x0bline\ufffe", excerpt="Text\x02\x85", source="So\x1furce")])
    response = feed_of(Record.objects.listed(), format, title="Search for a\x00\x1fb")
    assert "Head line" in response.text or "Headline" in response.text
    if format == "rss":
        assert parse_xml(response).findtext("channel/title") == "NCSEJ: Search for ab"


def test_what_xml_may_not_contain_is_left_out_of_the_issue_s_title_too():
    """Word's Shift+Enter, pasted, is a vertical tab."""
    WeeklyUpdateFactory(date=FRIDAY, title="A letter\vbefore\x02 Hanukkah", clippings=[clipping("One", **ARTICLE)])
    (item,) = items_of(feed_of(Record.objects.listed().clippings(), "rss"))
    content = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert "A letterbefore Hanukkah" in content


def test_a_feed_costs_the_same_with_fifty_records_as_with_one(django_assert_num_queries):
    WeeklyUpdateFactory(clippings=[clipping("One")])
    feed_of(Record.objects.listed())  # fills Wagtail's cache of site root paths
    for _ in range(5):
        WeeklyUpdateFactory(clippings=[clipping(countries=["UA"]) for _ in range(10)])
    with django_assert_num_queries(4):  # private pages, records, the site, its settings
        assert len(load(feed_of(Record.objects.listed()))["items"]) == 50
