"""The form field for a document: the upload is on the disk before the form is valid."""

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from wagtail.documents.fields import WagtailDocumentField

from ..storage import is_disk_full

NO_ROOM = "The server has no room for this document. Nothing was stored; tell whoever looks after the site."
NOT_STORED = "The server cannot store this document. Nothing was stored; tell whoever looks after the site."


class DocumentField(WagtailDocumentField):
    """Replaces Wagtail's, whose file is written while the form is saved, where an error has no field; stays."""

    def to_python(self, data):
        upload = super().to_python(data)
        if upload is None:
            return None
        try:
            staged = default_storage.stage(upload.chunks())
        except OSError as error:
            raise ValidationError(NO_ROOM if is_disk_full(error) else NOT_STORED) from error
        upload.file.close()
        upload.file = staged  # in the same object, because the view for multiple uploads stores that of the request
        return upload
