"""The admin's form for a document of the library."""

from wagtail.documents.forms import BaseDocumentForm

from .fields import DocumentField


class SiteDocumentForm(BaseDocumentForm):
    """Replaces Wagtail's field for the file, and leaves it to SiteDocument.save() to delete the one it replaces."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.original_file = None  # Wagtail would delete it before the new one is stored
        if "file" in self.fields:
            field = self.fields["file"]
            self.fields["file"] = DocumentField(label=field.label, required=field.required, widget=field.widget)
