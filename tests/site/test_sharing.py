"""What a journalist's messenger and a search engine are told of a page."""

from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from news.models import Statement
from tests.factories import PublicationFactory, StandardPageFactory, StatementFactory, WeeklyUpdateFactory, clipping
from tests.html import json_ld, open_graph_tags, parse
from tests.schema_org import faults, is_absolute, lineage
from tests.whole_site import FIRST_FRIDAY, PAGE_TYPES

pytestmark = pytest.mark.django_db
DATED = ["news.WeeklyUpdate", "news.Statement", "news.Publication"]
HOSTILE = '"><img src=x onerror=alert(1)></script><script>alert(1)</script>&amp; it’s'
# What Google asks of these types, in its documentation of structured data: Article, Breadcrumb, Organization.
ASKED = {
    "Article": {"headline", "image", "datePublished", "dateModified", "author", "publisher"},
    "BreadcrumbList": {"itemListElement"},
    "Organization": {"name", "url", "logo"},
    "WebSite": {"name", "url"},
}


@pytest.fixture(scope="module")
def visited():
    return {}


@pytest.fixture(params=PAGE_TYPES)
def page(request, full):
    return full[request.param]


@pytest.fixture
def soup(page, visitor, visited):
    if page.url not in visited:
        visited[page.url] = parse(visitor.get(page.url))
    return visited[page.url]


def of_type(soup, kind):
    """The one node of the graph that is of this type."""
    (node,) = [node for node in json_ld(soup)["@graph"] if kind in lineage(node["@type"])]
    return node


def opened(visitor, address):
    return parse(visitor.get(address))


def test_a_messenger_is_told_what_the_page_is(page, soup):
    told = open_graph_tags(soup)
    home = page._meta.label == "pages.Home"
    assert told["og:title"] == ("National Coalition Supporting Eurasian Jewry" if home else page.title)
    assert told["og:description"] == page.search_description
    assert told["og:url"] == page.full_url
    assert told["og:site_name"] == "NCSEJ"
    assert told["og:type"] == ("article" if page._meta.label in DATED else "website")
    assert told["twitter:card"] == "summary_large_image"


def test_a_messenger_is_given_a_card_that_is_there(page, soup, visitor):
    told = open_graph_tags(soup)
    assert told["og:image"].startswith(page.full_url.removesuffix(page.url))
    name = urlsplit(told["og:image"]).path.removeprefix("/media/")
    with default_storage.open(name) as file, Image.open(file) as card:
        assert [str(side) for side in card.size] == [told["og:image:width"], told["og:image:height"]]
    assert told["og:image:alt"] == told["og:title"]
    assert visitor.get(told["og:image"]).status_code == HTTPStatus.OK


@pytest.mark.parametrize("page", DATED, indirect=True)
def test_a_messenger_is_told_the_day_of_what_is_dated(page, soup):
    told = open_graph_tags(soup)
    assert told["article:published_time"] == page.date.isoformat()
    assert told["article:modified_time"] == of_type(soup, "Article")["dateModified"]


def test_the_linked_data_of_a_page_validates(page, soup):
    assert faults(json_ld(soup)) == []


def test_a_search_engine_is_given_what_it_asks_for(page, soup):
    for node in json_ld(soup)["@graph"]:
        for kind in set(lineage(node["@type"])) & set(ASKED):
            assert ASKED[kind] - set(node) == set(), node["@type"]


def test_the_page_is_described_once_and_at_its_lasting_address(page, soup):
    graph = json_ld(soup)["@graph"]
    kinds = [kind for kind in ("WebPage", "WebSite", "Article") for node in graph if kind in lineage(node["@type"])]
    assert len(kinds) == 1
    node = of_type(soup, kinds[0])
    assert node.get("url", node.get("mainEntityOfPage")) == page.full_url
    assert node["publisher"] == {"@id": of_type(soup, "NGO")["@id"]}


def test_the_breadcrumbs_of_the_data_are_those_of_the_page(page, soup):
    shown = [(link.get_text(), link["href"]) for link in soup.select("nav.breadcrumbs a")]
    if page._meta.label == "pages.Home":
        assert shown == []
        return
    *above, itself = of_type(soup, "BreadcrumbList")["itemListElement"]
    assert [(step["name"], urlsplit(step["item"]).path) for step in above] == shown
    assert all(is_absolute(step["item"]) for step in above)
    assert [step["position"] for step in [*above, itself]] == list(range(1, len(above) + 2))
    assert itself["name"] == page.title


