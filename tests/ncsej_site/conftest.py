"""The fixtures of the worker's tests."""

import pytest
from django.utils import timezone

from .worker_queue import NOON


@pytest.fixture
def set_now(monkeypatch):
    """set_now(datetime) makes it that time wherever Django asks; it begins at NOON."""

    def set_now(now):
        monkeypatch.setattr(timezone, "now", lambda: now)

    set_now(NOON)
    return set_now


@pytest.fixture
def drawing_fails(monkeypatch):
    """Drawing a social image raises OSError."""

    def fail(image):
        raise OSError("No space left on device")

    monkeypatch.setattr("pages.sharing.social_images.draw_social_image", fail)
