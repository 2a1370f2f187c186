"""What is in the trash: pages that were deleted, as rows outside the page tree (`pages/trash/` says why)."""

import datetime
import uuid

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.permissions import page_permission_policy


class ExactJSONEncoder(DjangoJSONEncoder):
    """Django's encoder, which keeps the microseconds of a time too."""

    def default(self, value):
        is_time = isinstance(value, (datetime.datetime, datetime.time))
        return value.isoformat() if is_time else super().default(value)


class TrashedPageQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("content_type", "trashed_by")

    def visible_to(self, user):
        """All of it for those who may publish; for others what they deleted, and their own drafts."""
        if page_permission_policy.user_has_permission(user, "publish"):
            return self
        return self.filter(Q(trashed_by=user) | Q(owner=user, live_count=0))


class TrashedPage(models.Model):
    """One deleted page with all that was below it. The numbers of pages are no foreign keys: those pages are gone."""

    page_id = models.IntegerField(unique=True)
    parent_id = models.IntegerField()
    parent_title = models.CharField(max_length=255)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=255)
    slug = models.SlugField(max_length=255, allow_unicode=True)
    path = models.CharField(max_length=255)  # in the tree
    url_path = models.TextField()
    was_live = models.BooleanField()
    was_scheduled = models.BooleanField()
    page_count = models.PositiveIntegerField()  # itself and all below it
    live_count = models.PositiveIntegerField()  # how many of them readers saw
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    trashed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    trashed_at = models.DateTimeField(default=timezone.now)
    batch = models.UUIDField(default=uuid.uuid4, db_index=True)  # what was deleted together
    # What elsewhere referred to the pages: columns that the deletion emptied, and objects whose texts link there.
    emptied_references = models.JSONField(default=list)
    referring_objects = models.JSONField(default=list)

    objects = TrashedPageQuerySet.as_manager()

    class Meta:
        ordering = ["-trashed_at", "-pk"]

    def __str__(self):
        return self.title

    @property
    def kind(self) -> str:
        """What editors call the type of page."""
        model = self.content_type.model_class()
        return model.get_verbose_name() if model else self.content_type.name

    @property
    def below_count(self) -> int:
        return self.page_count - 1


class TrashedRow(models.Model):
    """One row of the database that belonged to a deleted page: of the page itself, of a revision, of a comment."""

    trashed_page = models.ForeignKey(TrashedPage, on_delete=models.CASCADE, related_name="rows")
    model = models.CharField(max_length=200)  # "app.model"
    object_id = models.CharField(max_length=255)
    fields = models.JSONField(encoder=ExactJSONEncoder)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trashed_page", "model", "object_id"], name="trashed_row_once"),
        ]

    def __str__(self):
        return f"{self.model} {self.object_id}"
