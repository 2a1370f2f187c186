"""The two roles in the admin: Contributors draft and submit; Editors comment, approve and publish."""

from http import HTTPStatus

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from wagtail.models import Comment, GroupApprovalTask, GroupPagePermission, Page, Task, Workflow, WorkflowTask

from news.models import WeeklyUpdate
from pages.models import ContactMessage, Organization
from tests import forms
from tests.conftest import signed_in
from tests.factories import (
    DocumentFactory,
    ImageFactory,
    NewsIndexFactory,
    PersonFactory,
    StatementFactory,
    UserFactory,
    WeeklyUpdateFactory,
)
from tests.forms import PUBLISH, SAVE_DRAFT

SUBMIT = {"action-submit": "Submit"}
APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}
ASK_FOR_CHANGES = {
    "action-workflow-action": "true",
    "workflow-action-name": "reject",
    "workflow-action-extra-data": '{"comment": "Please add a source."}',
}


@pytest.fixture
def news(home):
    return NewsIndexFactory()


@pytest.fixture
def contributor(home):
    return signed_in(UserFactory(username="contributor", groups=["Contributors"]))


@pytest.fixture
def draft(contributor, news):
    """A weekly update that the contributor has created."""
    forms.add(contributor, news, forms.weekly_update(), SAVE_DRAFT)
    return WeeklyUpdate.objects.get()


@pytest.fixture
def submitted(contributor, draft):
    forms.edit(contributor, draft, forms.weekly_update(), SUBMIT)
    draft.refresh_from_db()
    return draft


def comment(text, path="signature", number=""):
    """The form fields of one comment; `number` is the primary key of an existing one."""
    fields = {
        "comments-TOTAL_FORMS": "1",
        "comments-INITIAL_FORMS": "1" if number else "0",
        "comments-0-id": str(number),
        "comments-0-contentpath": path,
        "comments-0-text": text,
        "comments-0-position": "",
    }
    replies = ["TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS"]
    return fields | {f"comments-0-replies-{name}": "0" for name in replies}


def reply(text):
    return {"comments-0-replies-TOTAL_FORMS": "1", "comments-0-replies-0-id": "", "comments-0-replies-0-text": text}


def page_html(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def may_open(client, name, *args):
    return client.get(reverse(name, args=args)).status_code == HTTPStatus.OK


# -- Groups and permissions --------------------------------------------------------------------------------------


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
    }


# -- Contributors ------------------------------------------------------------------------------------------------


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


# -- Editors -----------------------------------------------------------------------------------------------------


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


# -- From draft to page ------------------------------------------------------------------------------------------


def test_an_editor_is_notified_of_a_submitted_page(editor, submitted):
    assert submitted.current_workflow_task_state.task.name == "Editors’ approval"
    assert mail.outbox[-1].to == ["editor@example.org"]
    assert submitted.title in editor.get(reverse("wagtailadmin_home")).content.decode()


def test_a_page_without_a_summary_is_not_submitted(contributor, draft):
    response = forms.edit(contributor, draft, forms.weekly_update(search_description=""), SUBMIT)
    assert "search_description" in forms.errors(response)
    draft.refresh_from_db()
    assert not draft.current_workflow_state


def test_a_contributor_cannot_edit_a_submitted_page(contributor, submitted):
    page = contributor.get(reverse("wagtailadmin_pages:edit", args=[submitted.pk]))
    assert "waits for an editor’s approval" in " ".join(map(str, page.context["messages"]))
    forms.edit(contributor, submitted, forms.weekly_update(signature="Slipped in"), SAVE_DRAFT)
    assert submitted.get_latest_revision_as_object().signature != "Slipped in"


def test_a_page_that_an_editor_approves_is_live(editor, submitted, visitor):
    assert "Approve and Publish" in page_html(editor, "wagtailadmin_pages:edit", submitted.pk)
    forms.edit(editor, submitted, forms.weekly_update(), APPROVE)
    submitted.refresh_from_db()
    assert submitted.live
    assert visitor.get(submitted.url).status_code == HTTPStatus.OK


def messages_after(client, page, action):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return " ".join(map(str, client.post(url, forms.weekly_update() | action, follow=True).context["messages"]))


def test_who_approves_a_page_is_told_that_it_is_published(editor, submitted):
    told = messages_after(editor, submitted, APPROVE)
    assert f"Published: readers see “{submitted.title}” now." in told
    assert submitted.url in told
    assert "updated" not in told


def test_who_asks_for_changes_is_told_where_the_page_went(editor, submitted):
    assert "is sent back. Whoever submitted it gets your comment" in messages_after(editor, submitted, ASK_FOR_CHANGES)


