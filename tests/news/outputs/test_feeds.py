"""The feeds: complete, well-formed, with conditional requests, and one for each country."""

import datetime
import json
import re
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date
from wagtail.models import Page

from news.models import WeeklyUpdate
from tests.factories import (
    CountryFactory,
    DocumentFactory,
    ImageFactory,
    NewsIndexFactory,
    StatementFactory,
    WeeklyUpdateFactory,
    clipping,
)
from tests.html import parse_xml

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

RSS, JSON = "/news/feed/", "/news/feed.json"
ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.fixture(autouse=True)
def public_site_url(settings):
    settings.SITE_URL = "https://www.example.org"


def update_with_all(**more):
    letter = (
        f'<p>Dear Friend, see <a linktype="page" id="{StatementFactory().pk}">this</a> and '
        f'<a linktype="document" id="{DocumentFactory().pk}">that</a>.</p>'
    )
    return WeeklyUpdateFactory(
        letter=letter, lead_image=ImageFactory(), clippings=[clipping(countries=["UA"]), clipping("Second")], **more
    )


def channel_of(response):
    return parse_xml(response).find("channel")


def test_rss_has_what_a_feed_reader_needs(visitor, home):
    update = update_with_all(date=datetime.date(2025, 2, 21))
    response = visitor.get(RSS)
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    channel = channel_of(response)
    assert [channel.findtext(name) for name in ("title", "link", "language")] == [
        "NCSEJ: News",
        "https://www.example.org/news/",
        "en-us",
    ]
    assert channel.findtext("description")
    assert channel.find(ATOM_LINK).attrib == {"rel": "self", "href": "https://www.example.org/news/feed/"}
    (item,) = channel.iter("item")
    url = "https://www.example.org/news/2025-02-21/"
    assert (item.findtext("title"), item.findtext("link")) == (update.title, url)
    guid = item.find("guid")
    assert (guid.text, guid.attrib) == (f"urn:uuid:{update.translation_key}", {"isPermaLink": "false"})
    assert [category.text for category in item.iter("category")] == ["Ukraine"]
    assert item.findtext("description") == update.summary
    assert parsedate_to_datetime(item.findtext("pubDate")) == datetime.datetime(2025, 2, 21, 17, tzinfo=datetime.UTC)


def test_a_summary_with_markup_is_text_to_a_feed_reader(visitor, home):
    """The description of an RSS item is HTML (RSS 2.0, “entity-encoded HTML is allowed”)."""
    WeeklyUpdateFactory(search_description="A < B <script>alert(1)</script>")
    item = parse_xml(visitor.get(RSS)).find("channel/item")
    assert item.findtext("description") == "A &lt; B &lt;script&gt;alert(1)&lt;/script&gt;"
    (item,) = visitor.get(JSON).json()["items"]
    assert item["summary"] == "A < B <script>alert(1)</script>"


def test_json_feed_has_the_same_content(visitor, home):
    update = update_with_all(date=datetime.date(2025, 2, 21))
    response = visitor.get(JSON)
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    feed = response.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "NCSEJ: News"
    assert feed["feed_url"] == "https://www.example.org/news/feed.json"
    (item,) = feed["items"]
    assert item["url"] == "https://www.example.org/news/2025-02-21/"
    assert item["id"] == f"urn:uuid:{update.translation_key}"
    assert item["tags"] == ["Ukraine"]
    assert item["date_published"] == "2025-02-21T12:00:00-05:00"
    assert item["summary"] == update.summary
    assert item["image"].endswith(".jpg")
    assert item["content_html"] == next(channel_of(visitor.get(RSS)).iter("item")).findtext(CONTENT)


@pytest.mark.parametrize("url", [RSS, JSON])
def test_every_link_in_a_feed_is_absolute_under_the_public_site_url(visitor, home, url):
    update_with_all()
    text = visitor.get(url).text
    html = text if url == JSON else next(channel_of(visitor.get(RSS)).iter("item")).findtext(CONTENT)
    links = re.findall(r'(?:href|src)=\\?"([^"\\]+)', html)
    assert len(links) >= 3
    assert [link for link in links if not link.startswith("https://www.example.org/")] == []
    assert "localhost" not in text
    assert "testserver" not in text


def test_a_year_of_the_news_is_a_feed(visitor, home):
    update_with_all(date=datetime.date(2024, 2, 16))
    update_with_all(date=datetime.date(2025, 2, 21))
    for url in ("/news/2024/?format=json", "/news/feed.json?year=2024"):
        feed = visitor.get(url).json()
        assert feed["title"] == "NCSEJ: News, 2024"
        assert [item["url"] for item in feed["items"]] == ["https://www.example.org/news/2024-02-16/"]
    assert visitor.get("/news/2024/?format=pdf").status_code == HTTPStatus.NOT_FOUND


def test_an_update_published_on_its_date_has_its_time_of_publication(visitor, home):
    update = update_with_all(date=timezone.localdate())
    published = datetime.datetime.fromisoformat(visitor.get(JSON).json()["items"][0]["date_published"])
    assert published == update.first_published_at.replace(microsecond=0)


def test_control_characters_from_word_do_not_break_the_feed(visitor, home):
    from_word = "Before\x0bafter \x1f& \x01<![CDATA[ ]]> ]]>\ufffe\u2028end\ufffd"
    WeeklyUpdateFactory(clippings=[clipping(from_word)], title="Title\x02", letter="<p>Letter\x03\x85</p>")
    content = next(channel_of(visitor.get(RSS)).iter("item")).findtext(CONTENT)
    assert "Before after &amp; &lt;![CDATA[ ]]&gt; ]]&gt; end\ufffd" in content
    json.loads(visitor.get(JSON).content)


