"""The worker's part: what was uploaded is stored, and what nobody needs is deleted.

Each task is idempotent. The queue stores their dotted paths, so renaming one loses the tasks that wait.
"""

import datetime
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils import timezone
from django_tasks import task

from pages.models import TrashedRow

from ..models import ImportedSource, Upload
from ..reading import read_upload
from .importer import Importer

FOLDER = "archive"
YOUNG = datetime.timedelta(days=1)  # the age of a file whose transaction may not be committed yet


@task(backend="worker")
def store_upload(upload_id: int) -> None:
    """Store what an uploaded file holds as drafts; the upload then has the rows that tell what became of it."""
    upload = Upload.objects.filter(pk=upload_id, state=Upload.State.WAITING).select_related("by").first()
    if upload is None:
        return
    importer = Importer(user=upload.by)
    with upload.file.open("rb") as file:
        upload.rows = [importer.take(found).as_dict() for found in read_upload(upload.name, file)]
    upload.state = Upload.State.STORED
    upload.save(update_fields=["rows", "state"])


def prune_originals() -> None:
    """Delete the uploads of yesterday, and the originals of issues that were deleted for good."""
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
