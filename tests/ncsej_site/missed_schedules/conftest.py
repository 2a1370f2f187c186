"""An issue that is scheduled for Friday, 4 PM, and a worker that does what is due."""

import pytest

from tests.factories import NewsIndexFactory, UserFactory, WeeklyUpdateFactory

from ..worker_queue import MINUTE, NOON, run_queue
from .steps import FOUR, FRIDAY, notice, take_date


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


@pytest.fixture
def conflict(issue):
    return take_date(issue)


@pytest.fixture
def shown(at, issue, conflict, editor):
    at(FOUR + MINUTE)
    return notice(editor)
