"""The dashboard's panel of failed tasks: who sees it, and what its buttons do."""

import datetime
from http import HTTPStatus

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pages.images import renditions
from tests.conftest import signed_in
from tests.factories import ImageFactory, UserFactory
from tests.html import parse, text

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def contributor(home):
    return signed_in(UserFactory(username="contributor", groups=["Contributors"]))


@pytest.fixture
def lost(worker, monkeypatch):
    """A picture whose file is lost, so that the task which makes its sizes has failed for good."""
    image = ImageFactory(title="Stars over hills")
    image.kept = ContentFile(image.file.open().read())
    image.file.storage.delete(image.file.name)
    work_until_it_is_given_up(worker, monkeypatch)
    return image


def work_until_it_is_given_up(worker, monkeypatch, hours=6):
    with monkeypatch.context() as patch:
        start = timezone.now()
        for hour in range(hours + 1):
            patch.setattr(timezone, "now", lambda moment=start + hour * HOUR: moment)
            while worker.tick():
                pass


def panel(client):
    return parse(client.get(reverse("wagtailadmin_home"))).select_one("#failed-tasks")


def press(client, words):
    """Press the first button of the panel with these words, and return the dashboard that follows."""
    button = next(button for button in panel(client).select("button") if text(button) == words)
    form = button.find_parent("form")
    client.handler.enforce_csrf_checks = True
    return client.post(form["action"], {field["name"]: field["value"] for field in form.select("input")}, follow=True)


def failed_task():
    return DBTaskResult.objects.failed().get()


def test_nobody_is_bothered_while_nothing_has_failed(worker, editor):
    ImageFactory()
    while worker.tick():
        pass
    assert panel(editor) is None


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_who_may_publish_reads_what_failed_and_why(lost, role, request):
    found = panel(request.getfixturevalue(role))
    assert "Sizes of the picture: Stars over hills" in text(found)
    assert "tried 5 times" in text(found)
    assert "SourceImageIOError" in text(found)
    assert found.select_one("li a")["href"] == reverse("wagtailimages:edit", args=[lost.pk])


def test_a_contributor_does_not_see_it(lost, contributor):
    assert panel(contributor) is None


def test_try_again_makes_what_had_failed(lost, worker, editor):
    lost.file.storage.save(lost.file.name, lost.kept)
    assert "queued again" in text(parse(press(editor, "Try again")))
    while worker.tick():
        pass
    assert lost.renditions.count() == len(renditions.ALL_SPECS)
    assert panel(editor) is None


def test_what_fails_once_more_comes_back(lost, worker, editor, monkeypatch):
    press(editor, "Try again")
    assert panel(editor) is None
    work_until_it_is_given_up(worker, monkeypatch)
    assert "Stars over hills" in text(panel(editor))


def test_what_is_dismissed_is_gone_and_is_not_queued_again_because_it_is_still_missing(lost, worker, editor):
    press(editor, "Dismiss")
    worker.seconds += 3600
    assert not worker.tick()
    assert panel(editor) is None


def test_a_dismissed_failure_is_tried_anew_a_month_later(lost, worker, editor, monkeypatch):
    press(editor, "Dismiss")
    month_later = timezone.now() + datetime.timedelta(days=31)
    monkeypatch.setattr(timezone, "now", lambda: month_later)
    for _ in range(2):
        worker.seconds += 3600
        worker.tick()
    assert DBTaskResult.objects.filter(queue_name="default", status="READY").exists()


def test_a_failure_about_a_deleted_picture_says_so(lost, editor):
    lost.delete()
    assert "Sizes of the picture: deleted" in text(panel(editor))


@pytest.mark.parametrize("view", ["try_task_again", "dismiss_task"])
def test_the_buttons_are_refused_to_whoever_may_not_publish(lost, contributor, view):
    address = reverse(view, args=[failed_task().pk])
    for client in (contributor, Client()):
        assert client.post(address).status_code == HTTPStatus.FOUND  # to the dashboard, and to signing in
    assert failed_task().queue_name == "default"


@pytest.mark.parametrize("view", ["try_task_again", "dismiss_task"])
def test_the_buttons_need_their_own_form(lost, editor, view):
    address = reverse(view, args=[failed_task().pk])
    assert editor.get(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    editor.handler.enforce_csrf_checks = True
    assert editor.post(address).status_code == HTTPStatus.FORBIDDEN
    assert failed_task().queue_name == "default"


def test_two_who_press_at_once_do_no_harm(lost, editor, administrator):
    address = reverse("dismiss_task", args=[failed_task().pk])
    again = reverse("try_task_again", args=[failed_task().pk])
    editor.post(address)
    administrator.post(again)
    assert failed_task().queue_name == "dismissed"
