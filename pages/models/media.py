"""Pictures: Wagtail's, with alternative text and credit."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, ImageQuerySet

from .. import tasks
from ..images import renditions
from ..images.uploads import normalize


class SiteImageQuerySet(ImageQuerySet):
    def with_missing_renditions(self):
        """The pictures that lack a rendition of ALL_SPECS, annotated with `spec_count`: how many they have."""
        wanted = models.Q(renditions__filter_spec__in=renditions.ALL_SPECS)
        spec_count = models.Count("renditions__filter_spec", filter=wanted, distinct=True)
        return self.annotate(spec_count=spec_count).filter(spec_count__lt=len(renditions.ALL_SPECS))


class SiteImage(AbstractImage):
    """A picture of the library, with alternative text or marked as decorative, and with its credit."""

    description = models.CharField(
        "alternative text",
        max_length=255,
        blank=True,
        help_text="What the picture shows, for people who cannot see it. One sentence, without “image of”.",
    )
    is_decorative = models.BooleanField(
        "decoration only",
        default=False,
        help_text="The picture adds nothing to the words beside it; screen readers pass it over.",
    )
    credit = models.CharField(max_length=255, blank=True, help_text="Who made it, as it is to be printed.")

    objects = SiteImageQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "description",
        "is_decorative",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    @property
    def default_alt_text(self):
        return "" if self.is_decorative else self.description

    def clean(self):
        super().clean()
        if not self.description and not self.is_decorative:
            raise ValidationError({"description": "Describe the picture, or mark it as decoration only."})

    def save(self, *args, **kwargs):
        replaces_file = not self._state.adding and not self.file._committed
        if self._state.adding or replaces_file:
            self.normalize_file()
        super().save(*args, **kwargs)
        if replaces_file:
            self.renditions.all().delete()
        tasks.make_renditions.enqueue(self.pk)

    def normalize_file(self):
        """Replace the upload by its normalized file. `file_hash` stays the upload's, so that duplicates are found."""
        with self.open_file() as file:
            normalized = normalize(file)
            file.seek(0)
        if normalized:
            content, suffix = normalized
            name = Path(self.file.name).stem + suffix
            if self.file._committed:  # a multiple upload stores the file before the editor describes it
                self.file.delete(save=False)
            self.file = ContentFile(content, name)
            self.file_size = len(content)

    def make_renditions(self):
        """Make every rendition of ALL_SPECS that is missing. Raises SourceImageIOError where the file is lost.

        Existing ones are read from the database, because the cache of get_renditions() belongs to one process and is
        not invalidated when another one deletes a rendition.
        """
        existing = set(self.renditions.values_list("filter_spec", "focal_point_key"))
        filters = [Filter(spec) for spec in renditions.ALL_SPECS]
        self.create_renditions(*(item for item in filters if (item.spec, item.get_cache_key(self)) not in existing))


def prefetch_renditions(field, name):
    """A Prefetch of the rendition set `name` for the pictures that the foreign key `field` points to."""
    specs = renditions.RENDITION_SETS[name]
    return models.Prefetch(f"{field}__renditions", SiteRendition.objects.filter(filter_spec__in=specs))


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_image_spec_and_focus"
            )
        ]
