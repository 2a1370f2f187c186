"""The scripts and styles of this project that each editor in the admin loads: no more than it needs."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from pages.models import Person
from tests.html import parse
from tests.whole_site import PAGE_TYPES

EVERYWHERE = {"branding.css", "calendar.js", "device-copies.js", "editor-saving.css", "widget-initializer.js"}
EVERY_EDITOR = EVERYWHERE | {"device-copy.js", "editor-content.js", "editor-saving.js", "editor-session.js"}
DATES = {"date-input.css", "date-input.js"}
EVERY_PAGE_EDITOR = EVERY_EDITOR | DATES  # every page can be scheduled
RICH_TEXT = {"language.css", "language.js"}
WEEKLY_UPDATE = {
    *("ask.js", "clipping-bars.js", "clipping-dialogs.js", "clipping-tools.js", "sanitized-paste.js"),
    *("inbox-panel.js", "link-cards.js", "whole-issue.js"),
    *("clippings.css", "paste-clippings.css"),
    *("preflight.css", "preflight.js", "friday-bar.css"),
}
LISTS = {page_type for page_type in PAGE_TYPES if page_type.endswith("Index")} | {
    "pages.People",
    "pages.MemberOrganizations",
}


def our_files(response):
    """The names of the files from static/admin/ on a page of the admin; none may be loaded twice."""
    assert response.status_code == HTTPStatus.OK
    soup = parse(response)
    urls = [script["src"] for script in soup.select("script[src]")]
    urls += [link["href"] for link in soup.select("link[rel=stylesheet]")]
    names = [url.partition("?")[0].removeprefix("/static/admin/") for url in urls if url.startswith("/static/admin/")]
    assert len(names) == len(set(names))
    return set(names)


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_the_editor_of_a_page_loads_what_it_needs_and_no_more(administrator, full, page_type):
    expected = EVERY_PAGE_EDITOR
    if page_type not in LISTS:  # they have no rich text
        expected = expected | RICH_TEXT
    expected = expected | (WEEKLY_UPDATE if page_type == "news.WeeklyUpdate" else {"publication.css"})
    page = full[page_type]
    assert our_files(administrator.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))) == expected


def test_the_editor_of_a_person_loads_the_dates_of_terms_and_the_languages_of_rich_text(administrator, full):
    person = Person.objects.first()
    url = reverse(person.snippet_viewset.get_url_name("edit"), args=[person.pk])
    assert our_files(administrator.get(url)) == EVERY_EDITOR | DATES | RICH_TEXT


def test_where_a_single_date_is_chosen_it_is_the_same_one(administrator, full):
    organization = reverse("wagtailsettings:edit", args=["pages", "organization", full["pages.Home"].get_site().pk])
    assert our_files(administrator.get(organization)) == EVERY_EDITOR | DATES
    assert our_files(administrator.get(f"{reverse('start_from_last_issue')}?choose")) == EVERYWHERE | DATES


def test_other_pages_of_the_admin_load_none_of_it(administrator, full):
    weekly_updates = reverse("wagtailadmin_explore", args=[full["news.NewsIndex"].pk])
    for url in [weekly_updates, reverse("wagtailimages:index"), reverse("wagtailadmin_home")]:
        assert our_files(administrator.get(url, follow=True)) == EVERYWHERE, url
