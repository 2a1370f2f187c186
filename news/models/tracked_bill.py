"""What staff know of a bill of Congress that a statement or a clipping names."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from ..bills import BILL_KINDS, LAST_CONGRESS, LAST_NUMBER, Bill


class TrackedBill(models.Model):
    """A bill's title, and where it stood on a day. A bill without such a row has a page, too: with its number only."""

    congress = models.PositiveSmallIntegerField(help_text="118 for the years 2023 and 2024.")
    kind = models.CharField(
        max_length=8, choices=[(kind, cited) for kind, (cited, _) in BILL_KINDS.items()], default="hr"
    )
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300, help_text="Its short title.")
    status = models.CharField(max_length=300, blank=True, help_text="“Referred to the House Committee on …”")
    status_on = models.DateField("as of", null=True, blank=True, help_text="The day on which that was so.")

    panels = [
        FieldRowPanel([FieldPanel("congress"), FieldPanel("kind"), FieldPanel("number")]),
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("status"), FieldPanel("status_on")]),
    ]

    class Meta:
        verbose_name = "bill"
        ordering = ["-congress", "kind", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["congress", "kind", "number"],
                name="one_row_for_a_bill",
                violation_error_message="This bill is in the list already.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    congress__range=(1, LAST_CONGRESS), number__range=(1, LAST_NUMBER), kind__in=list(BILL_KINDS)
                ),
                name="bill_that_can_be",
                violation_error_message="There is no such bill.",
            ),
        ]

    def __str__(self):
        return f"{self.bill.name}: {self.title}"

    def clean(self):
        errors = {}
        if self.congress is not None and not 1 <= self.congress <= LAST_CONGRESS:
            errors["congress"] = "There is no such Congress: give its number, such as 118."
        if self.number is not None and not 1 <= self.number <= LAST_NUMBER:
            errors["number"] = f"Bills are numbered from 1 to {LAST_NUMBER:,}."
        if self.status and not self.status_on:
            errors["status_on"] = "Give the day on which the bill stood so."
        elif self.status_on and self.status_on > timezone.localdate():
            errors["status_on"] = "This day has not come yet: give the day on which the status was so."
        if errors:
            raise ValidationError(errors)

    @property
    def bill(self) -> Bill:
        return Bill(self.congress, self.kind, self.number)
