"""The worker: what it does after people have published, and what becomes of a task that fails."""

import datetime
import os
import signal
from contextlib import contextmanager
from http import HTTPStatus

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ncsej_site.worker.loop import LOCK, Worker
from pages.images import renditions
from pages.sharing import social_images
from pages.tasks import make_renditions, make_social_image
from tests.factories import ImageFactory, ProgramFactory, StandardPageFactory, StatementFactory
from tests.html import parse

NOON = datetime.datetime(2025, 2, 14, 12, tzinfo=datetime.UTC)
HOUR, MINUTE = datetime.timedelta(hours=1), datetime.timedelta(minutes=1)


@pytest.fixture
def set_now(monkeypatch):
    def set_now(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_now(NOON)
    return set_now


@pytest.fixture
def no_drawing(monkeypatch):
    """While this holds, no social image can be drawn."""

    def fail(card):
        raise OSError("No space left on device")

    monkeypatch.setattr("pages.sharing.social_images.draw_social_image", fail)


@contextmanager
def another_active_worker():
    """Inside, another database session holds the lock of the active worker."""
    session = connection.copy()
    try:
        with session.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            assert cursor.fetchone() == (True,)
            yield
            cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        session.close()


def work_off(worker):
    while worker.tick():
        pass


def queued(task=None, pk=None):
    """The tasks that are not done, of this kind and for this object."""
    results = DBTaskResult.objects.exclude(status="SUCCESSFUL").order_by("enqueued_at")
    return [
        result
        for result in results
        if (task is None or result.task_path == task.module_path) and pk in {None, result.args_kwargs["args"][0]}
    ]


def has_social_image(page):
    return social_images.exists(social_images.storage_name(page))


def publish(page, title):
    page.title = title
    page.save_revision().publish()


# -- Publishing --------------------------------------------------------------------------------------------------


def test_publishing_draws_nothing_and_the_worker_does(worker, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(
            "pages.sharing.social_images.draw_social_image", lambda card: pytest.fail("drawn while the editor waits")
        )
        page = StatementFactory()
    assert len(queued(make_social_image, page.pk)) == 1
    assert not has_social_image(page)
    work_off(worker)
    assert has_social_image(page)
    assert queued() == []


def test_uploading_a_picture_makes_no_size_and_the_worker_makes_all(worker):
    image = ImageFactory()
    assert not image.renditions.exists()
    work_off(worker)
    assert sorted(image.renditions.values_list("filter_spec", flat=True)) == sorted(renditions.ALL_SPECS)


def test_a_page_published_twice_waits_once_and_gets_the_image_of_its_last_title(worker):
    page = StatementFactory(title="Before")
    publish(page, "After")
    assert len(queued(make_social_image, page.pk)) == 1
    work_off(worker)
    assert has_social_image(page)


def test_a_change_of_the_text_alone_queues_nothing(worker):
    page = StatementFactory()
    work_off(worker)
    publish(page, page.title)
    assert queued() == []


def test_a_page_deleted_before_its_task_runs_is_no_failure(worker):
    page, image = StatementFactory(), ImageFactory()
    page.delete()
    image.delete()
    work_off(worker)
    assert queued() == []


def test_sizes_that_another_process_deleted_are_made_again(worker):
    """This process remembers them in its cache."""
    image = ImageFactory()
    work_off(worker)
    type(image).objects.get(pk=image.pk).get_renditions(*renditions.ALL_SPECS)
    image.renditions.all()._raw_delete(using="default")  # as another process would: no signal clears our cache
    make_renditions.enqueue(image.pk)
    work_off(worker)
    assert image.renditions.count() == len(renditions.ALL_SPECS)


# -- The first request -------------------------------------------------------------------------------------------


def test_a_missing_social_image_is_made_when_it_is_first_requested(worker, visitor):
    page = StatementFactory()
    answer = visitor.get(social_images.url(page))
    assert answer.status_code == HTTPStatus.OK
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert has_social_image(page)


def test_an_empty_file_that_a_crash_has_left_is_made_anew(worker, visitor):
    page = StatementFactory()
    default_storage.save(social_images.storage_name(page), ContentFile(b""))
    assert b"".join(visitor.get(social_images.url(page)).streaming_content).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "path",
    ["{pk}/0123456789abcdef.png", "999999/{name}", "99999999999999999999/{name}", "{pk}/{name}.partial", "{pk}/"],
)
def test_nothing_is_made_under_a_name_that_no_page_has(worker, visitor, path):
    page = StatementFactory()
    path = path.format(pk=page.pk, name=social_images.storage_name(page).rpartition("/")[2])
    assert visitor.get(f"/media/{social_images.FOLDER}/{path}").status_code == HTTPStatus.NOT_FOUND
    assert not has_social_image(page)


def test_the_image_of_a_draft_is_not_made_on_request(worker, visitor):
    draft = StatementFactory(live=False)
    assert visitor.get(social_images.url(draft)).status_code == HTTPStatus.NOT_FOUND


def test_a_page_whose_picture_has_no_sizes_yet_shows_it(worker, visitor):
    program = ProgramFactory(lead_image=ImageFactory(description="Three stars"))
    page = parse(visitor.get(program.url))
    assert page.main.img["alt"] == "Three stars"
    assert visitor.get(page.main.img["src"]).status_code == HTTPStatus.OK


# -- Failures ----------------------------------------------------------------------------------------------------


def test_a_failed_task_is_tried_again_after_growing_delays_and_then_kept(worker, set_now, no_drawing):
    page = StatementFactory()
    (result,) = queued(make_social_image, page.pk)
    tried = []
    for minute in range(0, 6 * 60):
        set_now(NOON + minute * MINUTE)
        work_off(worker)
        result.refresh_from_db()
        if len(result.worker_ids) > len(tried):
            tried.append(minute)
    assert tried == [0, 1, 1 + 5, 1 + 5 + 25, 1 + 5 + 25 + 120]
    assert result.status == "FAILED"
    assert result.traceback.endswith("OSError: No space left on device\n")


def test_a_task_that_succeeds_at_a_later_attempt_is_done(worker, set_now, monkeypatch, no_drawing):
    page = StatementFactory()
    work_off(worker)
    monkeypatch.undo()
    set_now(timezone.now() + MINUTE)
    work_off(worker)
    assert has_social_image(page)
    assert queued() == []


def test_publishing_again_tries_at_once_what_has_failed(worker, set_now, no_drawing, monkeypatch):
    page = StatementFactory()
    work_off(worker)
    monkeypatch.undo()
    publish(page, "Another title")
    work_off(worker)
    assert has_social_image(page)


def test_a_task_whose_worker_was_killed_is_run_by_the_next_one(worker, set_now):
    page = StatementFactory()
    (result,) = queued(make_social_image, page.pk)
    result.claim("a worker that is killed now")
    work_off(worker)
    set_now(NOON + MINUTE)
    work_off(worker)
    assert has_social_image(page)
    assert queued() == []


def test_a_task_that_kills_every_worker_is_given_up(worker, set_now):
    (result,) = queued(make_social_image, StatementFactory().pk)
    for attempt in range(5):
        set_now(NOON + attempt * 3 * HOUR)
        result.refresh_from_db()
        assert result.status == "READY"
        result.claim("a worker that is killed now")
        worker.release()
        worker.is_active()
    result.refresh_from_db()
    assert result.status == "FAILED"
    assert "The worker ended before the task did." in result.traceback


def test_a_failing_task_stops_neither_the_others_nor_what_is_scheduled(worker, set_now, no_drawing):
    image = ImageFactory()
    page = StatementFactory(live=False)
    page.go_live_at = NOON + HOUR
    page.save_revision().publish()
    set_now(NOON + 2 * HOUR)
    work_off(worker)
    page.refresh_from_db()
    assert page.live
    assert image.renditions.count() == len(renditions.ALL_SPECS)


def test_what_cannot_be_published_stops_no_task_and_is_tried_again_after_a_minute(worker, monkeypatch, caplog):
    calls = []

    def fail(*args):
        calls.append(args)
        raise OSError("connection refused")

    monkeypatch.setattr("ncsej_site.worker.loop.call_command", fail)
    page = StatementFactory()
    work_off(worker)
    assert has_social_image(page)
    assert len(calls) == 1
    worker.seconds += 60
    work_off(worker)
    assert len(calls) == 2
    assert caplog.text.count("What is scheduled could not be published") == 2


# -- What is missing, and what is old ----------------------------------------------------------------------------


def test_what_is_missing_after_a_restore_is_made_within_the_hour(worker):
    page, image = StatementFactory(), ImageFactory()
    work_off(worker)
    default_storage.delete(social_images.storage_name(page))
    image.renditions.first().delete()
    worker.seconds += 3600
    work_off(worker)
    assert has_social_image(page)
    assert image.renditions.count() == len(renditions.ALL_SPECS)


def test_what_is_missing_is_not_queued_again_while_it_waits_or_has_failed(worker, set_now, no_drawing):
    page = StatementFactory()
    for _ in range(8):
        work_off(worker)
        set_now(timezone.now() + HOUR)
        worker.seconds += 3600
    (result,) = queued(make_social_image, page.pk)
    assert result.status == "FAILED"
    assert len(result.worker_ids) == 5


def test_a_done_task_is_forgotten_after_a_day(worker, set_now):
    StandardPageFactory()
    work_off(worker)
    assert DBTaskResult.objects.exists()
    set_now(NOON + 25 * HOUR)
    worker.seconds += 3600
    worker.tick()
    assert not DBTaskResult.objects.exists()


# -- One at a time -----------------------------------------------------------------------------------------------


def test_of_two_workers_one_stands_by_until_the_other_ends(worker, caplog):
    page = StatementFactory()
    with another_active_worker():
        assert not worker.tick()
        assert not worker.tick()
        assert caplog.text.count("this one stands by") == 1
        assert len(queued(make_social_image, page.pk)) == 1
    work_off(worker)
    assert has_social_image(page)


def test_a_worker_that_stands_by_leaves_alone_what_the_active_one_runs(worker):
    (result,) = queued(make_social_image, StatementFactory().pk)
    result.claim("the active worker")
    with another_active_worker():
        worker.tick()
    result.refresh_from_db()
    assert result.status == "RUNNING"


def test_a_worker_that_has_lost_its_session_does_nothing_while_another_is_active(worker):
    assert worker.is_active()
    worker.release()
    page = StatementFactory()
    with another_active_worker():
        assert not worker.tick()
    assert len(queued(make_social_image, page.pk)) == 1


def test_the_command_ends_after_the_current_task_when_it_is_told_to_stop(worker, monkeypatch):
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    ticks = []

    def tick(self):
        ticks.append(self)
        os.kill(os.getpid(), signal.SIGTERM)
        return True

    monkeypatch.setattr(Worker, "tick", tick)
    try:
        call_command("worker")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert len(ticks) == 1
