"""The Open Graph tags and the social image that a messenger shows beside a link to a page."""

from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from news.models import Statement
from tests.factories import StandardPageFactory, StatementFactory
from tests.html import json_ld, open_graph_tags, parse
from tests.schema_org import node_of_type

pytestmark = pytest.mark.django_db
DATED = ["news.WeeklyUpdate", "news.Statement", "news.Publication"]


def test_the_open_graph_tags_describe_the_page(page, soup):
    tags = open_graph_tags(soup)
    home = page._meta.label == "pages.Home"
    assert tags["og:title"] == ("National Coalition Supporting Eurasian Jewry" if home else page.title)
    assert tags["og:description"] == page.search_description
    assert tags["og:url"] == page.full_url
    assert tags["og:site_name"] == "NCSEJ"
    assert tags["og:type"] == ("article" if page._meta.label in DATED else "website")
    assert tags["twitter:card"] == "summary_large_image"


def test_the_social_image_exists_and_has_the_size_that_the_tags_say(page, soup, visitor):
    tags = open_graph_tags(soup)
    assert tags["og:image"].startswith(page.full_url.removesuffix(page.url))
    name = urlsplit(tags["og:image"]).path.removeprefix("/media/")
    with default_storage.open(name) as file, Image.open(file) as image:
        assert [str(side) for side in image.size] == [tags["og:image:width"], tags["og:image:height"]]
    assert tags["og:image:alt"] == tags["og:title"]
    assert visitor.get(tags["og:image"]).status_code == HTTPStatus.OK


@pytest.mark.parametrize("page", DATED, indirect=True)
def test_the_open_graph_tags_of_a_dated_page_have_its_date(page, soup):
    tags = open_graph_tags(soup)
    assert tags["article:published_time"] == page.date.isoformat()
    assert tags["article:modified_time"] == node_of_type(json_ld(soup), "Article")["dateModified"]


def test_an_seo_title_is_the_open_graph_title(home, visitor):
    page = StandardPageFactory(title="Accessibility", seo_title="Accessibility of this site")
    assert open_graph_tags(parse(visitor.get(page.url)))["og:title"] == "Accessibility of this site"


@pytest.mark.parametrize("url", ["/search/", "/search/?q=a", "/no-such-page/", "/contact/received/"])
def test_a_noindex_page_has_no_canonical_url_and_no_open_graph_tags(full, visitor, url):
    soup = parse(visitor.get(url))
    assert soup.select("link[rel=canonical]") == []
    assert open_graph_tags(soup) == {}
    assert soup.find("script") is None
    assert soup.find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_no_social_image_is_drawn_during_a_visitors_request(full, visitor, monkeypatch):
    monkeypatch.setattr(
        "pages.sharing.social_images.draw_social_image", lambda image: pytest.fail("drawn for a visitor")
    )
    for page in full.values():
        assert visitor.get(page.url).status_code == HTTPStatus.OK


def test_a_draft_without_a_social_image_can_be_previewed(home):
    page = StatementFactory(title="Before")
    draft = Statement.objects.get(pk=page.pk)
    draft.title = "After"
    assert open_graph_tags(parse(draft.make_preview_request()))["og:title"] == "After"
