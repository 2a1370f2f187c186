"""Documents: Wagtail's, with the number of pages of a PDF."""

from django.core.exceptions import ValidationError
from django.db import models
from pypdf.errors import PyPdfError
from wagtail.documents.models import AbstractDocument

from ..documents.pdf import count_pages


class SiteDocument(AbstractDocument):
    """A PDF. Wagtail stores its size; its number of pages is counted when it is saved."""

    page_count = models.PositiveIntegerField(null=True, blank=True, editable=False)

    admin_form_fields = ("title", "file", "collection", "tags")

    def clean(self):
        """Raises ValidationError at `file` when the upload is not a readable PDF."""
        super().clean()
        if self.file and not self.file._committed:
            try:
                count_pages(self.file)
            except PyPdfError as error:
                raise ValidationError({"file": "This file is not a PDF that can be read. Export it again."}) from error

    def save(self, *args, **kwargs):
        if self.file and not self.file._committed:
            self.page_count = count_pages(self.file)
        super().save(*args, **kwargs)
