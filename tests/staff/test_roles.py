"""What contributors and editors may do in the admin, and what not."""

from http import HTTPStatus

from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, Task, Workflow

from news.models import WeeklyUpdate
from pages.models import ContactMessage, Organization
from tests import forms
from tests.factories import (
    DocumentFactory,
    ImageFactory,
    PersonFactory,
    StatementFactory,
    WeeklyUpdateFactory,
)
from tests.forms import PUBLISH

from .pages import may_open, page_html

KEPT_BY_EDITORS = ("redirect", "source", "spellinggroup", "trackedbill")


def test_there_are_two_groups_and_one_workflow(home):
    assert sorted(Group.objects.values_list("name", flat=True)) == ["Contributors", "Editors"]
    assert Workflow.objects.get() == home.get_workflow()
    assert [task.name for task in home.get_workflow().tasks] == ["Editors’ approval"]
    assert Task.objects.count() == 1


def test_each_group_has_the_permissions_it_needs_and_no_other(home):
    pages = {
        (granted.group.name, granted.permission.codename)
        for granted in GroupPagePermission.objects.select_related("group", "permission")
    }
    assert {codename for group, codename in pages if group == "Contributors"} == {"add_page"}
    assert {codename for group, codename in pages if group == "Editors"} == {
        "add_page",
        "change_page",
        "publish_page",
        "lock_page",
        "unlock_page",
    }
    contributors, editors = Group.objects.order_by("name")
    assert list(contributors.permissions.values_list("codename", flat=True)) == ["access_admin"]
    assert set(editors.permissions.values_list("codename", flat=True)) == {
        "access_admin",
        "add_person",
        "change_person",
        "delete_person",
        "view_person",
        "view_contactmessage",
        "delete_contactmessage",
        "change_organization",
        "view_unansweredsearch",
        *(f"{action}_{model}" for action in ("add", "change", "delete", "view") for model in KEPT_BY_EDITORS),
    }


def test_a_contributor_starts_the_next_issue(contributor, news):
    response = contributor.post(reverse("start_from_last_issue"), {"date": "2030-01-04"})
    assert response.status_code == HTTPStatus.FOUND
    assert may_open(contributor, "wagtailadmin_pages:edit", WeeklyUpdate.objects.get().pk)


def test_a_contributor_drafts_and_cannot_publish(contributor, draft, visitor):
    page = page_html(contributor, "wagtailadmin_pages:edit", draft.pk)
    assert 'name="action-publish"' not in page
    assert "Submit to Editors" in page
    forms.edit(contributor, draft, forms.weekly_update(signature="Changed"), PUBLISH)
    draft.refresh_from_db()
    assert not draft.live
    assert draft.get_latest_revision_as_object().signature == "Changed"  # what was typed is kept as a draft
    assert visitor.get(draft.url).status_code == HTTPStatus.NOT_FOUND


def test_a_contributor_cannot_publish_by_scheduling_either(contributor, draft):
    forms.edit(contributor, draft, forms.weekly_update(), {"action-publish": "2030-01-04T16:00:00-05:00"})
    draft.refresh_from_db()
    assert draft.scheduled_revision is None


def test_a_contributor_cannot_edit_a_page_that_somebody_else_created(contributor, news):
    statement = StatementFactory()
    assert not may_open(contributor, "wagtailadmin_pages:edit", statement.pk)
    assert not may_open(contributor, "wagtailadmin_pages:unpublish", statement.pk)
    assert not may_open(contributor, "wagtailadmin_pages:delete", statement.pk)


def test_a_contributor_uploads_pictures_and_documents(contributor, news):
    assert may_open(contributor, "wagtailimages:add_multiple")
    assert may_open(contributor, "wagtaildocs:add_multiple")
    assert may_open(contributor, "wagtailimages_chooser:choose")
    assert not may_open(contributor, "wagtailimages:edit", ImageFactory().pk)


def test_a_contributor_sees_neither_messages_nor_people_nor_settings(contributor, news):
    assert not may_open(contributor, "contact_messages:index")
    assert not may_open(contributor, "wagtailsnippets_pages_person:list")
    assert not may_open(contributor, "wagtailusers_users:index")
    site = Page.objects.get(depth=2).get_site().pk
    assert not may_open(contributor, "wagtailsettings:edit", "pages", "organization", site)


def test_an_editor_edits_pages_pictures_documents_people_and_the_organization(editor, news):
    assert may_open(editor, "wagtailadmin_pages:edit", WeeklyUpdateFactory().pk)
    assert may_open(editor, "wagtailadmin_pages:unpublish", StatementFactory().pk)
    assert may_open(editor, "wagtailimages:edit", ImageFactory().pk)
    assert may_open(editor, "wagtaildocs:edit", DocumentFactory().pk)
    assert may_open(editor, "wagtailsnippets_pages_person:edit", PersonFactory().pk)
    organization = Organization.for_site(Page.objects.get(depth=2).get_site())
    assert may_open(editor, "wagtailsettings:edit", "pages", "organization", organization.site_id)


def test_an_editor_reads_and_deletes_messages_and_cannot_change_them(editor, home):
    message = ContactMessage.objects.create(name="A Visitor", email="visitor@example.org", text="A question")
    assert "A question" in page_html(editor, "contact_messages:inspect", message.pk)
    assert not may_open(editor, "contact_messages:edit", message.pk)
    assert may_open(editor, "contact_messages:delete", message.pk)


def test_an_editor_manages_no_accounts(editor, home):
    assert not may_open(editor, "wagtailusers_users:index")
    assert not may_open(editor, "wagtailusers_groups:index")
    assert not may_open(editor, "wagtailadmin_workflows:index")
