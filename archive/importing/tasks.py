"""The worker's part: what was uploaded is stored, and what nobody needs is deleted.

Each task is idempotent. The queue stores their dotted paths, so renaming one loses the tasks that wait.
"""

import datetime
from collections.abc import Iterator
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks.base import Task

from pages.models import TrashedRow
from pages.storage import delete_after_commit

from ..models import ImportedSource, Upload
from ..models.imported import FOLDER
from ..reading import read_upload
from .importer import Importer

UNSTORED = (Upload.State.WAITING, Upload.State.FAILED)
YOUNG = datetime.timedelta(days=1)  # the age of a file whose transaction may not be committed yet


@task(backend="worker")
def store_upload(upload_id: int) -> None:
    """Store what an uploaded file holds as drafts; the upload then has the rows that tell what became of it, and no
    file: it names who received the mails.

    Raises what storing raises; the upload is told as failed then, until it is tried again.
    """
    upload = Upload.objects.filter(pk=upload_id, state__in=UNSTORED).select_related("by").first()
    if upload is None:
        return
    try:
        importer = Importer(user=upload.by)
        with upload.file.open("rb") as file:
            upload.rows = [importer.take(found).as_shown() for found in read_upload(upload.name, file)]
    except Exception:
        Upload.objects.filter(pk=upload_id).update(state=Upload.State.FAILED)
        raise
    with transaction.atomic():
        delete_after_commit(upload.file.storage, upload.file.name)
        upload.file, upload.state = "", Upload.State.STORED
        upload.save(update_fields=["file", "rows", "state"])


def find_unstored() -> Iterator[tuple[Task, list]]:
    """(task, arguments) for every upload that is to be stored: after a restore, or when a task was lost. One query."""
    for pk in Upload.objects.filter(state__in=UNSTORED).order_by("pk").values_list("pk", flat=True):
        yield store_upload, [pk]


def prune_originals() -> None:
    """Delete the uploads that nobody needs, and the originals of issues that were deleted for good."""
    Upload.objects.expired().discard()
    trashed = TrashedRow.objects.filter(model=ImportedSource._meta.label_lower)
    kept = {
        *ImportedSource.objects.exclude(original="").values_list("original", flat=True),
        *Upload.objects.values_list("file", flat=True),
        *trashed.values_list("fields__original", flat=True),
    }
    folder = Path(default_storage.path(FOLDER))
    for path in folder.glob("*"):
        if f"{FOLDER}/{path.name}" not in kept and is_old(path):
            path.unlink(missing_ok=True)


def is_old(path: Path) -> bool:
    """Whether a file is old enough to be known to the database, if it is of use; False for one that has gone."""
    try:
        return path.stat().st_mtime < (timezone.now() - YOUNG).timestamp()
    except FileNotFoundError:
        return False
