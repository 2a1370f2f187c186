"""What was read of an old issue, beside the weekly update that was made of it, and the files that it came from."""

import posixpath
from uuid import uuid4

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone

FOLDER = "archive"  # of originals and uploads, below MEDIA_ROOT; /media/ serves nothing of it
THRESHOLD = 0.8  # the confidence from which an issue may be published unseen
SUGGESTED = {
    "search_description": "Summary",
    "kicker": "Kicker",
    "sent_from": "From",
    "clippings": "Countries of the clippings",
}


def original_path(source: "ImportedSource", filename: str) -> str:
    """Where an original is kept: under a random name, lest that tell what is in it, with the ending that it had."""
    ending = posixpath.splitext(filename)[1].lower()[:10]
    return f"{FOLDER}/{uuid4().hex}{ending if ending[1:].isalnum() else ''}"


class ImportedIssueQuerySet(models.QuerySet):
    def to_review(self):
        return self.filter(state=ImportedIssue.State.TO_REVIEW)

    def pages(self):
        """The primary keys of their pages."""
        return self.values("page")

    def after(self, issue):
        """Those behind an issue, in the order of in_order()."""
        here = Q(page__date__gt=issue.page.date) | Q(page__date=issue.page.date, pk__gt=issue.pk)
        return self.filter(Q(confidence__gt=issue.confidence) | (Q(confidence=issue.confidence) & here))

    def in_order(self):
        """The least sure first, then the oldest."""
        return self.order_by("confidence", "page__date", "pk")

    def for_list(self):
        """In order, with what a row of the queue shows. The letters and clippings stay in the database.

        `unplaced_lines` are those of the draft as it is now, or None where it has no revision.
        """
        return (
            self.in_order()
            .select_related("page")
            .defer("record", "differences", "long_texts", "country_reasons")
            .defer("page__letter", "page__clippings", "page__sent_from")
            .annotate(
                reasons=F("record__reasons"),
                unplaced_lines=KeyTextTransform("unplaced_lines", "page__latest_revision__content"),
            )
            .prefetch_related(models.Prefetch("sources", ImportedSource.objects.only("issue_id", "form", "role")))
        )


class ImportedIssue(models.Model):
    """One old issue that was imported, and what a person has to say to it still. Never shown to visitors.

    `record` is what was understood (archive.record.IssueRecord.as_dict()); `suggested` names the fields of the page
    whose values a program suggested and nobody has agreed to. A draft whose latest revision is not `stored_revision`
    was changed by somebody since, and is not overwritten (see archive/importing/kept.py).
    """

    class State(models.TextChoices):
        TO_REVIEW = "to-review", "To review"
        REVIEWED = "reviewed", "Reviewed"

    page = models.OneToOneField("news.WeeklyUpdate", on_delete=models.CASCADE, related_name="imported")
    record = models.JSONField()
    differences = models.JSONField(
        default=list,
        help_text="[{field, kept, other, path}] between the sources; is_later: see archive/importing/later.py.",
    )
    long_texts = models.JSONField(default=dict, help_text="Id of a clipping’s block → a twin’s longer text, for staff.")
    country_reasons = models.JSONField(
        default=dict, help_text="Id of a clipping’s block → country → words that say so."
    )
    suggested = models.JSONField(default=list, help_text="Names of the page's fields, keys of SUGGESTED.")
    notes = models.JSONField(default=list, help_text="Sentences for the editor, besides those of the record.")
    confidence = models.FloatField(validators=[MinValueValidator(0), MaxValueValidator(1)])
    state = models.CharField(max_length=12, choices=State, default=State.TO_REVIEW)
    stored_revision = models.PositiveBigIntegerField(null=True)
    published_revision = models.PositiveBigIntegerField(null=True, help_text="That an import published, not a person.")
    agreed_at = models.DateTimeField(null=True, help_text="When somebody agreed to what was suggested.")
    imported_at = models.DateTimeField(default=timezone.now)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    wagtail_reference_index_ignore = True  # a record is no use of the page that could keep it from being deleted

    objects = ImportedIssueQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "confidence"], name="imported_issue_queue")]

    def __str__(self):
        return f"{self.page}, imported {self.imported_at:%Y-%m-%d}"

    @property
    def is_changed_since(self) -> bool:
        """Whether somebody has saved the page after the import. page: read with its row."""
        return self.page.latest_revision_id != self.stored_revision

    @property
    def suggestions(self) -> list[str]:
        """What nobody has agreed to yet, as an editor calls it."""
        return [SUGGESTED[name] for name in self.suggested]


class ImportedSource(models.Model):
    """A file, or a mail within one, from which an imported issue was read.

    `text` is what was read of it, and `original` the file without the addresses of those who received it. Two sources
    with one `sha256` have the same text.
    """

    class Role(models.TextChoices):
        CURRENT = "current", "This is the issue"
        TWIN = "twin", "The same issue in another form"
        HISTORY = "history", "Sent earlier, and corrected since"
        LATER = "later", "Came later, and changed nothing of the page"

    issue = models.ForeignKey(ImportedIssue, on_delete=models.CASCADE, related_name="sources")
    role = models.CharField(max_length=8, choices=Role, default=Role.CURRENT)
    path = models.TextField(help_text="As a person finds it again: “box.mbox, message 3”.")
    name = models.TextField(blank=True, help_text="File name of the original.")
    form = models.CharField(max_length=20)
    subject = models.TextField(blank=True)
    sent = models.DateTimeField(null=True)
    text = models.TextField()
    notes = models.JSONField(default=list, help_text="What its reader tells the editor, in sentences.")
    sha256 = models.CharField(max_length=64, db_index=True)
    original = models.FileField(upload_to=original_path, blank=True, max_length=120)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.path
