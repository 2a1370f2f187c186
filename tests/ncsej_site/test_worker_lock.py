"""The loop: of several workers one is active, and a signal ends it after its task."""

import os
import signal

from django.core.management import call_command

from ncsej_site.worker.loop import Worker
from pages.tasks import make_social_image
from tests.factories import StatementFactory

from .worker_queue import another_active_worker, has_social_image, queued, run_queue


def test_of_two_workers_one_stands_by_until_the_other_ends(worker, caplog):
    page = StatementFactory()
    with another_active_worker():
        assert not worker.tick()
        assert not worker.tick()
        assert caplog.text.count("this one stands by") == 1
        assert len(queued(make_social_image, page.pk)) == 1
    run_queue(worker)
    assert has_social_image(page)


def test_a_standby_worker_does_not_touch_the_task_that_the_active_one_runs(worker):
    (result,) = queued(make_social_image, StatementFactory().pk)
    result.claim("the active worker")
    with another_active_worker():
        worker.tick()
    result.refresh_from_db()
    assert result.status == "RUNNING"


def test_a_worker_that_has_lost_its_lock_does_nothing_while_another_is_active(worker):
    assert worker.acquire_lock()
    worker.release_lock()
    page = StatementFactory()
    with another_active_worker():
        assert not worker.tick()
    assert len(queued(make_social_image, page.pk)) == 1


def test_the_command_ends_after_the_current_task_on_sigterm(worker, monkeypatch):
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
