"""Links that an editor types: those to other sites are marked, so that the style sheet can announce them."""

import pytest
from wagtail.rich_text import expand_db_html


@pytest.fixture(autouse=True)
def site_url(settings):
    settings.SITE_URL = "https://www.example.com"


@pytest.mark.parametrize("url", ["https://example.org/", "http://example.com.evil.test/", "https://[", "http:/x"])
def test_a_link_to_another_site_is_marked(url):
    assert expand_db_html(f'<a href="{url}">there</a>') == f'<a href="{url}" rel="noopener external">there</a>'


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.com/news/",
        "http://example.com",
        "mailto:ada@example.org",
        "#clipping-2",
        "tel:+12028982500",
    ],
)
def test_a_link_that_stays_here_is_not(url):
    assert expand_db_html(f'<a href="{url}">here</a>') == f'<a href="{url}">here</a>'


def test_the_address_of_a_link_stays_escaped():
    link = '<a href="https://example.org/?a=1&amp;b=&quot;&lt;">there</a>'
    assert expand_db_html(link) == link.replace('">', '" rel="noopener external">')