@pytest.mark.parametrize("page", ["pages.Home", "pages.About", "pages.Contact"], indirect=True)
def test_the_organization_says_who_it_is(soup):
    organization = of_type(soup, "NGO")
    assert organization["name"] == "National Coalition Supporting Eurasian Jewry"
    assert organization["alternateName"] == ["NCSEJ", "An earlier name", "AEN"]
    assert organization["foundingDate"] == "1971-06"
    assert organization["taxID"] == "13-2700517"
    assert organization["telephone"] == "+12028982500"
    assert organization["sameAs"] == ["https://example.org/ncsej"]
    assert organization["address"]["addressLocality"] == "Washington, D.C."


@pytest.mark.parametrize("page", ["news.WeeklyUpdate"], indirect=True)
def test_a_weekly_update_cites_its_clippings_in_their_order(page, soup):
    article = of_type(soup, "NewsArticle")
    assert article["datePublished"] == "2025-02-14"
    assert [cited["headline"] for cited in article["citation"]] == [f"Headline {number}" for number in range(1, 11)]
    assert article["citation"][0] == {
        "@type": "NewsArticle",
        "position": 1,
        "headline": "Headline 1",
        "author": {"@type": "Person", "name": "An Author"},
        "publisher": {"@type": "Organization", "name": "Example Wire"},
        "datePublished": "2025-02-12",
        "url": "https://example.org/article",
    }


@pytest.mark.parametrize("page", ["news.Statement"], indirect=True)
def test_a_correction_is_part_of_what_is_told(soup):
    correction = of_type(soup, "Article")["correction"]
    assert (correction["text"], correction["datePublished"]) == ("A number was wrong.", "2025-02-05")


@pytest.mark.parametrize("page", ["news.Publication"], indirect=True)
def test_a_publication_leads_to_its_pdf(page, soup, visitor):
    report = of_type(soup, "Report")
    assert (report["pageStart"], report["pageEnd"], report["reportNumber"]) == (1, 3, "12")
    assert report["encoding"]["encodingFormat"] == "application/pdf"
    assert visitor.get(report["encoding"]["contentUrl"]).status_code == HTTPStatus.OK


def test_an_op_ed_elsewhere_is_an_opinion_and_leads_there(home, visitor):
    page = PublicationFactory(kind="op-ed", number=3, external_url="https://example.org/op-ed")
    opinion = of_type(opened(visitor, page.url), "OpinionNewsArticle")
    assert opinion["sameAs"] == "https://example.org/op-ed"
    assert "reportNumber" not in opinion


@pytest.mark.parametrize("page", ["news.Country"], indirect=True)
def test_a_country_page_is_about_a_country(soup):
    about = of_type(soup, "WebPage")["about"]
    assert (about["@type"], about["name"], about["alternateName"]) == ("Country", "Ukraine", ["Україна"])


def test_an_issue_sent_a_day_early_was_not_changed_before_it_was_published(home, visitor):
    update = WeeklyUpdateFactory(date=FIRST_FRIDAY.replace(year=2100))
    article = of_type(opened(visitor, update.url), "NewsArticle")
    assert article["datePublished"] == "2100-02-14"
    assert "dateModified" not in article


def test_an_attackers_words_stay_words(home, visitor):
    page = WeeklyUpdateFactory(
        title=HOSTILE, search_description=HOSTILE, clippings=[clipping(HOSTILE, HOSTILE, byline=HOSTILE)]
    )
    told = opened(visitor, page.url)
    assert [script.attrs for script in told.find_all("script")] == [{"type": "application/ld+json"}]
    assert told.find("img") is None
    assert open_graph_tags(told)["og:title"] == HOSTILE
    article = of_type(told, "NewsArticle")
    assert article["headline"] == article["citation"][0]["headline"] == HOSTILE
    assert faults(json_ld(told)) == []


def test_a_title_for_the_browsers_tab_is_the_title_that_is_shared(home, visitor):
    page = StandardPageFactory(title="Accessibility", seo_title="Accessibility of this site")
    assert open_graph_tags(opened(visitor, page.url))["og:title"] == "Accessibility of this site"


@pytest.mark.parametrize("address", ["/search/", "/search/?q=a", "/no-such-page/", "/contact/received/"])
def test_what_is_not_to_be_found_has_no_lasting_address_and_no_card(full, visitor, address):
    told = opened(visitor, address)
    assert told.select("link[rel=canonical]") == []
    assert open_graph_tags(told) == {}
    assert told.find("script") is None
    assert told.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_no_card_is_drawn_on_a_visitors_time(full, visitor, monkeypatch):
    monkeypatch.setattr(
        "pages.sharing.social_images.draw_social_image", lambda image: pytest.fail("drawn for a visitor")
    )
    for page in full.values():
        assert visitor.get(page.url).status_code == HTTPStatus.OK


def test_a_draft_can_be_previewed_though_it_has_no_card_yet(home):
    page = StatementFactory(title="Before")
    draft = Statement.objects.get(pk=page.pk)
    draft.title = "After"
    assert open_graph_tags(parse(draft.make_preview_request()))["og:title"] == "After"
