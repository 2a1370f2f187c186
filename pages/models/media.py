"""Pictures: Wagtail's, with alternative text and credit."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import DatabaseError, IntegrityError, models, transaction
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, ImageQuerySet, SourceImageIOError

from .. import tasks
from ..images import renditions
from ..images.decoder_lock import decoder_lock
from ..images.uploads import normalize


class SiteImageQuerySet(ImageQuerySet):
    def with_missing_renditions(self) -> Iterator["SiteImage"]:
        """The pictures that lack a rendition of ALL_SPECS, or the file of any. Two queries for every fifty pictures."""
        pictures = self.prefetch_related("renditions").iterator(chunk_size=50)
        return (image for image in pictures if image.missing_renditions())


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

    @transaction.atomic  # so that a file whose row is not stored is deleted, and the worker finds no old rendition
    def save(self, *args, **kwargs):
        replaces_file = not self._state.adding and not self.file._committed
        if self._state.adding or replaces_file:
            self.normalize_file()
        old_files = list(SiteImage.objects.filter(pk=self.pk).values_list("file", flat=True)) if replaces_file else []
        super().save(*args, **kwargs)
        if replaces_file:
            self.renditions.all().delete()
        for name in old_files:
            transaction.on_commit(partial(self.file.storage.delete, name))
        tasks.make_renditions.enqueue(self.pk)

    def normalize_file(self):
        """Replace an upload that did not come by a PictureField. Raises UnusableUploadError."""
        with self.open_file() as file:
            if getattr(file.file, "is_normalized", False):
                return
            with decoder_lock():
                content, suffix = normalize(file)
        name = Path(self.file.name).stem + suffix
        if self.file._committed:  # a multiple upload stores the file before the editor describes it
            self.file.delete(save=False)
        self.file = ContentFile(content, name)
        self.file_size = len(content)

    def create_rendition(self, filter):
        """Replaces Wagtail's method, which leaves a file behind when two visitors need the same rendition; stays.

        Raises SourceImageIOError where the picture cannot be read now or the rendition not stored: templates show
        the page without it.
        """
        key = {"filter_spec": filter.spec, "focal_point_key": filter.get_cache_key(self)}
        with decoder_lock_or_error():
            existing = self.renditions.filter(**key).first()
            file = None if existing else self.generate_rendition_file(filter)
        if existing:
            return existing
        try:
            with transaction.atomic():  # a rollback deletes the file
                return SiteRendition.objects.create(image=self, file=file, **key)
        except IntegrityError:  # another process was faster
            return self.renditions.get(**key)
        except OSError as error:
            raise SourceImageIOError(str(error)) from error

    def create_renditions(self, *filters):
        """One after the other, where Wagtail decodes the picture three times at once; stays."""
        return {filter: self.create_rendition(filter) for filter in filters}

    def missing_renditions(self):
        """The renditions of ALL_SPECS that do not exist, unsaved, and all whose files are lost."""
        storage = SiteRendition._meta.get_field("file").storage
        renditions_by_key = {(item.filter_spec, item.focal_point_key): item for item in self.renditions.all()}
        missing = [item for item in renditions_by_key.values() if not storage.is_filled(item.file.name)]
        for spec in renditions.ALL_SPECS:
            key = (spec, Filter(spec).get_cache_key(self))
            if key not in renditions_by_key:
                missing.append(SiteRendition(image=self, filter_spec=spec, focal_point_key=key[1]))
        return missing

    def make_renditions(self) -> int:
        """Make all missing_renditions(); returns their number. Raises SourceImageIOError where the file is lost."""
        missing = self.missing_renditions()
        for rendition in missing:
            if rendition._state.adding:
                self.create_rendition(rendition.filter)
            elif rendition.focal_point_key == rendition.filter.get_cache_key(self):
                rendition.restore_file()
            else:  # of an earlier focal point, so nobody needs it
                rendition.delete()
        return len(missing)


@contextmanager
def decoder_lock_or_error():
    """Around making a rendition. Raises SourceImageIOError, whatever the decoder, the lock or the disk raises."""
    try:
        with decoder_lock():
            yield
    except (DatabaseError, InvalidFilterSpecError):
        raise
    except Exception as error:
        raise SourceImageIOError(str(error) or type(error).__name__) from error


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

    def restore_file(self):
        """Make the file again under its old name, which stored pages may contain. Raises SourceImageIOError."""
        with decoder_lock_or_error():
            file = self.image.generate_rendition_file(self.filter)
        try:
            with transaction.atomic():
                if SiteRendition.objects.select_for_update().filter(pk=self.pk).exists():
                    self.file.storage.replace(self.file.name, file)
        except OSError as error:
            raise SourceImageIOError(str(error)) from error
