"""Publishes what is due while `./run` serves; in production compose.yaml has a service for it."""

import logging
import threading
import time

from django.apps import apps
from django.core.management import call_command
from django.db import connection

SECONDS = 60

logger = logging.getLogger(__name__)


def start() -> None:
    """Look every minute from now on, until this process ends."""
    threading.Thread(target=work, name="publish when due", daemon=True).start()


def work() -> None:
    apps.ready_event.wait()
    while True:
        publish()
        connection.close()
        time.sleep(SECONDS)


def publish() -> None:
    """A failure is logged, and tried again the next time: the database may be restarting."""
    try:
        call_command("publish_scheduled")
    except Exception:
        logger.exception("What is scheduled could not be published")
