"""The structured data of a page as JSON-LD, which search engines read."""

from http import HTTPStatus
from urllib.parse import urlsplit

import pytest

from tests.factories import PublicationFactory, WeeklyUpdateFactory, clipping
from tests.html import json_ld, open_graph_tags, parse
from tests.schema_org import faults, is_absolute, lineage, node_of_type
from tests.whole_site import FIRST_FRIDAY

pytestmark = pytest.mark.django_db
HOSTILE = '"><img src=x onerror=alert(1)></script><script>alert(1)</script>&amp; it’s'
# The properties that Google's documentation of structured data names: Article, Breadcrumb, Organization.
REQUIRED = {
    "Article": {"headline", "image", "datePublished", "dateModified", "author", "publisher"},
    "BreadcrumbList": {"itemListElement"},
    "Organization": {"name", "url", "logo"},
    "WebSite": {"name", "url"},
}


def test_the_json_ld_of_a_page_validates_against_schema_org(page, soup):
    assert faults(json_ld(soup)) == []


def test_the_json_ld_has_the_properties_that_google_requires(page, soup):
    for node in json_ld(soup)["@graph"]:
        for kind in set(lineage(node["@type"])) & set(REQUIRED):
            assert REQUIRED[kind] - set(node) == set(), node["@type"]


def test_the_json_ld_describes_the_page_once_with_its_canonical_url(page, soup):
    graph = json_ld(soup)["@graph"]
    kinds = [kind for kind in ("WebPage", "WebSite", "Article") for node in graph if kind in lineage(node["@type"])]
    assert len(kinds) == 1
    node = node_of_type(json_ld(soup), kinds[0])
    assert node.get("url", node.get("mainEntityOfPage")) == page.full_url
    assert node["publisher"] == {"@id": node_of_type(json_ld(soup), "NGO")["@id"]}


def test_the_breadcrumb_list_equals_the_breadcrumbs_on_the_page(page, soup):
    shown = [(link.get_text(), link["href"]) for link in soup.select("nav.breadcrumbs a")]
    if page._meta.label == "pages.Home":
        assert shown == []
        return
    *above, itself = node_of_type(json_ld(soup), "BreadcrumbList")["itemListElement"]
    assert [(step["name"], urlsplit(step["item"]).path) for step in above] == shown
    assert all(is_absolute(step["item"]) for step in above)
    assert [step["position"] for step in [*above, itself]] == list(range(1, len(above) + 2))
    assert itself["name"] == page.title


@pytest.mark.parametrize("page", ["pages.Home", "pages.About", "pages.Contact"], indirect=True)
def test_the_json_ld_describes_the_organization(soup):
    organization = node_of_type(json_ld(soup), "NGO")
    assert organization["name"] == "National Coalition Supporting Eurasian Jewry"
    assert organization["alternateName"] == ["NCSEJ", "An earlier name", "AEN"]
    assert organization["foundingDate"] == "1971-06"
    assert organization["taxID"] == "13-2700517"
    assert organization["telephone"] == "+12028982500"
    assert organization["sameAs"] == ["https://example.org/ncsej"]
    assert organization["address"]["addressLocality"] == "Washington, D.C."


@pytest.mark.parametrize("page", ["news.WeeklyUpdate"], indirect=True)
def test_a_weekly_update_cites_its_clippings_in_their_order(page, soup):
    article = node_of_type(json_ld(soup), "NewsArticle")
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
def test_the_json_ld_of_a_corrected_statement_has_the_correction(soup):
    correction = node_of_type(json_ld(soup), "Article")["correction"]
    assert (correction["text"], correction["datePublished"]) == ("A number was wrong.", "2025-02-05")


@pytest.mark.parametrize("page", ["news.Publication"], indirect=True)
def test_the_json_ld_of_a_report_links_its_pdf(page, soup, visitor):
    report = node_of_type(json_ld(soup), "Report")
    assert (report["pageStart"], report["pageEnd"], report["reportNumber"]) == (1, 3, "12")
    assert report["encoding"]["encodingFormat"] == "application/pdf"
    assert visitor.get(report["encoding"]["contentUrl"]).status_code == HTTPStatus.OK


def test_an_op_ed_on_another_site_is_an_opinion_article_with_its_url(home, visitor):
    page = PublicationFactory(kind="op-ed", number=3, external_url="https://example.org/op-ed")
    opinion = node_of_type(json_ld(parse(visitor.get(page.url))), "OpinionNewsArticle")
    assert opinion["sameAs"] == "https://example.org/op-ed"
    assert "reportNumber" not in opinion


@pytest.mark.parametrize("page", ["news.Country"], indirect=True)
def test_the_json_ld_of_a_country_page_is_about_the_country(soup):
    about = node_of_type(json_ld(soup), "WebPage")["about"]
    assert (about["@type"], about["name"], about["alternateName"]) == ("Country", "Ukraine", ["Україна"])


def test_an_update_published_before_its_date_has_no_modification_date(home, visitor):
    update = WeeklyUpdateFactory(date=FIRST_FRIDAY.replace(year=2100))
    article = node_of_type(json_ld(parse(visitor.get(update.url))), "NewsArticle")
    assert article["datePublished"] == "2100-02-14"
    assert "dateModified" not in article


def test_hostile_text_is_escaped_in_json_ld_and_open_graph_tags(home, visitor):
    page = WeeklyUpdateFactory(
        title=HOSTILE, search_description=HOSTILE, clippings=[clipping(HOSTILE, HOSTILE, byline=HOSTILE)]
    )
    soup = parse(visitor.get(page.url))
    assert [script.attrs for script in soup.find_all("script")] == [{"type": "application/ld+json"}]
    assert soup.find("img") is None
    assert open_graph_tags(soup)["og:title"] == HOSTILE
    article = node_of_type(json_ld(soup), "NewsArticle")
    assert article["headline"] == article["citation"][0]["headline"] == HOSTILE
    assert faults(json_ld(soup)) == []
