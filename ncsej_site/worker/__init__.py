"""The worker: one loop that runs queued tasks and publishes what is scheduled. Its queue is django-tasks-db's table."""

import threading

from django.apps import apps


def start() -> None:
    """Run the worker in a thread of `./run`, until the process ends; production has a service for it."""
    threading.Thread(target=run, name="worker", daemon=True).start()


def run() -> None:
    apps.ready_event.wait()
    from .loop import Worker  # imports models, which must be loaded first

    Worker().run()