@pytest.mark.parametrize("url", [RSS, JSON])
def test_a_feed_reader_with_the_current_copy_gets_304(visitor, home, url):
    update_with_all()
    first = visitor.get(url)
    assert visitor.get(url, headers={"If-None-Match": first["ETag"]}).status_code == HTTPStatus.NOT_MODIFIED


@pytest.mark.parametrize("url", [RSS, "/statements/feed/", "/clippings/?format=rss"])
def test_a_client_that_knows_times_only_is_never_told_that_what_was_taken_away_is_still_there(visitor, home, url):
    day = timezone.localdate()
    for make in (WeeklyUpdateFactory, StatementFactory):
        for title, date in (("Stays", day - datetime.timedelta(days=7)), ("Goes", day)):
            make(title=title, date=date, **({"clippings": [clipping(title)]} if make is WeeklyUpdateFactory else {}))
    asked = http_date(timezone.now().timestamp() + 60)
    assert "Goes" in visitor.get(url).text
    for page in Page.objects.filter(title="Goes"):
        page.specific.unpublish()
    again = visitor.get(url, headers={"If-Modified-Since": asked})
    assert again.status_code == HTTPStatus.OK
    assert "Goes" not in again.text
    assert "Last-Modified" not in again


@pytest.mark.parametrize("change", ["correct", "unpublish", "restrict", "another"])
def test_a_feed_reader_with_an_old_copy_gets_the_new_one(visitor, home, change):
    update = update_with_all()
    etag = visitor.get(RSS)["ETag"]
    if change == "correct":
        update.search_description = "What was corrected."
        update.save_revision().publish()
    elif change == "unpublish":
        update.unpublish()
    elif change == "restrict":
        update.view_restrictions.create(restriction_type="login")
    else:
        WeeklyUpdateFactory()
    assert visitor.get(RSS, headers={"If-None-Match": etag}).status_code == HTTPStatus.OK


def test_a_reader_has_a_feed_anew_when_an_address_in_it_is_another(visitor, home):
    statement = StatementFactory()
    WeeklyUpdateFactory(letter=f'<p><a linktype="page" id="{statement.pk}">this</a></p>')
    etag = visitor.get(RSS)["ETag"]
    assert visitor.get(RSS, headers={"If-None-Match": etag}).status_code == HTTPStatus.NOT_MODIFIED
    statement.slug = "another"
    statement.save()
    assert visitor.get(RSS, headers={"If-None-Match": etag}).status_code == HTTPStatus.OK


def count_queries(visitor, url):
    with CaptureQueriesContext(connection) as captured:
        assert visitor.get(url).status_code == HTTPStatus.OK
    return len(captured)


def test_a_feed_costs_the_same_with_many_updates(visitor, home):
    index = NewsIndexFactory()
    CountryFactory(slug="ukraine")
    urls = [RSS, JSON, "/countries/ukraine/feed/", "/countries/ukraine/feed.json"]
    for _ in range(3):
        update_with_all(parent=index)
    visitor.get(RSS)  # fills Wagtail's cache of site root paths
    few = [count_queries(visitor, url) for url in urls]
    assert max(few) <= 12
    statement, oldest = StatementFactory(), WeeklyUpdate.objects.newest().last().date
    for n in range(1, 22):
        letter = f'<p><a linktype="page" id="{statement.pk}">this</a></p>'
        day = oldest - datetime.timedelta(weeks=n)
        index.add_child(instance=WeeklyUpdate(date=day, letter=letter, clippings=[clipping(countries=["UA"])]))
    assert [count_queries(visitor, url) for url in urls] == few


def test_a_feed_has_the_newest_twenty_updates(visitor, home):
    WeeklyUpdateFactory.create_batch(22)
    items = visitor.get(JSON).json()["items"]
    days = [day.isoformat() for day in WeeklyUpdate.objects.newest().values_list("date", flat=True)[:20]]
    assert [item["url"].rstrip("/")[-10:] for item in items] == days


def test_a_country_has_a_feed_of_its_own_clippings_alone(visitor, home):
    country = CountryFactory(title="Ukraine", iso_code="UA", slug="ukraine")
    WeeklyUpdateFactory(clippings=[clipping("On Ukraine", countries=["UA"]), clipping("On Latvia", countries=["LV"])])
    WeeklyUpdateFactory(clippings=[clipping("On Latvia too", countries=["LV"])])
    feed = visitor.get(f"{country.url}feed.json").json()
    assert feed["title"] == "NCSEJ: Ukraine"
    assert feed["home_page_url"] == "https://www.example.org/countries/ukraine/"
    assert [item["title"] for item in feed["items"]] == ["On Ukraine"]
    channel = channel_of(visitor.get(f"{country.url}feed/"))
    assert [item.findtext("title") for item in channel.iter("item")] == ["On Ukraine"]


@pytest.mark.parametrize("name", ["feed/", "feed.json"])
def test_an_unpublished_or_unknown_country_has_no_feed(visitor, home, name):
    country = CountryFactory(slug="ukraine")
    country.unpublish()
    assert visitor.get(f"/countries/ukraine/{name}").status_code == HTTPStatus.NOT_FOUND
    assert visitor.get(f"/countries/atlantis/{name}").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("url", [RSS, JSON])
def test_a_news_page_without_updates_has_an_empty_feed(visitor, home, url):
    NewsIndexFactory()
    response = visitor.get(url)
    assert response.status_code == HTTPStatus.OK
    assert response.text.count("<item>") == 0


@pytest.mark.parametrize("url", [RSS, JSON])
def test_a_feed_sets_no_cookie_and_refuses_post(visitor, home, url):
    NewsIndexFactory()
    assert not visitor.get(url).cookies
    assert visitor.post(url).status_code == HTTPStatus.METHOD_NOT_ALLOWED
