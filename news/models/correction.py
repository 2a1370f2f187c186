"""What was corrected on a page after it was published."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

CORRECTION_PANEL = MultiFieldPanel(
    [FieldPanel("correction"), FieldPanel("corrected_on")], heading="Correction", classname="collapsed"
)


class Correctable(models.Model):
    """For pages that say to every reader what was corrected on them, and on which day."""

    correction = models.TextField(
        blank=True, default="", db_default="", help_text="What was corrected. Every reader sees it, above the text."
    )
    corrected_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.correction and not self.corrected_on:
            raise ValidationError({"corrected_on": "Say on which day it was corrected."})