def test_who_approves_the_first_of_two_steps_is_told_who_comes_next(editor, submitted):
    second = GroupApprovalTask.objects.create(name="The board")
    WorkflowTask.objects.create(workflow=Workflow.objects.get(), task=second, sort_order=1)
    assert "is approved. It waits for “The board” now." in messages_after(editor, submitted, APPROVE)
    submitted.refresh_from_db()
    assert not submitted.live


def test_who_may_publish_is_not_offered_to_submit(home, editor, administrator, contributor, draft):
    for client in (editor, administrator):
        for url in ("wagtailadmin_pages:edit", draft.pk), ("wagtailadmin_pages:add", "pages", "standardpage", home.pk):
            page = page_html(client, *url)
            assert 'name="action-publish"' in page
            assert 'name="action-submit"' not in page
    assert 'name="action-submit"' in page_html(contributor, "wagtailadmin_pages:edit", draft.pk)


def test_an_approved_update_with_a_go_live_time_is_scheduled(editor, contributor, draft):
    scheduled = forms.weekly_update(date="2030-01-04", go_live_at="2030-01-04 16:00")
    forms.edit(contributor, draft, scheduled, SUBMIT)
    url = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    response = editor.post(url, scheduled | APPROVE, follow=True)
    assert "It goes onto the website Fri, Jan 4, 2030, 4:00 PM ET" in " ".join(map(str, response.context["messages"]))
    draft.refresh_from_db()
    assert not draft.live
    assert draft.scheduled_revision


def test_a_contributor_is_told_that_an_editor_has_to_approve_first(contributor, draft):
    scheduled = forms.weekly_update(date="2030-01-04", go_live_at="2030-01-04 16:00")
    response = contributor.post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), scheduled, follow=True)
    message = " ".join(map(str, response.context["messages"]))
    assert "Nothing is scheduled yet." in message
    assert "It goes onto the website Fri, Jan 4, 2030, 4:00 PM ET if an editor has approved it" in message


def test_an_editor_asks_for_changes_and_the_contributor_submits_again(editor, contributor, submitted):
    forms.edit(editor, submitted, forms.weekly_update(), ASK_FOR_CHANGES)
    submitted.refresh_from_db()
    assert submitted.current_workflow_state.status == "needs_changes"
    assert "Please add a source." in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["contributor@example.org"]
    forms.edit(contributor, submitted, forms.weekly_update(signature="With a source"), SUBMIT)
    forms.edit(editor, submitted, forms.weekly_update(signature="With a source"), APPROVE)
    submitted.refresh_from_db()
    assert submitted.live
    assert submitted.signature == "With a source"


def test_comments_go_from_editor_to_contributor_and_back(editor, contributor, draft):
    forms.edit(editor, draft, forms.weekly_update() | comment("Whose title is this?"), SAVE_DRAFT)
    saved = Comment.objects.get()
    assert (saved.user.username, saved.contentpath) == ("editor", "signature")
    assert "Whose title is this?" in page_html(contributor, "wagtailadmin_pages:edit", draft.pk)

    answered = comment(saved.text, number=saved.pk) | reply("The director’s")
    forms.edit(contributor, draft, forms.weekly_update() | answered, SAVE_DRAFT)
    assert saved.replies.get().user.username == "contributor"

    resolved = comment(saved.text, number=saved.pk) | {"comments-0-resolved": "1"}
    resolved |= {
        "comments-0-replies-TOTAL_FORMS": "1",
        "comments-0-replies-INITIAL_FORMS": "1",
        "comments-0-replies-0-id": str(saved.replies.get().pk),
        "comments-0-replies-0-text": "The director’s",
    }
    forms.edit(editor, draft, forms.weekly_update() | resolved, SAVE_DRAFT)
    saved.refresh_from_db()
    assert saved.resolved_by.username == "editor"


def test_a_comment_can_be_made_at_a_clipping(editor, draft):
    block = draft.get_latest_revision_as_object().clippings[0].id
    form = forms.weekly_update() | {"clippings-0-id": block}
    forms.edit(editor, draft, form | comment("A better source?", path=f"clippings.{block}.source"), SAVE_DRAFT)
    assert Comment.objects.get().contentpath == f"clippings.{block}.source"


def test_the_history_shows_editor_and_contributor_who_did_what(editor, contributor, submitted):
    forms.edit(editor, submitted, forms.weekly_update(), APPROVE)
    for client in [editor, contributor]:
        history = page_html(client, "wagtailadmin_pages:history", submitted.pk)
        for step in ["contributor", "editor", "Editors’ approval", "Approved", "Published"]:
            assert step in history
    assert may_open(contributor, "wagtailadmin_pages:workflow_history", submitted.pk)
