"""The publishers of clippings, as staff keep them: one name, its other spellings, and the hosts of its articles."""

from collections.abc import Container

from django.db import models
from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

from ..parser.sources import Sources

MAX_SLUG_LENGTH = 60


class SourceQuerySet(models.QuerySet):
    def as_table(self) -> Sources:
        """The plain value that the parser and the reader of articles take. One query."""
        return Sources.from_rows((source.name, source.names, source.host_list) for source in self.order_by("pk"))


class Source(models.Model):
    """A publisher. `slug` is its address and stays; a source that a clipping names for the first time is added."""

    name = models.CharField(max_length=120, unique=True, help_text="As it is printed: “RFE/RL”.")
    slug = models.SlugField(max_length=MAX_SLUG_LENGTH, unique=True, editable=False)
    spellings = models.TextField(
        "other spellings", blank=True, help_text="One a line: “Radio Free Europe/Radio Liberty”."
    )
    hosts = models.TextField(blank=True, help_text="Of its articles’ addresses, one a line: “rferl.org”.")

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = make_slug(self.name, set(Source.objects.values_list("slug", flat=True)))
        super().save(*args, **kwargs)

    @property
    def names(self) -> list[str]:
        """Its name and other spellings."""
        return [self.name, *split_lines(self.spellings)]

    @property
    def host_list(self) -> list[str]:
        return [host.casefold().removeprefix("www.") for host in split_lines(self.hosts)]


def make_slug(name: str, taken: Container[str]) -> str:
    """A slug in Latin letters that is not among those taken: “Радио Свобода” → "radio-svoboda"."""
    words = string_to_ascii(name.translate(str.maketrans("/.", "  ")))
    stem = slugify(words)[: MAX_SLUG_LENGTH - 6].strip("-") or "source"
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def split_lines(text: str) -> list[str]:
    """The lines of a text that are not empty, without space around them."""
    return [line.strip() for line in text.splitlines() if line.strip()]
