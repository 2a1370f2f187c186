"""What staff keep for the search: names with several spellings; and what visitors looked for and did not find."""

from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel

from .source import split_lines


class SpellingGroup(models.Model):
    """The spellings of one name. A search for one of them finds the others."""

    names = models.TextField("spellings", help_text="All spellings of one name, one a line: Kyiv, Kiev, Київ, Киев.")

    panels = [FieldPanel("names")]

    class Meta:
        verbose_name = "spelling"
        ordering = ["names"]

    def __str__(self):
        return " = ".join(self.name_list)

    @property
    def name_list(self) -> list[str]:
        return split_lines(self.names)


class UnansweredSearch(models.Model):
    """What was searched for in vain, counted for each day. Nothing of the visitor is kept."""

    day = models.DateField(default=timezone.localdate)
    query = models.CharField(max_length=100)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "search without an answer"
        verbose_name_plural = "searches without an answer"
        ordering = ["-day", "-count", "query"]
        constraints = [models.UniqueConstraint(fields=["day", "query"], name="one_row_for_a_query_and_day")]

    def __str__(self):
        return self.query
