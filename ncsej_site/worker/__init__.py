"""The worker: a loop that runs queued tasks and scheduled publishing. Its queue is the table of django-tasks-db."""

import threading

from django.apps import apps


def start() -> None:
    """Run the worker in a daemon thread of `./run`; in production `manage.py worker` is a process of its own."""
    threading.Thread(target=run_when_ready, name="worker", daemon=True).start()


def run_when_ready() -> None:
    apps.ready_event.wait()
    from .loop import Worker  # imports models, which must be loaded first

    Worker().run()
