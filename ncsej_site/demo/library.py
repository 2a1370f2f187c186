"""The demo's pictures and PDFs: created when a page first needs them, and found by their titles later."""

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from . import drawing, files, pdf


class Library:
    """Pictures and documents by their keys in the data files."""

    def __init__(self):
        self.picture_table = files.read_table("pictures")
        self.pictures = {}
        self.documents = {}

    def picture(self, key):
        if key not in self.pictures:
            values = dict(self.picture_table[key])
            arguments = values.pop("drawing")
            self.pictures[key] = get_or_create_file(
                get_image_model(), values, f"{key}.jpg", lambda: drawing.draw_picture(**arguments)
            )
        return self.pictures[key]

    def document(self, key):
        if key not in self.documents:
            values, text = files.read_document(files.FOLDER / "documents" / f"{key}.md")
            self.documents[key] = get_or_create_file(
                get_document_model(),
                {"title": values["title"]},
                f"{key}.pdf",
                lambda: pdf.build_pdf(text=text, **values),
            )
        return self.documents[key]


def get_or_create_file(model, values, name, make_content):
    """The picture or PDF with this title; a new one if there is none, with the bytes that `make_content` returns."""
    existing = model.objects.filter(title=values["title"]).first()
    if existing:
        return existing
    content = ContentFile(make_content(), name=name)
    instance = model(**values, file=content, file_size=content.size, file_hash=hash_filelike(content))
    instance.full_clean()
    instance.save()
    return instance
