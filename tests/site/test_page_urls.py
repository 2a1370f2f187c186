"""A page is found at its own URL, with a trailing slash, while it is live."""

from http import HTTPStatus

import pytest

from tests.factories import StandardPageFactory, StatementFactory, WeeklyUpdateFactory


@pytest.mark.parametrize("url", ["/statements/", "/statements"])
def test_a_url_without_a_trailing_slash_redirects_to_the_page(visitor, url):
    StatementFactory()
    assert visitor.get(url, follow=True).status_code == HTTPStatus.OK


def test_a_draft_and_an_unpublished_page_are_404(home, visitor):
    draft = WeeklyUpdateFactory(live=False)
    below = StandardPageFactory(title="Below", parent=StandardPageFactory(title="Above", live=False), live=False)
    withdrawn = StatementFactory()
    assert visitor.get(withdrawn.url).status_code == HTTPStatus.OK
    withdrawn.unpublish()
    for page in (draft, below, withdrawn):
        assert visitor.get(page.url).status_code == HTTPStatus.NOT_FOUND


def test_a_page_is_found_only_at_its_own_url(home, visitor):
    StatementFactory(slug="a-statement")
    assert visitor.get("/statements/a-statement/").status_code == HTTPStatus.OK
    for url in ("/a-statement/", "/news/a-statement/", "/statements/a-statement/more/", "/home/statements/"):
        assert visitor.get(url).status_code == HTTPStatus.NOT_FOUND, url
