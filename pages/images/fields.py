"""The form field for a picture: the upload is normalized, and is on the disk, before the form is valid.

Replaces Wagtail's field, which decodes an upload with all that Pillow knows and keeps it as it came; stays.
"""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.forms import FileField
from wagtail.images.fields import WagtailImageField
from wagtail.utils.file import hash_filelike

from ..file_lock import LockBusyError
from ..library_forms import stage_upload, storing_error
from .decoder_lock import decoder_lock
from .isolated import normalize_upload
from .uploads import MAX_SIDE, UnusableUploadError

BUSY = "Another picture is being read just now. Nothing was stored; choose the file again and upload it once more."


def picture_error(error: OSError) -> str:
    """What an editor is told when a picture could not be normalized or stored."""
    return BUSY if isinstance(error, LockBusyError) else storing_error(error, "picture")


class PictureField(WagtailImageField):
    """max_side: the pixels of the longer side that a picture is made smaller to."""

    def __init__(self, *args, max_side=MAX_SIDE, **kwargs):
        super().__init__(*args, **kwargs)
        self.max_side = max_side

    def to_python(self, data):
        upload = FileField.to_python(self, data)
        if upload is None:
            return None
        self.check_image_file_size(upload)
        upload_hash = hash_filelike(upload)
        try:
            with decoder_lock():
                content, suffix = normalize_upload(upload, self.max_side)
            stage_upload(upload, [content])
        except UnusableUploadError as error:
            raise ValidationError(str(error), code="invalid_image") from error
        except OSError as error:
            raise ValidationError(picture_error(error)) from error
        upload.name = Path(upload.name).stem + suffix
        upload.content_type = {".jpg": "image/jpeg", ".png": "image/png"}[suffix]
        upload.is_normalized, upload.upload_hash = True, upload_hash
        return upload
