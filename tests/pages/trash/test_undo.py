"""Deleting a page in the admin, and taking it back at once."""

import datetime
import re
from http import HTTPStatus

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageLogEntry

from news.models import WeeklyUpdate
from pages.models import Home, StandardPage, TrashedPage
from tests.conftest import signed_in
from tests.factories import StandardPageFactory, UserFactory, WeeklyUpdateFactory
from tests.html import parse, text

from .rows import all_rows
from .steps import delete, undo

FRIDAY = datetime.date(2026, 11, 27)


@pytest.mark.parametrize("label", ["news.WeeklyUpdate", "news.Statement", "pages.About"])
def test_undo_brings_a_page_back_exactly_as_it_was(full, label):
    administrator = signed_in(UserFactory(is_superuser=True))
    page = Page.objects.get(pk=full[label].pk)
    before = all_rows(page)
    siblings = list(page.get_parent().get_children().values_list("pk", flat=True))
    delete(administrator, page)
    assert not Page.objects.filter(path__startswith=page.path).exists()
    undo(administrator)
    assert all_rows(page) == before
    assert list(page.get_parent().get_children().values_list("pk", flat=True)) == siblings
    assert Page.find_problems() == ([], [], [], [], [])
    assert not TrashedPage.objects.exists()


def test_editor_is_told_where_a_deleted_page_is(editor, home):
    page = StandardPageFactory(title="Privacy")
    response = delete(editor, page, follow=True)
    assert "“Privacy” is in the trash." in response.text
    assert f'href="{reverse("trash")}"' in response.text
    (button,) = [button for button in parse(response).select("button") if text(button) == "Undo"]
    assert button["data-action"] == "w-action#post"
    assert button["data-w-action-url-value"] == reverse("undo_trash", args=[TrashedPage.objects.get().batch])
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == HTTPStatus.NOT_FOUND


def test_editor_is_told_first_that_readers_see_the_page(editor, home):
    page = StandardPageFactory()
    asked = editor.get(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert "Readers see this page. Its address will stop working." in asked.text
    assert "Move it to the trash" in asked.text


def test_editor_is_told_first_that_what_is_scheduled_will_not_go_out(editor, home):
    update = WeeklyUpdateFactory(date=FRIDAY, live=False)
    update.go_live_at = datetime.datetime(2126, 11, 27, 21, tzinfo=datetime.UTC)
    update.save_revision().publish()
    asked = editor.get(reverse("wagtailadmin_pages:delete", args=[update.pk]))
    assert re.search(r"It is scheduled for .*4:00 PM ET\. It will not go out", asked.text)


def test_a_draft_nobody_waits_for_is_deleted_without_a_warning(editor, home):
    page = StandardPageFactory(live=False)
    assert "help-warning" not in editor.get(reverse("wagtailadmin_pages:delete", args=[page.pk])).text


def test_a_deleted_page_is_not_live_for_anybody_until_it_is_back(editor, visitor):
    page = StandardPageFactory(title="Privacy")
    delete(editor, page)
    assert visitor.get(page.get_url()).status_code == HTTPStatus.NOT_FOUND
    undo(editor)
    assert visitor.get(page.get_url()).status_code == HTTPStatus.OK


def test_a_schedule_ends_with_the_deletion_and_does_not_come_back(editor, home):
    update = WeeklyUpdateFactory(date=FRIDAY, live=False)
    update.go_live_at = datetime.datetime(2126, 11, 27, 21, tzinfo=datetime.UTC)
    update.save_revision().publish()
    delete(editor, update)
    response = undo(editor, follow=True)
    assert "was scheduled; it is not any more" in response.text
    update = WeeklyUpdate.objects.get()
    assert not update.live
    assert update.scheduled_revision is None


def test_a_submitted_draft_comes_back_without_its_workflow(editor, home):
    contributor = UserFactory(groups=["Contributors"])
    page = StandardPageFactory(live=False, owner=contributor)
    page.get_workflow().start(page, contributor)
    delete(editor, page)
    undo(editor)
    page = StandardPage.objects.get()
    assert not page.workflow_in_progress
    assert [state.status for state in page.workflow_states] == ["cancelled"]


def test_contributor_takes_back_the_deletion_of_an_own_draft(home):
    user = UserFactory(groups=["Contributors"])
    contributor = signed_in(user)
    page = StandardPageFactory(live=False, owner=user)
    delete(contributor, page)
    undo(contributor)
    assert StandardPage.objects.get() == page


def test_contributor_cannot_delete_a_live_page_nor_that_of_another(home):
    user = UserFactory(groups=["Contributors"])
    for page in (StandardPageFactory(owner=user), StandardPageFactory(live=False)):
        delete(signed_in(user), page)
        assert StandardPage.objects.filter(pk=page.pk).exists()


def test_the_front_page_cannot_be_deleted(administrator, home):
    response = delete(administrator, home, follow=True)
    assert "where the site begins" in response.text
    assert Home.objects.exists()


def test_several_pages_are_taken_back_together(administrator, home):
    first, second = StandardPageFactory(), StandardPageFactory()
    below = StandardPageFactory(parent=second)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    url = f"{url}?id={first.pk}&id={second.pk}&id={below.pk}&next={reverse('wagtailadmin_explore', args=[home.pk])}"
    assert administrator.get(url).text.count("Readers see this page.") == 3
    response = administrator.post(url, follow=True)
    assert "2 pages and 1 child page are in the trash." in response.text
    assert not StandardPage.objects.exists()
    undo(administrator)
    assert set(StandardPage.objects.values_list("pk", flat=True)) == {first.pk, second.pk, below.pk}
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_front_page_stays_where_several_are_deleted(administrator, home):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    response = administrator.post(f"{url}?id={home.pk}&next={reverse('wagtailadmin_home')}", follow=True)
    assert "where the site begins" in response.text
    assert Home.objects.exists()


def test_what_the_admin_api_deletes_is_in_the_trash(administrator, home):
    page = StandardPageFactory()
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, "delete"])
    assert administrator.post(url).status_code == HTTPStatus.NO_CONTENT
    assert TrashedPage.objects.get().page_id == page.pk


