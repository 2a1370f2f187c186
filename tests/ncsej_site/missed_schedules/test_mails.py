"""A page that misses its time is mailed to its editor once."""

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page, Revision

from tests.factories import StandardPageFactory, UserFactory

from ..worker_queue import HOUR, MINUTE, run_queue
from .steps import FOUR, TITLE, scheduled


def test_who_scheduled_it_gets_one_mail_that_says_what_failed_why_and_what_to_do(
    at, issue, conflict, mailoutbox, settings
):
    for hours in range(5):
        at(FOUR + hours * HOUR + MINUTE)
    (mail,) = mailoutbox
    base = settings.WAGTAILADMIN_BASE_URL
    assert mail.to == ["writer@example.org"]
    assert mail.subject == f"Not published: {TITLE}"
    assert "Fri, Feb 14, 4:00 PM ET" in mail.body
    assert f"An update for that date exists: The colleague’s <i> ({base}/admin/pages/{conflict.pk}/edit/)" in mail.body
    assert f"{base}/admin/pages/{issue.pk}/edit/" in mail.body
    assert "“Unschedule”" in mail.body


def test_a_failure_that_may_pass_is_mailed_after_the_third_attempt(at, issue, mailoutbox, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError("No space left on device")

    monkeypatch.setattr(Revision, "publish", fail)
    at(FOUR + MINUTE)
    at(FOUR + 2 * MINUTE)
    assert mailoutbox == []
    at(FOUR + 7 * MINUTE)
    assert "No space left on device" in mailoutbox[0].body


def test_a_second_schedule_that_fails_is_mailed_again(at, issue, conflict, writer, mailoutbox):
    at(FOUR + MINUTE)
    revision = scheduled(issue)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=FOUR + HOUR)
    at(FOUR + 4 * HOUR)
    assert len(mailoutbox) == 2


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}, {"groups": []}])
def test_where_that_account_is_gone_those_who_may_publish_are_mailed(at, issue, conflict, writer, mailoutbox, change):
    UserFactory(username="colleague", groups=["Editors"])
    UserFactory(username="chief", is_superuser=True)
    UserFactory(username="left", is_superuser=True, is_active=False)
    UserFactory(username="contributor", groups=["Contributors"])
    if "groups" in change:
        writer.groups.clear()
    else:
        get_user_model().objects.filter(pk=writer.pk).update(**change)
    at(FOUR + MINUTE)
    assert sorted(mail.to[0] for mail in mailoutbox) == ["chief@example.org", "colleague@example.org"]


def test_a_deleted_account_is_no_obstacle(at, issue, conflict, writer, mailoutbox):
    UserFactory(username="colleague", groups=["Editors"])
    writer.delete()
    at(FOUR + MINUTE)
    assert [mail.to for mail in mailoutbox] == [["colleague@example.org"]]


def test_an_approval_that_schedules_a_contributors_draft_is_mailed_to_who_approved(at, home, mailoutbox, set_now):
    author = UserFactory(username="author", groups=["Contributors"])
    approver = UserFactory(username="approver", groups=["Editors"])
    page = StandardPageFactory(live=False)
    page.go_live_at = FOUR
    page.save_revision(user=author).publish(user=approver)
    Page.objects.filter(pk=page.pk).update(slug="aside")
    StandardPageFactory(slug=page.slug)
    at(FOUR + MINUTE)
    assert [mail.to for mail in mailoutbox] == [["approver@example.org"]]


def test_when_everything_fails_there_are_five_mails_in_an_hour_at_most(at, home, mailoutbox, set_now, worker):
    user = UserFactory(username="colleague", groups=["Editors"])
    for number in range(6):
        page = StandardPageFactory(title=f"Page {number}", live=False, go_live_at=FOUR)
        page.save_revision(user=user).publish(user=user)
        Page.objects.filter(pk=page.pk).update(slug=f"aside-{number}")
        StandardPageFactory(slug=page.slug)
    set_now(FOUR + MINUTE)
    worker.seconds += 60
    run_queue(worker)
    assert len(mailoutbox) == 5
