"""Which page types are allowed below which, and of which there is only one page."""

from http import HTTPStatus

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.models import Page

from pages.models import Home
from tests import factories as make
from tests.whole_site import PAGE_TYPES, plain_site

BELOW_HOME = {
    "pages.About",
    "pages.ProgramIndex",
    "news.NewsIndex",
    "news.StatementIndex",
    "news.PublicationIndex",
    "news.CountryIndex",
    "pages.Contact",
    "pages.Donate",
    "pages.SignUp",
    "pages.StandardPage",
}
CHILDREN = {
    "wagtailcore.Page": {"pages.Home"},
    "pages.Home": BELOW_HOME,
    "pages.About": {"pages.History", "pages.People", "pages.MemberOrganizations", "pages.StandardPage"},
    "pages.ProgramIndex": {"pages.Program"},
    "news.NewsIndex": {"news.WeeklyUpdate"},
    "news.StatementIndex": {"news.Statement"},
    "news.PublicationIndex": {"news.Publication"},
    "news.CountryIndex": {"news.Country"},
    "pages.StandardPage": {"pages.StandardPage"},
}
MANY = {"pages.Program", "news.WeeklyUpdate", "news.Statement", "news.Publication", "news.Country"}
MANY |= {"pages.StandardPage"}


@pytest.mark.parametrize("parent", ["wagtailcore.Page", *PAGE_TYPES])
def test_an_editor_is_offered_only_what_belongs_below_a_page(parent):
    model = apps.get_model(parent)
    assert {child._meta.label for child in model.creatable_subpage_models()} == CHILDREN.get(parent, set())


def test_there_is_one_page_of_each_type_except_those_that_editors_add_to(home):
    pages = plain_site()
    for page_type, page in pages.items():
        model, parent = apps.get_model(page_type), page.get_parent().specific
        assert model.can_create_at(parent) == (page_type in MANY), page_type
        assert model.max_count == (None if page_type in MANY else 1), page_type


def test_an_editor_is_refused_a_second_news_page(editor, home):
    url = reverse("wagtailadmin_pages:add", args=["news", "newsindex", home.pk])
    assert editor.get(url).status_code == HTTPStatus.OK
    make.NewsIndexFactory()
    response = editor.get(url)
    assert response.status_code == HTTPStatus.FOUND  # Wagtail redirects with an error message
    assert response.url == reverse("wagtailadmin_home")


def test_an_editor_cannot_put_a_statement_among_the_weekly_updates(editor, home):
    news = make.NewsIndexFactory()
    response = editor.get(reverse("wagtailadmin_pages:add", args=["news", "statement", news.pk]))
    assert response.status_code == HTTPStatus.FOUND
    assert response.url == reverse("wagtailadmin_home")


def test_the_site_begins_with_one_front_page_and_no_welcome_page_of_wagtails(home):
    assert list(Page.objects.filter(depth=2).specific()) == [home]
    assert list(Home.objects.all()) == [home]
    assert home.get_site().root_page_id == home.pk
