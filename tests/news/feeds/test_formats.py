"""Every feed of a whole site, against the specifications of its format; and that the checks find what is wrong."""

import json
from http import HTTPStatus

import pytest

from tests.factories import CountryFactory, WeeklyUpdateFactory, clipping
from tests.feed_formats import json_feed_faults, rss_faults

FEEDS = ["/news/", "/statements/", "/publications/", "/countries/ukraine/"]


@pytest.fixture
def texts(visitor):
    def fetch(url, name):
        response = visitor.get(f"{url}{name}")
        assert response.status_code == HTTPStatus.OK
        return response

    return fetch


@pytest.mark.django_db
@pytest.mark.parametrize("url", FEEDS)
def test_every_feed_follows_the_specification_of_its_format(full, texts, url):
    rss, feed = texts(url, "feed/"), texts(url, "feed.json")
    assert len(feed.json()["items"]) >= 1
    assert json_feed_faults(feed.text) == []
    assert rss_faults(rss.content) == []


@pytest.mark.django_db
def test_an_address_in_another_script_is_a_url_in_the_feeds(home, texts):
    CountryFactory()
    url = "https://новости.example.org/стаття?q=б&c=[1]"
    WeeklyUpdateFactory(clippings=[clipping(url=url, countries=["UA"])])
    (item,) = texts("/countries/ukraine/", "feed.json").json()["items"]
    assert item["external_url"].startswith("https://xn--b1amnebsh.example.org/%D1%81")
    assert json_feed_faults(texts("/countries/ukraine/", "feed.json").text) == []
    assert rss_faults(texts("/countries/ukraine/", "feed/").content) == []


ITEM = {"id": "1", "content_html": "<p>Text</p>"}
FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Title",
    "home_page_url": "https://example.org/",
    "feed_url": "https://example.org/feed.json",
    "items": [ITEM],
}


def with_item(**values):
    return FEED | {"items": [ITEM | values]}


@pytest.mark.parametrize(
    "feed",
    [
        FEED | {"version": "https://jsonfeed.org/version/1"},
        {name: value for name, value in FEED.items() if name != "title"},
        FEED | {"items": None},
        FEED | {"items": [{"id": "1"}]},
        FEED | {"items": [ITEM, ITEM]},
        FEED | {"home_page_url": "/news/"},
        FEED | {"author": {"name": "One"}},
        FEED | {"authors": [{}]},
        with_item(id=1),
        with_item(url="https://example.org/стаття"),
        with_item(date_published="2025-02-21"),
        with_item(date_published="2025-02-21T12:00:00"),
        with_item(tags=[""]),
        with_item(tags="Ukraine"),
        with_item(attachments=[{"url": "https://example.org/a.pdf"}]),
        with_item(author="One"),
    ],
)
def test_a_json_feed_that_breaks_a_rule_is_found(feed):
    assert json_feed_faults(json.dumps(FEED)) == []
    assert json_feed_faults(json.dumps(feed)) != []


RSS = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Title</title>
<link>https://example.org/</link><description>About</description>
<atom:link rel="self" href="https://example.org/feed/"/>
<lastBuildDate>Fri, 21 Feb 2025 12:00:00 -0500</lastBuildDate>
<item><title>Item</title><link>https://example.org/1/</link><guid isPermaLink="false">urn:1</guid>
<pubDate>Fri, 21 Feb 2025 12:00:00 -0500</pubDate><category>Ukraine</category>
<enclosure url="https://example.org/a.pdf" length="12" type="application/pdf"/>
<content:encoded>&lt;p&gt;Text&lt;/p&gt;</content:encoded></item></channel></rss>"""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('version="2.0"', 'version="0.91"'),
        ("<title>Title</title>", ""),
        ("<title>Title</title>", "<title>Title</title><title>Two</title>"),
        ("<link>https://example.org/</link>", "<link>/</link>"),
        ("<description>About</description>", ""),
        ('href="https://example.org/feed/"', 'href="/feed/"'),
        ("<title>Item</title>", ""),
        ("<link>https://example.org/1/</link>", "<link>https://example.org/а</link>"),
        ('<guid isPermaLink="false">urn:1</guid>', ""),
        (' isPermaLink="false"', ""),
        ("<pubDate>Fri, 21 Feb 2025 12:00:00 -0500", "<pubDate>2025-02-21"),
        ("<category>Ukraine</category>", "<category></category>"),
        ("<category>Ukraine</category>", "<author>Jane Doe</author>"),
        ('length="12"', 'length=""'),
        ("&lt;p&gt;Text", '&lt;a href="/news/"&gt;Text'),
        ("&lt;p&gt;Text", "&lt;script&gt;Text"),
        (
            "</item>",
            "</item><item><title>B</title><link>https://example.org/2/</link>"
            '<guid isPermaLink="false">urn:1</guid></item>',
        ),
    ],
)
def test_an_rss_feed_that_breaks_a_rule_is_found(right, wrong):
    assert rss_faults(RSS.encode()) == []
    assert rss_faults(RSS.replace(right, wrong, 1).encode()) != []
