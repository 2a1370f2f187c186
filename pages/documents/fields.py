"""The form field for a document: the upload is on the disk before the form is valid."""

from django.core.exceptions import ValidationError
from wagtail.documents.fields import WagtailDocumentField

from ..library_forms import stage_upload, storing_error


class DocumentField(WagtailDocumentField):
    """Replaces Wagtail's; stays."""

    def to_python(self, data):
        upload = super().to_python(data)
        if upload is not None:
            try:
                stage_upload(upload, upload.chunks())
            except OSError as error:
                raise ValidationError(storing_error(error, "document")) from error
        return upload
