"""A page that cannot be published or taken down at its time keeps its schedule, and is tried again."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from wagtail.models import Page

from news.models import WeeklyUpdate
from tests import forms
from tests.conftest import signed_in
from tests.factories import StandardPageFactory, StatementFactory
from tests.forms import SAVE_DRAFT
from tests.html import parse, text

from ..worker_queue import HOUR, MINUTE, queued, run_queue
from .steps import FOUR, is_live, notice, press, scheduled


def test_two_are_scheduled_for_one_time_and_the_one_that_fails_keeps_its_schedule(at, issue, conflict):
    other = StatementFactory(live=False, go_live_at=FOUR)
    other.save_revision().publish()
    at(FOUR + MINUTE)
    assert (is_live(issue), is_live(other)) == (False, True)
    assert scheduled(issue).approved_go_live_at == FOUR


def test_the_command_keeps_the_schedule_of_what_fails_too(issue, conflict, set_now):
    set_now(FOUR + MINUTE)
    with pytest.raises(CommandError, match="1 could not be"):
        call_command("publish_scheduled")
    assert scheduled(issue).approved_go_live_at == FOUR


def test_it_is_tried_again_at_growing_intervals_of_two_hours_at_most_and_never_given_up(at, issue, conflict):
    tried = []
    at(FOUR + MINUTE)
    for _ in range(8):
        tried.append((queued()[0].run_after - FOUR) / MINUTE)
        at(queued()[0].run_after)
    assert tried == [2, 7, 32, 152, 272, 392, 512, 632]
    assert queued()[0].status == "READY"


def test_it_goes_out_within_a_minute_once_the_cause_is_gone(at, issue, conflict, set_now, worker):
    for hours in range(6):
        at(FOUR + hours * HOUR + MINUTE)
    set_now(FOUR + 6 * HOUR)
    forms.edit(
        signed_in(get_user_model().objects.get(username="writer")),
        conflict,
        forms.weekly_update(date="2025-03-07"),
        SAVE_DRAFT,
    )
    set_now(FOUR + 6 * HOUR + MINUTE)
    worker.seconds += 60
    run_queue(worker)
    assert is_live(issue)


def test_an_editor_who_presses_try_again_has_it_tried_at_once(at, issue, conflict, editor, worker):
    for hours in range(4):
        at(FOUR + hours * HOUR + MINUTE)
    WeeklyUpdate.objects.filter(pk=conflict.pk).update(date="2025-03-07")  # no log tells the worker
    run_queue(worker)
    assert not is_live(issue)
    assert "tried again" in text(parse(press(editor, "Try again")))
    run_queue(worker)
    assert is_live(issue)
    assert notice(editor) is None


@pytest.fixture
def expiring(at, writer, monkeypatch):
    """A live page that is to be taken down, which fails until the monkeypatch is undone."""
    page = StandardPageFactory(title="Invitation", expire_at=FOUR)
    page.save_revision(user=writer).publish(user=writer)

    def fail(*args, **kwargs):
        raise OSError("No space left on device")

    monkeypatch.setattr(Page, "unpublish", fail)
    return page


def test_a_page_that_cannot_be_taken_down_is_mailed_and_shown_and_tried_again(
    at, expiring, editor, mailoutbox, monkeypatch
):
    for minutes in (1, 2, 7):
        at(FOUR + minutes * MINUTE)
    (mail,) = mailoutbox
    assert mail.to == ["writer@example.org"]
    assert mail.subject == "Not taken down: Invitation"
    assert "No space left on device" in mail.body
    assert "Invitation should have been taken down Fri, Feb 14, 4:00 PM ET" in text(notice(editor))


def test_the_notice_goes_when_the_page_is_taken_down_by_hand(at, expiring, editor, monkeypatch):
    at(FOUR + MINUTE)
    assert notice(editor)
    Page.objects.filter(pk=expiring.pk).update(live=False)
    assert notice(editor) is None


def test_the_end_of_a_publication_leaves_the_schedule_of_its_next_version(at, writer, set_now):
    page = StandardPageFactory(title="Before", expire_at=FOUR)
    page.title, page.go_live_at, page.expire_at = "After", FOUR + HOUR, None
    page.save_revision(user=writer).publish(user=writer)
    at(FOUR + MINUTE)
    assert not is_live(page)
    at(FOUR + HOUR + MINUTE)
    assert is_live(page)
    assert Page.objects.get(pk=page.pk).title == "After"
