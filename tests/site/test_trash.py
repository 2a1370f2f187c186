"""A page of every type in the trash is nowhere: not for visitors, in no list, search, chooser or report for staff."""

from http import HTTPStatus

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.search import index

from news.models import Statement, WeeklyUpdate
from news.outputs.formats import FORMATS
from pages.models import Home, TrashedPage
from pages.navigation import find_page_of_type
from pages.tasks import due_revisions, expired_pages, find_missing
from tests.conftest import signed_in
from tests.factories import StandardPageFactory, UserFactory
from tests.html import read_sitemap
from tests.pages.trash.rows import all_rows
from tests.whole_site import PAGE_TYPES

MARK = "Zanzibar"  # in every title, and nowhere else


@pytest.fixture
def person(full):
    return UserFactory(username="administrator", is_superuser=True)


@pytest.fixture
def marked(full, person):
    """Every page but Home with the mark, its type in the title; edited and locked by the administrator."""
    pages = Page.objects.filter(depth__gt=2)
    for page in pages.specific():
        page.title = page.draft_title = page.seo_title = f"{MARK} of {page._meta.verbose_name}"
        page.save_revision(user=person, log_action=True, clean=False).publish()
        page.get_workflow().start(page, person)
        index.insert_or_update_object(page)
    pages.update(locked=True, locked_by=person, locked_at=timezone.now())
    return list(Page.objects.filter(depth__gt=2))


def public_urls(pages):
    dated = [page.url.rstrip("/") for page in pages if page.specific_class in {Statement, WeeklyUpdate}]
    formats = [f"{url}.{extension}" for url in dated for extension in FORMATS]
    below_news = ["/news/feed/", "/news/feed.json"]
    return ["/", f"/search/?q={MARK}", *below_news, *formats, *(page.url for page in pages)]


def admin_urls(home):
    """The lists, choosers (of a link, and of a place to move to), searches and reports of the admin."""
    api = reverse("wagtailadmin_api:pages:listing")
    names = [
        "wagtailadmin_home",
        "wagtailadmin_pages:search",
        "wagtailadmin_reports:locked_pages",
        "wagtailadmin_reports:workflow",
        "wagtailadmin_reports:workflow_tasks",
        "wagtailadmin_reports:aging_pages",
        "wagtailadmin_reports:page_types_usage",
        "start_from_last_issue",
    ]
    return [
        *map(reverse, names),
        *(reverse("wagtailadmin_explore", args=[page.pk]) for page in Page.objects.filter(numchild__gt=0, depth__gt=1)),
        reverse("wagtailadmin_choose_page_child", args=[home.pk]),
        f"{reverse('wagtailadmin_pages:search')}?q={MARK}",
        f"{reverse('wagtailadmin_choose_page_search')}?q={MARK}",
        f"{reverse('wagtailadmin_choose_page_search')}?q={MARK}&page_type=news.weeklyupdate",
        f"{api}?limit=20&fields=*",
        f"{api}?search={MARK}",
        f"{api}?for_explorer=1&child_of={home.pk}",
    ]


def where_marked(client, urls):
    """Those of the URLs whose answer has the mark, apart from the words that were searched for."""
    found = set()
    for url in urls:
        response = client.get(url)
        assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
        if response.status_code == HTTPStatus.OK and f"{MARK} of " in response.text:
            found.add(url)
    return found


def without_workflows(found):
    """Of all_rows(): workflows end with a deletion."""
    rows, *rest = found
    return {key: fields for key, fields in rows.items() if not key[0].endswith(("workflowstate", "taskstate"))}, rest


def test_what_is_in_the_trash_is_nowhere_and_undoing_brings_all_of_it_back_as_it_was(full, marked, person, client):
    administrator, home = signed_in(person), Home.objects.get()
    other = StandardPageFactory(title="It stays", slug="stays")
    visible, listed = public_urls(marked), admin_urls(home)
    assert where_marked(client, visible) == set(visible)
    assert set(listed) - where_marked(administrator, listed) == set()

    before = all_rows(home)
    chosen = "&".join(f"id={page.pk}" for page in home.get_children().exclude(pk=other.pk))
    bulk_delete = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = administrator.post(f"{bulk_delete}?{chosen}&next={reverse('wagtailadmin_home')}")
    assert response.status_code == HTTPStatus.FOUND
    administrator.get(reverse("wagtailadmin_home"))  # reads the message

    assert where_marked(client, visible) == set()
    assert where_marked(administrator, listed) == set()
    assert len(read_sitemap(client)) == 2  # Home, and the page that stays
    labels = {label for label in PAGE_TYPES if label not in ("pages.Home", "pages.StandardPage")}
    assert not [label for label in labels if full[label].__class__.objects.exists()]
    request = RequestFactory().get("/")
    found = {label: find_page_of_type(request, label.lower()) for label in PAGE_TYPES}
    assert {label for label, page in found.items() if page} == {"pages.StandardPage"}  # the one that stays
    gone = {page.pk for page in marked}
    assert not Revision.page_revisions.filter(object_id__in=[str(pk) for pk in gone]).exists()
    assert not [arguments for task, arguments in find_missing() if task.func.__name__ == "make_social_image"]
    assert not due_revisions().exists()
    assert not expired_pages().exists()

    administrator.post(reverse("undo_trash", args=[TrashedPage.objects.first().batch]))
    assert without_workflows(all_rows(home)) == without_workflows(before)
    assert where_marked(client, visible) == set(visible)
    assert Page.find_problems() == ([], [], [], [], [])
