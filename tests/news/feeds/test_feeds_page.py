"""The page that lists the feeds, the same as OPML, the description of the search, and the links in the head."""

from http import HTTPStatus
from urllib.parse import urlsplit

import pytest

from tests.factories import CountryFactory, StatementFactory, StatementIndexFactory, WeeklyUpdateFactory, clipping
from tests.feed_formats import is_http_url
from tests.html import headings, parse, parse_xml, text
from tests.whole_site import organization

OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


def path_of(url):
    return url.removeprefix(f"{urlsplit(url).scheme}://{urlsplit(url).netloc}")


@pytest.mark.django_db
def test_the_page_lists_every_feed_statements_first_and_each_is_one(full, visitor):
    page = parse(visitor.get("/feeds/"))
    links = [link["href"] for link in page.select(".feeds__ways a")]
    assert links[:4] == ["/statements/feed/", "/statements/feed.json", "/news/feed/", "/news/feed.json"]
    assert {"/publications/feed/", "/clippings/?format=rss", "/countries/ukraine/feed/"} < set(links)
    for link in links:
        kind = visitor.get(link)["Content-Type"].partition(";")[0]
        assert kind in {"application/rss+xml", "application/feed+json"}, link
    addresses = [text(address) for address in page.select(".feeds__address")]
    assert [path_of(address) for address in addresses] == links[::2]
    assert all(is_http_url(address) for address in addresses)


@pytest.mark.django_db
def test_the_page_tells_a_visitor_who_knows_no_feeds_what_to_do(full, visitor):
    page = parse(visitor.get("/feeds/"))
    assert headings(page) == ["Follow what is new"]
    assert len(page.select("main .prose ol li")) == 3
    assert "feed reader" in text(page.main)
    names = [text(link) for link in page.select("main a")]
    assert len(set(names)) == len(names)  # a list of all links is of use, too


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/", "/statements/", "/sign-up/", "/news/", "/feeds/", "/no-such-page/"])
def test_the_page_is_linked_from_every_page(full, visitor, url):
    assert parse(visitor.get(url)).select("footer a[href='/feeds/']")


@pytest.mark.django_db
def test_the_page_needs_no_content_and_names_no_private_page(home, visitor):
    assert feeds_of(visitor) == {"/clippings/?format=rss", "/clippings/?format=json"}
    country = CountryFactory(title="Latvia", iso_code="LV")
    index = StatementIndexFactory()
    assert {"/countries/latvia/feed/", "/statements/feed/"} <= feeds_of(visitor)
    for page in (country, index):
        page.view_restrictions.create(restriction_type="login")
    assert not {"/countries/latvia/feed/", "/statements/feed/"} & feeds_of(visitor)
    assert "atvia" not in visitor.get("/feeds.opml").text


def feeds_of(visitor):
    return {link["href"] for link in parse(visitor.get("/feeds/")).select(".feeds__ways a")}


@pytest.mark.django_db
def test_opml_has_the_feeds_of_the_page_as_its_specification_asks(full, visitor):
    response = visitor.get("/feeds.opml")
    assert response["Content-Type"] == "text/x-opml; charset=utf-8"
    root = parse_xml(response)
    assert (root.tag, root.get("version"), [part.tag for part in root]) == ("opml", "2.0", ["head", "body"])
    assert root.findtext("head/title") == "NCSEJ"
    outlines = list(root.iter("outline"))
    assert all(outline.get("text") for outline in outlines)
    subscriptions = [outline for outline in outlines if outline.get("type")]
    for outline in subscriptions:
        assert outline.get("type") == "rss"
        assert is_http_url(outline.get("xmlUrl"))
        assert is_http_url(outline.get("htmlUrl"))
    rss = [link["href"] for link in parse(visitor.get("/feeds/")).select(".feeds__ways a:first-child")]
    assert [path_of(outline.get("xmlUrl")) for outline in subscriptions] == rss


@pytest.mark.django_db
def test_what_xml_may_not_contain_is_not_in_the_opml(home, visitor):
    CountryFactory(title="Uk\x0braine & <others>", slug="ukraine")
    assert parse_xml(visitor.get("/feeds.opml")).find("body/outline[@text='Countries']/outline").get("text") == (
        "NCSEJ: Uk raine & <others>"
    )


