"""Documents: Wagtail's, with the number of pages of a PDF."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db import models, transaction
from wagtail.documents.models import AbstractDocument

from ..documents.counting import count_pages
from ..documents.pdf import UnreadablePdfError
from ..storage import delete_after_commit, lock_stored_name


class SiteDocument(AbstractDocument):
    """A PDF. Wagtail stores its size; its number of pages is counted when it is uploaded."""

    page_count = models.PositiveIntegerField(null=True, blank=True, editable=False)

    admin_form_fields = ("title", "file", "collection", "tags")

    counted_file = None  # the upload whose pages clean() has counted, so that save() need not

    def clean(self):
        """Raises ValidationError at `file` when the upload is not a PDF whose pages can be counted."""
        if not self.file:  # its field says so; or it is stored before it is described, and joined when that is done
            return
        super().clean()
        if not self.file._committed:
            try:
                self.page_count = count_pages(self.file)
            except UnreadablePdfError as error:
                raise ValidationError({"file": str(error)}) from error
            self.counted_file = self.file.file

    @transaction.atomic  # so that a file whose row is not stored is deleted
    def save(self, *args, **kwargs):
        """Raises UnreadablePdfError when an upload that was not cleaned is no PDF whose pages can be counted."""
        is_upload = self.file and not self.file._committed
        if is_upload and self.file.file is not self.counted_file:
            self.page_count = count_pages(self.file)
        elif self.file and self.page_count is None and not kwargs.get("update_fields"):
            with suppress(UnreadablePdfError, OSError), self.open_file() as file:  # stored before it was described
                self.page_count = count_pages(file)
        replaced = lock_stored_name(self) if is_upload else None
        super().save(*args, **kwargs)
        if replaced:
            delete_after_commit(self.file.storage, replaced)
