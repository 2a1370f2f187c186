"""A file that waits between the preview of what is in it and the press that stores it."""

import datetime
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from pages.storage import delete_after_commit

from .imported import original_path

KEPT = datetime.timedelta(days=1)
KEPT_UNSTORED = datetime.timedelta(days=7)  # once the press has asked for it


class UploadQuerySet(models.QuerySet):
    def expired(self):
        """What nobody needs any more. What was to be stored, and was not yet, is no such thing for a week."""
        now, states = timezone.now(), (Upload.State.SHOWN, Upload.State.STORED)
        return self.filter(Q(state__in=states, at__lt=now - KEPT) | Q(at__lt=now - KEPT_UNSTORED))

    def discard(self) -> None:
        """Delete the rows, and their files after the commit."""
        uploads = list(self)
        self.filter(pk__in=[upload.pk for upload in uploads]).delete()
        for upload in uploads:
            if upload.file:
                delete_after_commit(upload.file.storage, upload.file.name)


class Upload(models.Model):
    """A file that somebody uploaded, and the rows of the report on it.

    The file is kept until it is stored, the rows for a day.

    `key` is in the URL. FAILED: storing it failed, and is tried again as the queue does that.
    """

    class State(models.TextChoices):
        SHOWN = "shown", "Not stored"
        WAITING = "waiting", "Being stored"
        STORED = "stored", "Stored"
        FAILED = "failed", "Not stored, because of an error"

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    name = models.TextField()
    file = models.FileField(upload_to=original_path, max_length=120)
    rows = models.JSONField(default=list, help_text="[Row.as_dict()], of the preview and then of what was stored.")
    state = models.CharField(max_length=8, choices=State, default=State.SHOWN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = UploadQuerySet.as_manager()

    def __str__(self):
        return self.name
