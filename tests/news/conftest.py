import datetime

import pytest
from django.utils import timezone

from tests.factories import NewsIndexFactory


@pytest.fixture
def news(home):
    """The news index page, the parent of the weekly updates."""
    return NewsIndexFactory()


@pytest.fixture
def set_now(monkeypatch):
    """set_now(datetime) sets the current time of Django and Wagtail."""

    def set_now(now):
        monkeypatch.setattr(timezone, "now", lambda: now.astimezone(datetime.UTC))

    return set_now
