"""The feeds of weekly updates, and the links by which a feed reader discovers them."""

from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from http import HTTPStatus

from tests.factories import CountryFactory, NewsIndexFactory, WeeklyUpdateFactory, clipping
from tests.html import parse, parse_xml, text

FRIDAY = date(2025, 2, 21)


def channel(visitor):
    response = visitor.get("/news/feed/")
    assert response.status_code == HTTPStatus.OK
    assert response["Content-Type"].startswith("application/rss+xml")
    return parse_xml(response).find("channel")


def test_a_feed_reader_gets_the_newest_updates_first_with_absolute_urls(news, visitor):
    for number in range(3):
        WeeklyUpdateFactory(date=FRIDAY - timedelta(weeks=number), search_description=f"Summary {number} & more")
    items = channel(visitor).findall("item")
    assert [item.findtext("title") for item in items] == [
        "Weekly Update, February 21, 2025",
        "Weekly Update, February 14, 2025",
        "Weekly Update, February 7, 2025",
    ]
    # The description is HTML (RSS 2.0), and is unescaped once more by who shows it.
    descriptions = [unescape(item.findtext("description")) for item in items]
    assert descriptions == [f"Summary {number} & more" for number in range(3)]
    for item, day in zip(items, ["2025-02-21", "2025-02-14", "2025-02-07"], strict=True):
        assert item.findtext("link").startswith("http")
        assert item.findtext("link").endswith(f"/news/{day}/")
        assert parsedate_to_datetime(item.findtext("pubDate")).date().isoformat() == day


def test_the_feed_says_whose_it_is_and_where_it_belongs(news, visitor):
    about = channel(visitor)
    assert about.findtext("title") == "NCSEJ: News"
    assert about.findtext("link").endswith("/news/")
    assert about.findtext("link").startswith("http")
    assert about.findtext("description")


def test_the_feed_is_no_longer_than_twenty_updates(news, visitor):
    WeeklyUpdateFactory.create_batch(22)
    assert len(channel(visitor).findall("item")) == 20


def test_a_draft_is_not_in_the_feed(news, visitor):
    WeeklyUpdateFactory(live=False)
    assert channel(visitor).findall("item") == []


def test_a_news_page_without_updates_has_an_empty_feed_and_a_site_without_news_has_none(home, visitor):
    assert visitor.get("/news/feed/").status_code == HTTPStatus.NOT_FOUND
    NewsIndexFactory()
    assert channel(visitor).findall("item") == []


def get_alternates(visitor, url):
    """URL → media type of the `rel="alternate"` links of a page. Each must be that of the response."""
    links = parse(visitor.get(url)).select("head link[rel=alternate]")
    found = {link["href"]: link["type"] for link in links}
    for href, kind in found.items():
        assert visitor.get(href)["Content-Type"].partition(";")[0] == kind
    return found


EVERYWHERE = {"/news/feed/": "application/rss+xml", "/news/feed.json": "application/feed+json"}


def test_every_page_links_the_feeds_in_its_head(news, visitor):
    for url in ("/", "/news/"):
        assert get_alternates(visitor, url) == EVERYWHERE


def test_a_country_links_its_own_feeds_in_its_head_and_to_readers(news, visitor):
    country = CountryFactory(title="Ukraine", iso_code="UA")
    own = {f"{country.url}feed/": "application/rss+xml", f"{country.url}feed.json": "application/feed+json"}
    assert get_alternates(visitor, country.url) == EVERYWHERE | own
    assert "Follow Ukraine" not in visitor.get(country.url).text
    WeeklyUpdateFactory(clippings=[clipping(countries=["UA"])])
    page = parse(visitor.get(country.url))
    follow = page.select_one(".country__follow")
    assert "Follow Ukraine" in text(follow)
    assert {link["href"] for link in follow.select("a")} == set(own)


def test_an_update_links_its_other_formats_in_its_head(news, visitor):
    update = WeeklyUpdateFactory(date=FRIDAY)
    assert get_alternates(visitor, update.url) == EVERYWHERE | {
        "/news/2025-02-21.json": "application/json",
        "/news/2025-02-21.md": "text/markdown",
        "/news/2025-02-21.txt": "text/plain",
    }


def test_the_news_page_offers_both_feeds_to_readers(news, visitor):
    assert {link["href"] for link in parse(visitor.get("/news/")).select("main a")} >= set(EVERYWHERE)
