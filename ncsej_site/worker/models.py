"""A page that the worker could not publish or take down at its time, for as long as nobody has acted."""

from django.db import models
from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import Page, Revision


class MissedScheduleQuerySet(models.QuerySet):
    def standing(self):
        """Those whose schedule stands: the page was not published, taken down, deleted, nor scheduled anew since."""
        scheduled = Revision.page_revisions.filter(
            object_id=Cast(OuterRef("page_id"), CharField()), approved_go_live_at=OuterRef("due_at")
        )
        expiring = Page.objects.live().filter(pk=OuterRef("page_id"), expire_at=OuterRef("due_at"))
        return self.filter(Q(Exists(scheduled), is_publication=True) | Q(Exists(expiring), is_publication=False))


class MissedSchedule(models.Model):
    """Why a page could not be published (or taken down) at its time, and whether its editor has been mailed.

    Wagtail's own columns, a revision's `approved_go_live_at` and a page's `expire_at`, say whether that is still to be.
    """

    wagtail_reference_index_ignore = True  # it is about the page, and does not use it

    page = models.ForeignKey(Page, models.CASCADE, related_name="+")
    due_at = models.DateTimeField()
    is_publication = models.BooleanField()  # else the end of one
    reason = models.TextField()  # in plain words
    attempts = models.PositiveIntegerField(default=0)
    mailed_at = models.DateTimeField(null=True)

    objects = MissedScheduleQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint("page", "due_at", "is_publication", name="one_row_for_each_missed_schedule")
        ]

    def __str__(self):
        return f"{self.page}, {self.due_at:%Y-%m-%d %H:%M}"
