"""No shared cache keeps a page that was made for one person."""

import pytest
from django.utils.crypto import get_random_string
from wagtail.models import PageViewRestriction

from tests.factories import ImageFactory, StandardPageFactory


@pytest.mark.parametrize("url", ["/", "/search/?q=headline", "/no-such-page/", "/news/feed/", "/admin/"])
def test_what_an_editor_is_shown_is_for_no_shared_cache(full, editor, url):
    assert "private" in editor.get(url)["Cache-Control"]


def test_what_a_visitor_is_shown_may_be_cached(full, visitor):
    assert "private" not in visitor.get("/").get("Cache-Control", "")


def test_what_a_password_has_opened_is_for_no_shared_cache(home, visitor):
    page = StandardPageFactory(parent=home)
    restriction = PageViewRestriction(page=page, restriction_type="password", password=get_random_string(20))
    restriction.save()
    form = visitor.get(page.url)
    given = {"password": restriction.password, "return_url": page.url}
    opened = visitor.post(form.context["action_url"], given, follow=True)
    assert opened.context["page"] == page
    assert "private" in opened["Cache-Control"]


def test_a_picture_that_an_editor_fetches_may_be_cached_for_all(home, editor):
    rendition = ImageFactory().get_rendition("width-160|format-webp")
    assert "public" in editor.get(rendition.url)["Cache-Control"]


@pytest.mark.parametrize("url", ["/", "/news", "/no-such-page/", "/news/feed/", "/robots.txt"])
def test_whoever_keeps_a_page_asks_again_before_it_is_shown(full, visitor, url):
    assert visitor.get(url)["Cache-Control"] == "no-cache"
