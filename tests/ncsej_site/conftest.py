"""The fixtures of the worker's tests."""

import pytest
from django.utils import timezone

from tests.smtp_server import MailServer

from .worker_queue import NOON

# Seconds in place of ten, for a whole dialogue: short where the server hangs before it has a message, and otherwise as
# long as a slow machine may need to end it.
SHORT, LONG = 0.5, 5


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


@pytest.fixture
def mail_server(worker, settings):
    """mail_server(**replies) starts one and makes it the site's; see MailServer."""
    servers = []
    settings.EMAIL_DELIVERY_BACKEND = "ncsej_site.mail.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", LONG

    def start(**replies):
        servers.append(MailServer(**replies))
        settings.EMAIL_PORT = servers[-1].port
        settings.EMAIL_TIMEOUT = SHORT if {"CONNECT", "DATA"} & replies.keys() else LONG
        return servers[-1]

    yield start
    for server in servers:
        server.close()