def test_the_admin_api_says_why_the_front_page_stays(administrator, home):
    response = administrator.post(reverse("wagtailadmin_api:pages:action", args=[home.pk, "delete"]))
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert "where the site begins" in response.text


def test_the_history_of_a_page_goes_on_through_the_trash(editor, home):
    page = StandardPageFactory()
    earlier = page.save_revision(log_action=True)
    delete(editor, page)
    undo(editor)
    page = StandardPage.objects.get()
    assert earlier in page.revisions.all()
    actions = list(PageLogEntry.objects.filter(page=page).order_by("timestamp").values_list("action", flat=True))
    assert actions[-3:] == ["wagtail.edit", "pages.trash", "pages.restore"]
    history = editor.get(reverse("wagtailadmin_pages:history", args=[page.pk])).text
    assert "Moved to the trash" in history
    assert "Restored from the trash" in history


def test_no_redirect_leads_to_or_from_the_trash(editor, home):
    page = StandardPageFactory(slug="old")
    delete(editor, page)
    assert not Redirect.objects.exists()
    undo(editor)
    assert not Redirect.objects.exists()


def test_a_redirect_to_the_page_works_again_after_undoing(editor, visitor):
    page = StandardPageFactory(slug="privacy")
    Redirect.add_redirect("/data-protection", page)
    delete(editor, page)
    undo(editor)
    assert visitor.get("/data-protection/").headers["Location"].endswith("/privacy/")


def test_undo_does_nothing_a_second_time(editor, home):
    delete(editor, StandardPageFactory())
    url = reverse("undo_trash", args=[TrashedPage.objects.get().batch])
    editor.post(url)
    assert "no longer in the trash" in editor.post(url, follow=True).text
    assert StandardPage.objects.count() == 1


def test_only_a_post_undoes(editor, home):
    delete(editor, StandardPageFactory())
    url = reverse("undo_trash", args=[TrashedPage.objects.get().batch])
    assert editor.get(url).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert not StandardPage.objects.exists()
