"""The demo's pictures and PDFs, made when a page first asks for them and found again by their title after that."""

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from . import drawing, files, pdf


class Library:
    def __init__(self):
        self.recipes = files.table("pictures")
        self.pictures = {}
        self.documents = {}

    def picture(self, key):
        if key not in self.pictures:
            values = dict(self.recipes[key])
            recipe = values.pop("drawing")
            self.pictures[key] = found_or_added(get_image_model(), values, f"{key}.jpg", lambda: drawing.draw(**recipe))
        return self.pictures[key]

    def document(self, key):
        if key not in self.documents:
            values, text = files.article(files.FOLDER / "documents" / f"{key}.md")
            self.documents[key] = found_or_added(
                get_document_model(), {"title": values["title"]}, f"{key}.pdf", lambda: pdf.typeset(text=text, **values)
            )
        return self.documents[key]


def found_or_added(model, values, name, make):
    """The picture or PDF of this title; where there is none, `make` gives the bytes of a new one."""
    found = model.objects.filter(title=values["title"]).first()
    if found:
        return found
    content = ContentFile(make(), name=name)
    instance = model(**values, file=content, file_size=content.size, file_hash=hash_filelike(content))
    instance.full_clean()
    instance.save()
    return instance
