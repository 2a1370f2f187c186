"""gunicorn's workers and the background worker, killed under load."""

import os
import time

from ..database import wait_until
from ..files import find_missing, find_orphans
from ..queue import settle
from ..trial import Run
from ..visitors import Visitors

STAGING = ".staging"  # of pages/storage.py
PAUSE = 3  # seconds between two kills
TITLE = "Made while workers die"


def run(run: Run) -> None:
    pictures = make_pictures(run)
    with Visitors(run.site.client, number=2) as visitors:
        for number in range(run.amount):
            process = run.random.choice(run.site.server.workers()) if number % 2 == 0 else run.site.server.worker()
            process.kill()
            wait_until(lambda: len(run.site.server.workers()) == 2, "gunicorn has not replaced its worker")
            wait_until(lambda: run.site.server.worker() is not None, "the background worker was not started again")
            run.report_progress(f"{number + 1} of {run.amount} killed")
            time.sleep(PAUSE)
    settle()
    # A request that a killed worker was answering is lost; no more than its threads may be, at each kill.
    kills = (run.amount + 1) // 2
    run.at_most("visits that failed", len(visitors.failures), 2 * kills)
    run.at_least("visits that were answered", len(visitors.visits) - len(visitors.failures), run.amount)
    run.none("rows without a file", find_missing(run.site))
    # kill -9 leaves what was being written, of each process one file; the unfinished ones are deleted after a day.
    run.at_most("files left by killed processes", len(find_orphans(run.site)), run.amount)
    clean_up(run.site.media)
    run.none(
        "unfinished files after the cleaning", [name for name in find_orphans(run.site) if name.startswith(STAGING)]
    )
    run.equals("pictures with every rendition once", count_complete(pictures), len(pictures))
    run.none("tasks given up", failed_tasks())


def clean_up(media) -> None:
    """Let the unfinished files be a day old, and delete them as the worker does every hour."""
    from django.core.files.storage import default_storage

    for path in (media / STAGING).glob("*"):
        os.utime(path, (0, 0))
    default_storage.delete_abandoned()


def make_pictures(run) -> list[int]:
    from tests.factories import ImageFactory, png

    return [ImageFactory(title=TITLE, file=png(900 + number, 700)).pk for number in range(4 + run.amount)]


def count_complete(pks) -> int:
    from pages.images.renditions import ALL_SPECS
    from pages.models import SiteImage

    complete = 0
    for picture in SiteImage.objects.filter(pk__in=pks).prefetch_related("renditions"):
        specs = [rendition.filter_spec for rendition in picture.renditions.all()]
        complete += len(specs) == len(set(specs)) and set(specs) >= set(ALL_SPECS)
    return complete


def failed_tasks() -> list[str]:
    from django_tasks_db.models import DBTaskResult

    return [
        f"{task.task_path} {task.args_kwargs}" for task in DBTaskResult.objects.filter(backend_name="worker").failed()
    ]
