"""The one address under which a search engine keeps a page, whatever stands behind the question mark."""

import pytest

from tests.factories import StandardPageFactory, StatementFactory
from tests.html import open_graph_tags, parse
from tests.whole_site import FIRST_FRIDAY


def canonical(visitor, address):
    return [link["href"] for link in parse(visitor.get(address)).select("link[rel=canonical]")]


@pytest.mark.parametrize(
    ("asked", "lasting"),
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
def test_every_view_of_a_list_has_one_lasting_address(home, visitor, monkeypatch, asked, lasting):
    monkeypatch.setattr("news.listing.PER_PAGE", 1)
    StatementFactory(kind="letter", date=FIRST_FRIDAY)
    index = StatementFactory(kind="statement", date=FIRST_FRIDAY).get_parent()
    assert canonical(visitor, index.url + asked) == [index.full_url + lasting]
    assert open_graph_tags(parse(visitor.get(index.url + asked)))["og:url"] == index.full_url + lasting


def test_a_query_that_a_page_does_not_know_is_no_part_of_its_lasting_address(home, visitor):
    page = StandardPageFactory()
    assert canonical(visitor, f"{page.url}?utm_source=newsletter") == [page.full_url]
