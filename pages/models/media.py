"""Pictures and documents: Wagtail's, with alternative text, credit, and the pages of a PDF."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, ImageQuerySet

from .. import tasks
from ..images import renditions
from ..images.uploads import normalize


class SiteImageQuerySet(ImageQuerySet):
    def incomplete(self):
        """The pictures of which a size is missing; `sizes` is how many each has."""
        wanted = models.Q(renditions__filter_spec__in=renditions.ALL)
        sizes = models.Count("renditions__filter_spec", filter=wanted, distinct=True)
        return self.annotate(sizes=sizes).filter(sizes__lt=len(renditions.ALL))


class SiteImage(AbstractImage):
    """A picture, described for those who cannot see it or marked as decoration."""

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
        """Keep the upload as uploads.py says. Its hash stays the upload's, by which a second one is recognized."""
        with self.open_file() as file:
            normalized = normalize(file)
            file.seek(0)
        if normalized:
            content, ending = normalized
            name = Path(self.file.name).stem + ending
            if self.file._committed:  # what is uploaded together with others is stored before it is described
                self.file.delete(save=False)
            self.file = ContentFile(content, name)
            self.file_size = len(content)

    def make_renditions(self):
        """Make every size that is missing, so that none is made on a visitor's time.

        What is there is read from the database: the cache, which get_renditions() asks, belongs to one process, and
        does not hear of what another has deleted.
        """
        there = set(self.renditions.values_list("filter_spec", "focal_point_key"))
        wanted = [Filter(spec) for spec in renditions.ALL]
        self.create_renditions(*(size for size in wanted if (size.spec, size.get_cache_key(self)) not in there))


def prefetch_sizes(picture, name):
    """For `prefetch_related`: the files of a set of renditions.py, of the picture that a field of that name holds."""
    return models.Prefetch(
        f"{picture}__renditions", SiteRendition.objects.filter(filter_spec__in=renditions.SETS[name])
    )


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_image_spec_and_focus"
            )
        ]


class SiteDocument(AbstractDocument):
    """A PDF. Its size is Wagtail's to keep; its number of pages is read when it is saved."""

    page_count = models.PositiveIntegerField(null=True, blank=True, editable=False)

    admin_form_fields = ("title", "file", "collection", "tags")

    def clean(self):
        """Raises ValidationError at `file` when the upload is not a PDF that can be read."""
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


def count_pages(file):
    """The number of pages of an open PDF, which is rewound. Raises PyPdfError when it is not one."""
    file.seek(0)
    try:
        return len(PdfReader(file).pages)
    finally:
        file.seek(0)
