"""The canonical URL of a page, with a query string where that selects other items of a list."""

import pytest

from tests.factories import StandardPageFactory, StatementFactory
from tests.html import open_graph_tags, parse
from tests.whole_site import FIRST_FRIDAY


def canonical(visitor, url):
    return [link["href"] for link in parse(visitor.get(url)).select("link[rel=canonical]")]


@pytest.mark.parametrize(
    ("query", "canonical_query"),
    [
        ("", ""),
        ("?utm_source=newsletter&fbclid=x", ""),
        ("?page=1", ""),
        ("?page=2&utm_source=newsletter", "?page=2"),
        ("?page=99", "?page=2"),
        ("?year=2025", "?year=2025"),
        ("?kind=letter&year=2025", "?year=2025&kind=letter"),
        ("?year=1066&kind=none", ""),
    ],
)
def test_every_filtered_list_has_one_canonical_url(home, visitor, monkeypatch, query, canonical_query):
    monkeypatch.setattr("news.listing.PER_PAGE", 1)
    StatementFactory(kind="letter", date=FIRST_FRIDAY)
    index = StatementFactory(kind="statement", date=FIRST_FRIDAY).get_parent()
    assert canonical(visitor, index.url + query) == [index.full_url + canonical_query]
    assert open_graph_tags(parse(visitor.get(index.url + query)))["og:url"] == index.full_url + canonical_query


def test_an_unknown_query_parameter_is_not_in_the_canonical_url(home, visitor):
    page = StandardPageFactory()
    assert canonical(visitor, f"{page.url}?utm_source=newsletter") == [page.full_url]
