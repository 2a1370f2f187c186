"""The admin's form for a document of the library."""

from wagtail.documents.forms import BaseDocumentForm

from ..library_forms import StagedFileFormMixin
from .fields import DocumentField


class SiteDocumentForm(StagedFileFormMixin, BaseDocumentForm):
    file_field = DocumentField
