"""What may have become of a scheduled page until its time, and what is told of it."""

import pytest
from wagtail.models import Page, Revision

from tests.factories import StandardPageFactory
from tests.html import text

from ..worker_queue import HOUR, MINUTE, NOON, publish, queued, run_queue
from .steps import FOUR, is_live, notice, scheduled


def test_a_deleted_page_is_forgotten(shown, at, issue, editor, mailoutbox):
    Page.objects.get(pk=issue.pk).delete()
    at(FOUR + HOUR)
    assert notice(editor) is None
    assert queued() == []
    assert len(mailoutbox) == 1


@pytest.fixture
def below_a_draft(at, writer):
    """A page scheduled below another, which has been unpublished since."""
    above = StandardPageFactory(title="Above")
    page = StandardPageFactory(parent=above, title="Below", live=False, go_live_at=FOUR)
    page.save_revision(user=writer).publish(user=writer)
    above.unpublish()
    return page


def test_what_nobody_could_read_does_not_go_out_and_the_reason_is_told(at, below_a_draft, editor, mailoutbox):
    at(FOUR + MINUTE)
    assert not is_live(below_a_draft)
    assert "Nobody could read it: “Above”, the page above it, is not published." in text(notice(editor))
    at(FOUR + 2 * MINUTE)
    at(FOUR + 7 * MINUTE)
    assert "the page above it, is not published" in mailoutbox[0].body


def test_it_goes_out_once_the_page_above_is_published(at, below_a_draft, editor, set_now, worker):
    for hours in range(4):
        at(FOUR + hours * HOUR + MINUTE)
    set_now(FOUR + 4 * HOUR)
    publish(below_a_draft.get_parent().specific, "Above")
    set_now(FOUR + 4 * HOUR + MINUTE)
    worker.seconds += 60
    run_queue(worker)
    assert is_live(below_a_draft)


def test_a_locked_page_goes_out_as_it_was_scheduled_and_stays_locked(at, issue, writer):
    Page.objects.filter(pk=issue.pk).update(locked=True, locked_by=writer, locked_at=NOON)
    at(FOUR + MINUTE)
    assert is_live(issue)
    assert Page.objects.get(pk=issue.pk).locked


def test_a_slug_that_is_taken_meanwhile_is_told(at, writer, editor, mailoutbox):
    page = StandardPageFactory(title="Report", slug="report", live=False, go_live_at=FOUR)
    page.save_revision(user=writer).publish(user=writer)
    Page.objects.filter(pk=page.pk).update(slug="aside")
    StandardPageFactory(title="Other", slug="report")
    at(FOUR + MINUTE)
    assert "“report” is the address of another page" in text(notice(editor))
    assert len(mailoutbox) == 1


def test_a_field_that_is_required_by_now_is_told(at, issue, editor):
    revision = scheduled(issue)
    Revision.objects.filter(pk=revision.pk).update(content=revision.content | {"letter": ""})
    at(FOUR + MINUTE)
    assert "Letter: This field cannot be blank." in text(notice(editor))
