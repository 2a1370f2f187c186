import pytest

from tests.html import parse
from tests.whole_site import PAGE_TYPES


@pytest.fixture(params=PAGE_TYPES)
def page(request, full):
    """A page of each type, with all fields filled in; `parametrize("page", […], indirect=True)` selects types."""
    return full[request.param]


@pytest.fixture(scope="module")
def visited():
    """URL → what was fetched from it, so that tests which only read fetch each page once."""
    return {}


@pytest.fixture
def soup(page, visitor, visited):
    """The page as a visitor gets it, parsed."""
    if page.url not in visited:
        visited[page.url] = parse(visitor.get(page.url))
    return visited[page.url]
