"""The admin's form for a picture of the library."""

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.images.forms import BaseImageForm

from .. import tasks
from .uploads import upload_error


class SiteImageForm(BaseImageForm):
    """Refuses what cannot be shown. Wagtail's form throws the sizes away after a file is replaced; here they are made
    again before a visitor comes.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Pixels are counted by clean_file(), before the picture is read; Wagtail 8 fails here on a torn file.
        if "file" in self.fields:
            self.fields["file"].check_image_pixel_size = lambda file: None

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and (error := upload_error(file)):
            raise ValidationError(error)
        return file

    @transaction.atomic  # so that the worker begins after the old renditions are gone
    def save(self, commit=True):
        image = super().save(commit)
        if commit:
            tasks.make_renditions.enqueue(image.pk)
        return image
