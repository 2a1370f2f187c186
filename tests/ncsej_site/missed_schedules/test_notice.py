"""A page that has missed its time stands on the dashboard until somebody acts."""

import datetime
from http import HTTPStatus

from django.urls import reverse

from tests import forms
from tests.conftest import signed_in
from tests.factories import UserFactory
from tests.forms import PUBLISH
from tests.html import parse, text

from ..worker_queue import HOUR, MINUTE, queued
from .steps import FOUR, TITLE, is_live, notice, scheduled


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
