"""What stands on paper, where nothing can be pressed."""

import pytest

URL_BELOW_TEXT = "getComputedStyle(document.querySelector('main'), '::after').content"


@pytest.fixture
def print_view(site, open_browser):
    """print_view(path) opens a page as it is printed."""

    def print_view(path):
        page = open_browser()
        page.emulate_media(media="print")
        page.goto(path)
        return page

    return print_view


def test_a_printed_page_names_the_website_where_one_gives_or_signs_up(print_view, site):
    for page_type, words in (
        ("pages.Donate", "Give online: https://example.org/donate"),
        ("pages.SignUp", "Sign up online: https://example.org/sign-up"),
    ):
        shown = print_view(site[page_type].url).locator("main").inner_text()
        assert words in shown
        assert "You will continue" not in shown


def test_printed_search_results_have_their_address_with_the_query(print_view, server):
    assert print_view("/search/?q=headline").evaluate(URL_BELOW_TEXT) == f'"{server.url}/search/?q=headline"'
