"""The publishers of clippings, as staff keep them: one name, its other spellings, and the hosts of its articles."""

from django.db import models
from wagtail.admin.panels import FieldPanel


class Source(models.Model):
    """A publisher. `slug` is its address and stays; a source that a clipping names for the first time is added."""

    name = models.CharField(max_length=120, unique=True, help_text="As it is printed: “RFE/RL”.")
    slug = models.SlugField(max_length=60, unique=True, editable=False)
    spellings = models.TextField(
        "other spellings", blank=True, help_text="One a line: “Radio Free Europe/Radio Liberty”."
    )
    hosts = models.TextField(blank=True, help_text="Of its articles’ addresses, one a line: “rferl.org”.")

    panels = [FieldPanel("name"), FieldPanel("spellings"), FieldPanel("hosts")]

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def names(self) -> list[str]:
        """Its name and other spellings."""
        return [self.name, *split_lines(self.spellings)]

    @property
    def host_list(self) -> list[str]:
        return [host.casefold() for host in split_lines(self.hosts)]


def split_lines(text: str) -> list[str]:
    """The lines of a text that are not empty, without space around them."""
    return [line.strip() for line in text.splitlines() if line.strip()]
