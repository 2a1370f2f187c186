"""A page that cannot be published or taken down at its time is kept, tried again, mailed to its editor, and shown."""

import datetime
from http import HTTPStatus

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Page, Revision

from news.models import WeeklyUpdate
from tests import forms
from tests.conftest import signed_in
from tests.factories import NewsIndexFactory, StandardPageFactory, StatementFactory, UserFactory, WeeklyUpdateFactory
from tests.forms import PUBLISH, SAVE_DRAFT
from tests.html import parse, text

from .worker_queue import HOUR, MINUTE, NOON, publish, queued, run_queue

FRIDAY = datetime.date(2025, 2, 14)
FOUR = datetime.datetime(2025, 2, 14, 21, tzinfo=datetime.UTC)  # 4 PM Eastern
TITLE = "Weekly Update, February 14, 2025"


@pytest.fixture
def at(set_now, worker, monkeypatch):
    """at(time) makes it that time, and lets the worker do all that is due, but for pictures."""
    monkeypatch.setattr("pages.tasks.social_images.generate", lambda page: None)
    monkeypatch.setattr("ncsej_site.worker.loop.find_missing", lambda: [])

    def at(now):
        set_now(now)
        worker.seconds += 3600
        run_queue(worker)

    at(NOON)
    return at


@pytest.fixture
def writer(at):
    """The user who schedules."""
    return UserFactory(username="writer", email="writer@example.org", groups=["Editors"])


@pytest.fixture
def issue(writer):
    """A weekly update that its editor has scheduled for Friday, 4 PM."""
    NewsIndexFactory()
    update = WeeklyUpdateFactory(date=FRIDAY, live=False, go_live_at=FOUR, letter="<p>Dear Friend,</p>")
    update.save_revision(user=writer).publish(user=writer)
    return update


def scheduled(page):
    return page.revisions.filter(approved_go_live_at__isnull=False).first()


def take_date(update):
    """Another update takes the date, behind the back of every form."""
    WeeklyUpdate.objects.filter(pk=update.pk).update(date=FRIDAY - datetime.timedelta(days=1))
    return WeeklyUpdateFactory(date=FRIDAY, title="The colleague’s <i>", live=False)


@pytest.fixture
def conflict(issue):
    return take_date(issue)


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def notice(client):
    client.force_login(get_user_model().objects.get(username="editor"))  # who may have been signed out meanwhile
    return parse(client.get(reverse("wagtailadmin_home"))).select_one("#scheduling-late")


def press(client, label):
    """Press the notice's first button with this label, and return the dashboard after the redirect."""
    button = next(button for button in notice(client).select("button") if text(button) == label)
    form = button.find_parent("form")
    return client.post(form["action"], {field["name"]: field["value"] for field in form.select("input")}, follow=True)


# -- Kept and tried again -----------------------------------------------------------------------------------------


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


# -- Mailed -------------------------------------------------------------------------------------------------------


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


# -- Shown until somebody acts -------------------------------------------------------------------------------------


@pytest.fixture
def shown(at, issue, conflict, editor):
    at(FOUR + MINUTE)
    return notice(editor)


def test_the_dashboard_says_in_plain_words_why_and_links_both_pages(shown, issue, conflict):
    words = text(shown)
    assert f"{TITLE} should have gone out Fri, Feb 14, 4:00 PM ET" in words
    assert "An update for that date exists: The colleague’s <i>" in words
    assert "ValidationError" not in words
    links = [link["href"] for link in shown.select("a")]
    assert any(link == reverse("wagtailadmin_pages:edit", args=[issue.pk]) for link in links)
    assert any(link.endswith(reverse("wagtailadmin_pages:edit", args=[conflict.pk])) for link in links)


def test_it_stands_on_the_dashboard_for_as_long_as_nobody_acts(shown, at, editor):
    at(FOUR + datetime.timedelta(days=40))
    assert TITLE in text(notice(editor))


def test_the_notice_goes_when_the_schedule_is_cancelled(shown, issue, editor):
    editor.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[issue.pk, scheduled(issue).pk]))
    assert notice(editor) is None


def test_the_notice_goes_when_it_is_corrected_and_published_or_scheduled_again(shown, issue, editor, at, mailoutbox):
    editor.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[issue.pk, scheduled(issue).pk]))
    typed = forms.weekly_update(date="2025-02-15", go_live_at="2025-02-14 17:00")
    forms.edit(editor, issue, typed, PUBLISH)
    assert notice(editor) is None
    at(FOUR + HOUR + MINUTE)
    assert is_live(issue)
    assert notice(editor) is None
    assert len(mailoutbox) == 1


def test_a_contributor_neither_sees_the_notice_nor_tries_again(shown, issue, worker):
    contributor = signed_in(UserFactory(username="contributor", groups=["Contributors"]))
    assert "scheduling-late" not in contributor.get(reverse("wagtailadmin_home")).text
    url = shown.select_one("form")["action"]
    before = queued()[0].run_after
    contributor.post(url)
    assert queued()[0].run_after == before


def test_the_button_needs_a_post_request(shown, editor):
    assert editor.get(shown.select_one("form")["action"]).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_who_presses_what_somebody_else_has_settled_is_told(shown, issue, editor):
    url = shown.select_one("form")["action"]
    editor.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[issue.pk, scheduled(issue).pk]))
    assert "Somebody else has dealt with it" in text(parse(editor.post(url, follow=True)))


# -- What may have become of the page ------------------------------------------------------------------------------


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


# -- The end of publication ---------------------------------------------------------------------------------------


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
