"""The dashboard panel of failed tasks: who sees it, and what its buttons do."""

import datetime
from http import HTTPStatus

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pages.images import renditions
from tests.conftest import signed_in
from tests.factories import ImageFactory, UserFactory
from tests.html import parse, text

from .worker_queue import run_queue

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def contributor(home):
    return signed_in(UserFactory(username="contributor", groups=["Contributors"]))


@pytest.fixture
def lost(worker, monkeypatch):
    """A picture whose file is lost, so that the task for its renditions has failed at its last attempt."""
    image = ImageFactory(title="Stars over hills")
    image.kept = ContentFile(image.file.open().read())
    image.file.storage.delete(image.file.name)
    run_until_given_up(worker, monkeypatch)
    return image


def run_until_given_up(worker, monkeypatch, hours=6):
    with monkeypatch.context() as patch:
        start = timezone.now()
        for hour in range(hours + 1):
            patch.setattr(timezone, "now", lambda now=start + hour * HOUR: now)
            run_queue(worker)


def panel(client):
    return parse(client.get(reverse("wagtailadmin_home"))).select_one("#failed-tasks")


def press(client, label):
    """Press the panel's first button with this label, and return the dashboard after the redirect."""
    button = next(button for button in panel(client).select("button") if text(button) == label)
    form = button.find_parent("form")
    client.handler.enforce_csrf_checks = True
    return client.post(form["action"], {field["name"]: field["value"] for field in form.select("input")}, follow=True)


def failed_task():
    return DBTaskResult.objects.failed().get()


def test_an_editor_sees_no_panel_while_nothing_has_failed(worker, editor):
    ImageFactory()
    run_queue(worker)
    assert panel(editor) is None


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_users_who_may_publish_read_what_failed_and_why(lost, role, request):
    found = panel(request.getfixturevalue(role))
    assert "Renditions of the picture: Stars over hills" in text(found)
    assert "tried 5 times" in text(found)
    assert "SourceImageIOError" in text(found)
    assert found.select_one("li a")["href"] == reverse("wagtailimages:edit", args=[lost.pk])


def test_the_panel_costs_as_many_queries_for_ten_tasks_as_for_one(lost, worker, editor, monkeypatch):
    panel(editor)
    with CaptureQueriesContext(connection) as one:
        panel(editor)
    for number in range(9):
        image = ImageFactory(title=f"Lost {number}")
        image.file.storage.delete(image.file.name)
    run_until_given_up(worker, monkeypatch)
    with CaptureQueriesContext(connection) as ten:
        assert len(panel(editor).select("li")) == 10
    assert len(ten) == len(one)


def test_a_contributor_does_not_see_the_panel(lost, contributor):
    assert panel(contributor) is None


def test_an_editor_who_tries_again_gets_the_renditions(lost, worker, editor):
    lost.file.storage.save(lost.file.name, lost.kept)
    assert "queued again" in text(parse(press(editor, "Try again")))
    run_queue(worker)
    assert lost.renditions.count() == len(renditions.ALL_SPECS)
    assert panel(editor) is None


def test_a_task_that_fails_once_more_is_shown_again(lost, worker, editor, monkeypatch):
    press(editor, "Try again")
    assert panel(editor) is None
    run_until_given_up(worker, monkeypatch)
    assert "Stars over hills" in text(panel(editor))


def test_a_dismissed_task_is_not_shown_and_not_queued_by_the_hourly_sweep(lost, worker, editor):
    press(editor, "Dismiss")
    worker.seconds += 3600
    assert not worker.tick()
    assert panel(editor) is None


def test_a_dismissed_task_is_queued_again_after_a_month(lost, worker, editor, monkeypatch):
    press(editor, "Dismiss")
    month_later = timezone.now() + datetime.timedelta(days=31)
    monkeypatch.setattr(timezone, "now", lambda: month_later)
    for _ in range(2):
        worker.seconds += 3600
        worker.tick()
    assert DBTaskResult.objects.filter(queue_name="default", status="READY").exists()


def test_a_failed_task_of_a_deleted_picture_says_so(lost, editor):
    lost.delete()
    assert "Renditions of the picture: deleted" in text(panel(editor))


@pytest.mark.parametrize("view", ["try_task_again", "dismiss_task"])
def test_users_who_may_not_publish_cannot_retry_or_dismiss(lost, contributor, view):
    url = reverse(view, args=[failed_task().pk])
    for client in (contributor, Client()):
        assert client.post(url).status_code == HTTPStatus.FOUND  # to the dashboard, and to signing in
    assert failed_task().queue_name == "default"


@pytest.mark.parametrize("view", ["try_task_again", "dismiss_task"])
def test_the_buttons_need_a_post_request_with_a_csrf_token(lost, editor, view):
    url = reverse(view, args=[failed_task().pk])
    assert editor.get(url).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    editor.handler.enforce_csrf_checks = True
    assert editor.post(url).status_code == HTTPStatus.FORBIDDEN
    assert failed_task().queue_name == "default"


def test_the_second_of_two_editors_who_press_at_once_changes_nothing(lost, editor, administrator):
    url = reverse("dismiss_task", args=[failed_task().pk])
    retry_url = reverse("try_task_again", args=[failed_task().pk])
    editor.post(url)
    administrator.post(retry_url)
    assert failed_task().queue_name == "dismissed"
