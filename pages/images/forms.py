"""The admin's form for a picture of the library."""

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.images.forms import BaseImageForm

from .. import tasks
from .uploads import find_upload_error


class SiteImageForm(BaseImageForm):
    """Refuses files that cannot be used, and queues the renditions again after a file is replaced.

    Wagtail's form deletes them then, and the next visitor would have to wait for new ones.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # clean_file() counts the pixels before it decodes the picture; Wagtail 8 raises here on a truncated file.
        if "file" in self.fields:
            self.fields["file"].check_image_pixel_size = lambda file: None

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and (error := find_upload_error(file)):
            raise ValidationError(error)
        return file

    @transaction.atomic  # so that the worker starts after the old renditions are deleted
    def save(self, commit=True):
        image = super().save(commit)
        if commit:
            tasks.make_renditions.enqueue(image.pk)
        return image