@pytest.mark.django_db
def test_a_browser_is_told_how_to_search_as_the_specification_asks(home, visitor):
    organization(short_name="Sixteen letters & 4", name="A very long name of an organization " * 3)
    response = visitor.get("/opensearch.xml")
    assert response["Content-Type"].startswith("application/opensearchdescription+xml")
    root = parse_xml(response)
    assert root.tag == f"{OPENSEARCH}OpenSearchDescription"
    for name, limit in {"ShortName": 16, "LongName": 48, "Description": 1024}.items():
        assert 1 <= len(root.findtext(f"{OPENSEARCH}{name}")) <= limit
    templates = {url.get("type"): url.get("template") for url in root.iter(f"{OPENSEARCH}Url")}
    assert set(templates) == {"text/html", "application/rss+xml", "application/opensearchdescription+xml"}
    page = visitor.get(path_of(templates["text/html"].replace("{searchTerms}", "kyiv")))
    assert parse(page).select_one("input[name=q]")["value"] == "kyiv"
    assert path_of(root.findtext(f"{OPENSEARCH}Image")).startswith("/static/")


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/", "/statements/", "/search/", "/clippings/", "/no-such-page/"])
def test_every_page_links_the_description_of_the_search(full, visitor, url):
    (link,) = parse(visitor.get(url)).select("head link[rel=search]")
    assert (link["href"], link["type"]) == ("/opensearch.xml", "application/opensearchdescription+xml")
    assert link["title"] == parse_xml(visitor.get("/opensearch.xml")).findtext(f"{OPENSEARCH}ShortName")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("/statements/", "/statements/feed/"),
        ("/statements/?kind=letter&utm_source=x", "/statements/feed/?kind=letter"),
        ("/statements/?year=2024&kind=letter&page=2", "/statements/feed/?year=2024&kind=letter"),
        ("/statements/?kind=poem", "/statements/feed/"),
        ("/publications/", "/publications/feed/"),
        ("/news/2025/", "/news/feed/?year=2025"),
        ("/countries/ukraine/", "/countries/ukraine/feed/"),
        ("/clippings/?country=ua&utm_source=x", "/clippings/?country=ua&format=rss"),
        ("/statements/a-statement-with-all-its-parts/", "/statements/feed/"),
    ],
)
def test_a_page_links_its_own_feed_first_in_its_head_then_statements_then_news(full, visitor, url, own):
    links = parse(visitor.get(url)).select("head link[rel=alternate][type='application/rss+xml']")
    hrefs = [link["href"] for link in links]
    assert hrefs == list(dict.fromkeys([own, "/statements/feed/", "/news/feed/"]))
    for link in links:
        feed = parse_xml(visitor.get(link["href"]))
        assert feed.findtext("channel/title") == link["title"]


@pytest.mark.django_db
def test_a_list_offers_its_feed_to_readers(home, visitor):
    StatementFactory(kind="letter")
    follow = parse(visitor.get("/statements/?kind=letter")).select_one(".follow")
    assert [link["href"] for link in follow.select("a")] == [
        "/statements/feed/?kind=letter",
        "/statements/feed.json?kind=letter",
        "/feeds/",
    ]


@pytest.mark.django_db
def test_clippings_by_any_filter_are_a_feed_and_what_is_unknown_is_none(home, visitor, django_assert_max_num_queries):
    WeeklyUpdateFactory(
        clippings=[
            clipping("On Moldova", "JTA", date="2015-03-02", countries=["MD"]),
            clipping("On Ukraine", "JTA", date="2015-03-02", countries=["UA"]),
            clipping("Elsewhere", "Daily News", date="2016-03-02", countries=["MD"]),
        ]
    )
    url = "/clippings/?country=md&year=2015&source=jta"
    visitor.get(url)
    with django_assert_max_num_queries(10):  # three of them limit the time of the others
        feed = visitor.get(f"{url}&format=json").json()
    assert feed["title"] == "NCSEJ: Clippings on Moldova from JTA, 2015"
    assert [item["title"] for item in feed["items"]] == ["On Moldova"]
    response = visitor.get("/clippings/?country=atlantis&format=rss")
    assert (response.status_code, response.text) == (HTTPStatus.NOT_FOUND, "There is no country “atlantis” here.\n")
    assert visitor.get(f"{url}&format=atom").status_code == HTTPStatus.NOT_FOUND
