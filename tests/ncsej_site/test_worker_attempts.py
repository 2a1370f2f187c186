"""Failed tasks: their retries, and their effect on other work."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Revision

from pages.images import renditions
from pages.tasks import make_social_image
from tests.factories import ImageFactory, StatementFactory

from .worker_queue import HOUR, MINUTE, NOON, has_social_image, publish, queued, run_queue


def test_a_failed_task_is_retried_with_growing_delays_and_then_kept_as_failed(worker, set_now, drawing_fails):
    page = StatementFactory()
    (result,) = queued(make_social_image, page.pk)
    tried = []
    for minute in range(0, 6 * 60):
        set_now(NOON + minute * MINUTE)
        run_queue(worker)
        result.refresh_from_db()
        if len(result.worker_ids) > len(tried):
            tried.append(minute)
    assert tried == [0, 1, 1 + 5, 1 + 5 + 25, 1 + 5 + 25 + 120]
    assert result.status == "FAILED"
    assert result.traceback.endswith("OSError: No space left on device\n")


def test_a_task_that_succeeds_at_a_later_attempt_is_not_run_again(worker, set_now, monkeypatch, drawing_fails):
    page = StatementFactory()
    run_queue(worker)
    monkeypatch.undo()
    set_now(timezone.now() + MINUTE)
    run_queue(worker)
    assert has_social_image(page)
    assert queued() == []


def test_publishing_again_retries_a_failed_task_at_once(worker, set_now, drawing_fails, monkeypatch):
    page = StatementFactory()
    run_queue(worker)
    monkeypatch.undo()
    publish(page, "Another title")
    run_queue(worker)
    assert has_social_image(page)


def test_a_task_whose_worker_was_killed_is_run_by_the_next_one(worker, set_now):
    page = StatementFactory()
    (result,) = queued(make_social_image, page.pk)
    result.claim("a worker that is killed now")
    run_queue(worker)
    set_now(NOON + MINUTE)
    run_queue(worker)
    assert has_social_image(page)
    assert queued() == []


def test_a_task_that_kills_every_worker_is_given_up_after_five_attempts(worker, set_now):
    (result,) = queued(make_social_image, StatementFactory().pk)
    for attempt in range(5):
        set_now(NOON + attempt * 3 * HOUR)
        result.refresh_from_db()
        assert result.status == "READY"
        result.claim("a worker that is killed now")
        worker.release_lock()
        worker.acquire_lock()
    result.refresh_from_db()
    assert result.status == "FAILED"
    assert "The worker ended before the task did." in result.traceback


def test_a_failing_task_stops_neither_other_tasks_nor_scheduled_publishing(worker, set_now, drawing_fails):
    image = ImageFactory()
    page = StatementFactory(live=False)
    page.go_live_at = NOON + HOUR
    page.save_revision().publish()
    set_now(NOON + 2 * HOUR)
    run_queue(worker)
    page.refresh_from_db()
    assert page.live
    assert image.renditions.count() == len(renditions.ALL_SPECS)


@pytest.fixture
def two_scheduled(worker, set_now, monkeypatch):
    """Two statements whose time has come; the first cannot be published until the monkeypatch is undone."""
    pages = [StatementFactory(live=False, title=title) for title in ("Cannot be published", "Can be published")]
    for page, hours in zip(pages, (1, 2), strict=True):
        page.go_live_at = NOON + hours * HOUR
        page.save_revision().publish()
    publish_revision = Revision.publish

    def fail(revision, **kwargs):
        if revision.object_str == pages[0].title:
            raise ValidationError({"slug": "This slug is already in use"})
        return publish_revision(revision, **kwargs)

    monkeypatch.setattr(Revision, "publish", fail)
    set_now(NOON + 3 * HOUR)
    worker.seconds += 60
    run_queue(worker)
    return pages


def is_live(page):
    page.refresh_from_db()
    return page.live


def test_a_scheduled_page_that_cannot_be_published_does_not_stop_the_next_one(two_scheduled):
    assert [is_live(page) for page in two_scheduled] == [False, True]


def test_a_failed_scheduled_publication_is_retried_after_a_minute(two_scheduled, worker, set_now, monkeypatch):
    monkeypatch.undo()
    set_now(NOON + 3 * HOUR + 2 * MINUTE)
    worker.seconds += 120
    run_queue(worker)
    assert is_live(two_scheduled[0])


def test_a_page_whose_end_has_come_is_unpublished(worker, set_now):
    page = StatementFactory(expire_at=NOON + HOUR)
    set_now(NOON + 2 * HOUR)
    run_queue(worker)
    assert not is_live(page)


def test_a_failure_to_look_for_what_is_scheduled_stops_no_task_and_is_retried(worker, monkeypatch, caplog):
    def fail():
        raise OSError("connection refused")

    monkeypatch.setattr("ncsej_site.worker.loop.find_due", fail)
    page = StatementFactory()
    run_queue(worker)
    assert has_social_image(page)
    worker.seconds += 60
    run_queue(worker)
    assert caplog.text.count("What is scheduled could not be looked for") == 2
