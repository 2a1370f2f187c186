"""What the forms for pictures and documents share: a file is on the disk before the form is valid.

Wagtail writes it while the form is saved, where an error has no field.
"""

from collections.abc import Iterable

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile

from .storage import is_disk_full


def storing_error(error: OSError, what: str) -> str:
    """What an editor is told when a file could not be stored. what: "picture" or "document"."""
    reason = "has no room for" if is_disk_full(error) else "cannot store"
    return f"The server {reason} this {what}. Nothing was stored; tell whoever looks after the site."


def stage_upload(upload: UploadedFile, chunks: Iterable[bytes]) -> None:
    """Put a content on the disk, under a temporary name, in the place of what was uploaded. Raises OSError.

    In the same object, because the view for multiple uploads stores the one in `request.FILES`, not the form's.
    """
    staged = default_storage.stage(chunks)
    upload.file.close()
    upload.file = staged
    upload.size = staged.path.stat().st_size


class StagedFileFormMixin:
    """For Wagtail's form of a picture or document: `file_field` takes the place of its field for the file.

    What a new file makes superfluous is left to the model's save().
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.original_file = None  # Wagtail would delete it before the new one is committed
        if "file" in self.fields:
            field = self.fields["file"]
            self.fields["file"] = self.file_field(label=field.label, required=field.required, widget=field.widget)
