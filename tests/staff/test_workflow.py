"""A page on its way: contributors draft and submit it; editors comment, approve and publish."""

from http import HTTPStatus

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Comment, GroupApprovalTask, Workflow, WorkflowTask

from tests import forms
from tests.forms import SAVE_DRAFT

from .pages import may_open, page_html

SUBMIT = {"action-submit": "Submit"}
APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}
ASK_FOR_CHANGES = {
    "action-workflow-action": "true",
    "workflow-action-name": "reject",
    "workflow-action-extra-data": '{"comment": "Please add a source."}',
}


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
