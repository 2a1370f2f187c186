"""The draft of the week that an editor has started is the contributors' too, until it is handed in."""

from http import HTTPStatus

import pytest
from django.core import mail
from django.urls import reverse

from news.models import WeeklyUpdate
from tests import forms
from tests.conftest import signed_in
from tests.factories import NewsIndexFactory, StatementFactory, UserFactory
from tests.forms import PUBLISH, SAVE_DRAFT
from tests.html import parse

SUBMIT = {"action-submit": "Submit"}
OUTPUTS = ["weekly_update_copy_email", "weekly_update_send_test", "weekly_update_preflight"]
PAGES = ["edit", "view_draft", "preview_on_edit", "history", "workflow_history", "usage"]


@pytest.fixture
def draft(editor, home):
    """What an editor has started for this week."""
    index = NewsIndexFactory()
    editor.post(reverse("start_from_last_issue"), {"date": index.get_next_date().isoformat()})
    return WeeklyUpdate.objects.get()


def form(draft, **changes):
    return forms.weekly_update(date=str(draft.date), **changes)


def latest(draft):
    return WeeklyUpdate.objects.get(pk=draft.pk).get_latest_revision_as_object()


def opens(client, name, *args):
    return client.get(reverse(name, args=args)).status_code == HTTPStatus.OK


def test_a_contributor_goes_on_with_the_draft_that_the_dashboard_offers(contributor, draft):
    dashboard = parse(contributor.get(reverse("wagtailadmin_home")))
    url = dashboard.find("a", string="Go on with it")["href"]
    assert contributor.get(url).status_code == HTTPStatus.OK
    contributor.post(url, form(draft, signature="Typed by a contributor"))
    assert latest(draft).signature == "Typed by a contributor"
    assert contributor.get(reverse("start_from_last_issue")).url == url


def test_a_contributor_previews_it_copies_it_tests_it_and_reads_its_history(contributor, draft):
    for name in OUTPUTS:
        assert opens(contributor, name, draft.pk), name
    for name in PAGES:
        assert opens(contributor, f"wagtailadmin_pages:{name}", draft.pk), name
    contributor.post(reverse("weekly_update_send_test", args=[draft.pk]))
    assert mail.outbox[-1].to == ["contributor@example.org"]


def test_a_contributor_neither_publishes_nor_schedules_nor_deletes_it(contributor, draft):
    forms.edit(contributor, draft, form(draft), PUBLISH)
    forms.edit(contributor, draft, form(draft), {"action-publish": "2030-01-04T16:00:00-05:00"})
    draft.refresh_from_db()
    assert (draft.live, draft.scheduled_revision) == (False, None)
    assert not opens(contributor, "wagtailadmin_pages:delete", draft.pk)
    assert not opens(contributor, "wagtailadmin_pages:move", draft.pk)


def test_a_contributor_submits_it_and_changes_it_no_more(contributor, draft):
    forms.edit(contributor, draft, form(draft, signature="Submitted"), SUBMIT)
    draft.refresh_from_db()
    assert draft.workflow_in_progress
    for client in [contributor, signed_in(UserFactory(groups=["Contributors"]))]:
        forms.edit(client, draft, form(draft, signature="Slipped in"), SAVE_DRAFT)
        assert latest(draft).signature == "Submitted"


def test_a_contributor_changes_nothing_that_is_scheduled(editor, contributor, draft):
    scheduled = form(draft, signature="Scheduled")
    forms.edit(editor, draft, scheduled, {"action-publish": "2090-01-04T16:00:00-05:00"})
    assert WeeklyUpdate.objects.get().scheduled_revision
    forms.edit(contributor, draft, form(draft, signature="Slipped in"), SAVE_DRAFT)
    assert latest(draft).signature == "Scheduled"


@pytest.mark.parametrize("is_live", [True, False])
def test_a_contributor_opens_no_update_that_readers_have_seen(editor, contributor, draft, is_live):
    forms.edit(editor, draft, form(draft), PUBLISH)
    assert WeeklyUpdate.objects.get().live
    if not is_live:
        editor.post(reverse("wagtailadmin_pages:unpublish", args=[draft.pk]))
    assert WeeklyUpdate.objects.get().live is is_live
    assert not opens(contributor, "wagtailadmin_pages:edit", draft.pk)
    assert not opens(contributor, OUTPUTS[0], draft.pk)


def test_drafts_of_other_types_stay_their_author_s_alone(contributor, draft):
    assert not opens(contributor, "wagtailadmin_pages:edit", StatementFactory(live=False).pk)


def test_who_has_no_role_opens_no_draft(draft):
    client = signed_in(UserFactory())
    assert not opens(client, "wagtailadmin_pages:edit", draft.pk)
