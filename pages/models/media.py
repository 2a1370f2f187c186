"""Pictures: Wagtail's, with alternative text and credit."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.db.models.functions import JSONObject
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, ImageQuerySet, SourceImageIOError
from wagtail.images.rect import Rect
from wagtail.utils.file import hash_filelike

from .. import tasks
from ..images import renditions
from ..images.decoder_lock import decoder_lock, visitors_decoder_lock
from ..images.making import decoding, restore_file, storing
from ..images.uploads import normalize
from ..storage import delete_after_commit, lock_stored_name

RENDITION_COLUMNS = ("id", "filter_spec", "focal_point_key", "file", "width", "height")


class SiteImageQuerySet(ImageQuerySet):
    def with_missing_renditions(self) -> Iterator["SiteImage"]:
        """The pictures that lack a rendition of ALL_SPECS, or the file of any. Two queries for every fifty pictures."""
        pictures = self.prefetch_related("renditions").iterator(chunk_size=50)
        return (image for image in pictures if not image.is_normalized or image.missing_renditions())


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
    # False for one that a version before this field kept as it came, until the worker has encoded it anew.
    is_normalized = models.BooleanField(default=False, db_default=False, editable=False)
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
        replaced = lock_stored_name(self) if replaces_file else None
        super().save(*args, **kwargs)
        if replaces_file:
            self.renditions.all().delete()
        if replaced:
            delete_after_commit(self.file.storage, replaced)
        tasks.make_renditions.enqueue(self.pk)

    def normalize_file(self):
        """Replace an upload that did not come by a PictureField. Raises UnusableUploadError."""
        self.is_normalized = True
        with self.open_file() as file:
            if getattr(file.file, "is_normalized", False):
                return
            self.file_hash = self.file_hash or hash_filelike(file)
            with decoder_lock():
                content, suffix = normalize(file)
        self.file = ContentFile(content, Path(self.file.name).stem + suffix)
        self.file_size = len(content)

    def normalize_stored_file(self):
        """Replace the file of a version that kept uploads as they came, and delete the renditions made of it.

        Raises SourceImageIOError where it cannot be read or has been replaced meanwhile.
        """
        with decoding(nullcontext()), storing(self):
            side = max(self.width, self.height)
            with self.open_file() as file:
                content = file.read()
            self.file = ContentFile(content, Path(self.file.name).name)
            self.normalize_file()
            focal_point, scale = self.get_focal_point(), max(self.width, self.height) / side
            if focal_point:
                self.set_focal_point(Rect(*(round(scale * edge) for edge in focal_point)))
            self.save()
            self.refresh_from_db()  # whole numbers, and no renditions

    def _set_file_hash(self):
        """Of the file as it was uploaded, so that it is recognized although the library has it encoded again."""
        self.file_hash = getattr(self.file.file, "upload_hash", "")
        if not self.file_hash:
            super()._set_file_hash()

    def create_rendition(self, filter):
        return self.create_renditions(filter)[filter]

    def create_renditions(self, *filters, lock=visitors_decoder_lock):
        """Replaces Wagtail's method, which decodes the picture three times at once, and leaves a file behind when two
        visitors need the same rendition; stays.

        Raises SourceImageIOError where the picture cannot be read now, or a rendition not stored. Others may have made
        them while this one waited, so what exists is asked only then.
        """
        if not filters:
            return {}
        if not self.is_normalized:
            raise SourceImageIOError("The worker has not normalized this picture yet.")
        with decoding(lock()):
            rows = self.renditions.filter(filter_spec__in=[filter.spec for filter in filters])
            existing = {(row.filter_spec, row.focal_point_key): row for row in rows}
            found = {filter: existing.get((filter.spec, filter.get_cache_key(self))) for filter in filters}
            files = {filter: self.generate_rendition_file(filter) for filter, row in found.items() if not row}
        return found | {filter: self.store_rendition(filter, file) for filter, file in files.items()}

    def store_rendition(self, filter, file):
        """Raises SourceImageIOError."""
        key = {"filter_spec": filter.spec, "focal_point_key": filter.get_cache_key(self)}
        try:
            with storing(self):
                return SiteRendition.objects.create(image=self, file=file, **key)
        except IntegrityError:  # another machine was faster
            return self.renditions.get(**key)

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
        if not self.is_normalized:
            self.normalize_stored_file()
        missing = self.missing_renditions()
        for rendition in missing:
            if rendition._state.adding:
                self.create_renditions(rendition.filter, lock=decoder_lock)
            elif rendition.focal_point_key == rendition.filter.get_cache_key(self):
                restore_file(rendition, decoder_lock())
            else:  # of an earlier focal point, so nobody needs it
                rendition.delete()
        return len(missing)


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


def collect_renditions(field, name):
    """An expression: the renditions of a set for the picture of the foreign key `field`, for place_renditions()."""
    specs = renditions.RENDITION_SETS[name]
    found = SiteRendition.objects.filter(image=models.OuterRef(field), filter_spec__in=specs)
    return ArraySubquery(found.values(json=JSONObject(**{column: column for column in RENDITION_COLUMNS})))


def place_renditions(picture, brought):
    """Give a picture the renditions that collect_renditions() has brought, so that it asks the database for none."""
    picture.prefetched_renditions = [SiteRendition(image=picture, **values) for values in brought]
