"""A slug that the site itself answers at, and a date that can only be a slip, are refused at their field."""

from http import HTTPStatus

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from news.models import WeeklyUpdate
from pages.models import StandardPage
from tests import forms
from tests.factories import NewsIndexFactory, StandardPageFactory, StatementFactory

RESERVED = ["admin", "documents", "healthz", "media", "readyz", "search", "static"]
RESERVED += ["bills", "clippings", "feeds", "sources"]


def add(client, parent, slug, action=forms.PUBLISH):
    fields = {"title": "Typed", "slug": slug, "search_description": "In one sentence.", "seo_title": ""}
    form = nested_form_data(fields | {"body": streamfield([]), "comments": inline_formset([])})
    return client.post(reverse("wagtailadmin_pages:add", args=["pages", "standardpage", parent.pk]), form | action)


@pytest.mark.parametrize("slug", RESERVED)
def test_a_page_below_home_cannot_have_an_address_of_the_site(editor, home, slug):
    response = add(editor, home, slug)
    assert "is an address of the site itself" in forms.errors(response)["slug"]
    assert "Typed" in response.text


def test_a_draft_that_would_have_an_address_of_the_site_is_kept_under_another(editor, home):
    assert add(editor, home, "search", forms.SAVE_DRAFT).status_code == HTTPStatus.FOUND
    assert StandardPage.objects.get().slug == "search-2"


@pytest.mark.parametrize("slug", ["contact", "research", "healthy"])
def test_a_page_below_home_may_have_an_address_at_which_it_is_seen(editor, home, slug):
    assert add(editor, home, slug).status_code == HTTPStatus.FOUND


def test_a_page_further_down_may_have_any_slug(editor, home):
    assert add(editor, StandardPageFactory(), "search").status_code == HTTPStatus.FOUND


def test_a_page_is_not_moved_to_an_address_of_the_site(editor, home):
    page = StandardPageFactory(title="Moved", slug="search", parent=StandardPageFactory())
    response = editor.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, home.pk]), follow=True)
    assert "is an address of the site itself" in response.text
    assert not StandardPage.objects.get(pk=page.pk).is_child_of(home)


def test_several_pages_are_not_moved_where_one_would_have_an_address_of_the_site(editor, home):
    parent = StandardPageFactory()
    pages = [StandardPageFactory(slug=slug, parent=parent) for slug in ("search", "research")]
    ids = "&".join(f"id={page.pk}" for page in pages)
    url = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'move'])}?{ids}"
    response = editor.post(url, {"chooser": home.pk}, follow=True)
    assert "Nothing was moved. “search” is an address of the site itself" in response.text
    assert {page.pk for page in StandardPage.objects.child_of(parent)} == {page.pk for page in pages}
    editor.post(url, {"chooser": StandardPageFactory().pk})
    assert not StandardPage.objects.child_of(parent).exists()


@pytest.mark.parametrize("kind", ["copy", "alias"])
def test_a_page_is_not_copied_to_an_address_of_the_site(administrator, home, kind):
    page = StandardPageFactory(slug="search", parent=StandardPageFactory())
    form = {"new_title": "Typed", "new_slug": "search", "new_parent_page": home.pk, "alias": "on" * (kind == "alias")}
    response = administrator.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form)
    assert "is an address of the site itself" in forms.errors(response)["new_slug"]
    assert "Typed" in response.text
    assert not StandardPage.objects.filter(depth=home.depth + 1, slug="search").exists()
    administrator.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form | {"new_slug": "search-2"})
    assert StandardPage.objects.filter(depth=home.depth + 1, slug="search-2").exists()


@pytest.mark.parametrize("date", ["0001-01-01", "1970-12-31", "9999-12-31"])
def test_a_date_that_can_only_be_a_slip_is_refused(editor, home, date):
    statement = StatementFactory()
    response = forms.edit(editor, statement, forms.statement(slug=statement.slug, date=date), forms.SAVE_DRAFT)
    assert "Choose a date between 1971 and" in forms.errors(response)["date"]
    NewsIndexFactory()
    response = editor.post(reverse("start_from_last_issue"), {"date": date})
    assert "Choose a date between 1971 and" in response.text
    assert not WeeklyUpdate.objects.exists()
