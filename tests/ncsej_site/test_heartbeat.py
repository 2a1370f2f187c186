"""Whether scheduled publishing runs, which the dashboard, /readyz and the container's health check ask."""

import pytest
from django.core.management import CommandError, call_command

from ncsej_site.worker.heartbeat import is_scheduling_late, is_worker_active, last_scheduled_run

from .worker_queue import MINUTE, NOON, another_active_worker


def test_a_run_of_the_worker_is_noted(worker, set_now):
    assert last_scheduled_run() is None
    assert is_scheduling_late()
    worker.tick()
    assert last_scheduled_run() == NOON
    assert not is_scheduling_late()


def test_scheduling_is_late_after_five_minutes_without_a_run(worker, set_now):
    worker.tick()
    set_now(NOON + 5 * MINUTE)
    assert not is_scheduling_late()
    set_now(NOON + 6 * MINUTE)
    assert is_scheduling_late()
    worker.seconds += 60
    worker.tick()
    assert not is_scheduling_late()


def test_a_run_that_fails_is_not_noted(worker, set_now, monkeypatch):
    def fail():
        raise OSError("made up")

    monkeypatch.setattr("ncsej_site.worker.loop.find_due", fail)
    worker.tick()
    assert last_scheduled_run() is None


def test_a_worker_is_active_while_it_holds_its_lock(home):
    assert not is_worker_active()
    with another_active_worker():
        assert is_worker_active()
    assert not is_worker_active()


def test_the_container_of_the_worker_is_healthy_while_it_is_active_and_on_time(worker, set_now):
    with pytest.raises(CommandError, match="No worker"):
        call_command("worker", check=True)
    worker.tick()
    worker.release_lock()
    with another_active_worker():
        call_command("worker", check=True)
        set_now(NOON + 6 * MINUTE)
        with pytest.raises(CommandError, match="scheduled"):
            call_command("worker", check=True)
