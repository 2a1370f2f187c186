"""Which query strings make a page of their own that is kept."""

import pytest

from ncsej_site.page_cache import clean_query, may_be_stored


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/clippings/", "country=md&year=2015&source=jta"),
        ("/clippings/by/source/", "country=md"),
        ("/news/2025/", "page=2"),
        ("/countries/moldova/", "format=rss"),
        ("/bills/118/hr/1911/", "format=json"),
        ("/clippings/", "bill=118-hr-1911"),
        ("/statements/feed/", "year=2024&kind=letter"),
    ],
)
def test_what_lists_lead_to_is_kept(path, query):
    assert may_be_stored(path, query)


@pytest.mark.parametrize(
    "query",
    [
        "&",
        "page=1&",
        "page=1&page=2",
        "page=00001",
        "page=",
        "page",
        "source=my+private+words",
        "source=%6dy",
        "source=" + "a" * 51,
        "year=2015&q=words",
        "unknown=1",
        "page=1;year=2015",
        "=1",
    ],
)
def test_what_somebody_typed_or_made_up_is_not_kept(query):
    assert not may_be_stored("/clippings/", query)


@pytest.mark.parametrize("path", ["/", "/about/", "/people/", "/sitemap.xml", "/feeds/"])
def test_a_page_that_is_the_same_with_any_query_string_is_kept_once(path):
    assert may_be_stored(path, "")
    assert not may_be_stored(path, "page=1")


@pytest.mark.parametrize(
    ("query", "cleaned"),
    [
        ("utm_source=x&utm_campaign=y", ""),
        ("fbclid=abc", ""),
        ("year=2025&mc_cid=1&page=2", "year=2025&page=2"),
        ("year=2025", "year=2025"),
        ("", ""),
        ("utm_source=x&" + "a" * 300, "utm_source=x&" + "a" * 300),
    ],
)
def test_a_link_that_a_mailing_service_or_a_network_has_marked_leads_to_the_same_page(query, cleaned):
    assert clean_query(query) == cleaned


@pytest.mark.parametrize("url", ["/clippings/?source=nobody", "/statements/?kind=nobody"])
def test_no_cache_keeps_what_somebody_has_typed_into_an_address(client, full, url):
    response = client.get(url)
    assert b"nobody" in response.content
    assert response["Cache-Control"] == "no-store"


def test_the_answer_to_a_filter_that_is_known_may_be_kept(client, full):
    assert client.get("/statements/?page=1")["Cache-Control"] == "no-cache"
