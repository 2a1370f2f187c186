"""Which query strings make a page of their own that is kept."""

import pytest

from ncsej_site.page_cache import may_be_stored


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
