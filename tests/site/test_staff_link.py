"""The way from a page to its editor, which is a link for everybody: a live page is the same for staff and visitors."""

import pytest
from django.urls import reverse

from news.models import Record
from tests.html import parse
from tests.whole_site import PAGE_TYPES

VIEWS = ["/search/?q=headline", "/clippings/", "/feeds/", "/sources/", "/bills/", "/no-such-page/"]


def staff_link(response):
    (link,) = parse(response).select("footer a[href^='/admin/']")
    return link


@pytest.fixture(params=[*PAGE_TYPES, *VIEWS])
def url(request, full):
    return full[request.param].url if request.param in full else request.param


def test_an_editor_is_sent_the_same_page_as_a_visitor_and_no_cache_keeps_two(url, visitor, editor):
    seen = visitor.get(url)
    assert editor.get(url).content == seen.content
    assert "Cookie" not in seen.get("Vary", "")
    assert "userbar" not in seen.text


@pytest.mark.parametrize("page", PAGE_TYPES, indirect=True)
def test_every_page_has_a_link_to_its_editor_in_its_footer(page, visitor):
    link = staff_link(visitor.get(page.url))
    assert (link.text, link["rel"]) == ("Staff: edit", ["nofollow"])
    assert link["href"] == reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_an_editor_who_follows_it_edits_the_page_and_anybody_else_is_asked_to_sign_in(full, visitor, editor):
    page = full["news.Statement"]
    url = staff_link(visitor.get(page.url))["href"]
    assert editor.get(url).context["page"] == page
    assert visitor.get(url).url == f"{reverse('wagtailadmin_login')}?next={url}"


def test_a_clippings_page_leads_to_the_editor_of_its_issue(full, visitor):
    record = Record.objects.clippings().first()
    link = staff_link(visitor.get(reverse("clipping", args=[record.key])))
    assert link["href"] == reverse("wagtailadmin_pages:edit", args=[record.page_id])


@pytest.mark.parametrize("url", VIEWS)
def test_what_no_editor_writes_leads_to_the_admin(url, full, visitor):
    assert staff_link(visitor.get(url))["href"] == reverse("wagtailadmin_home")


def test_a_preview_keeps_wagtails_userbar(full, editor):
    page = full["news.Statement"]
    assert "wagtail-userbar" in editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).text
