"""Values of a data file in, an unsaved instance of a model out. What a value means follows from the model's field."""

import re

from wagtail.blocks import RichTextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from pages.models import SiteDocument, SiteImage

from . import markdown
from .library import Library

TEXT_FIELDS = ("body", "letter", "profile", "description", "mission")
PICTURE = re.compile(r"!\[([^]]*)]\(([^)\s]+)\)")


def text_field(model) -> str | None:
    """The field that takes the text below a file's values."""
    names = {field.name for field in model._meta.get_fields()}
    return next((name for name in TEXT_FIELDS if name in names), None)


def fill(instance, values: dict, library: Library):
    """Set the instance's fields, and build the rows that belong to it, from plain values."""
    for name, value in values.items():
        field = instance._meta.get_field(name)
        if field.one_to_many:
            rows = [fill(field.related_model(), row, library) for row in value]
            setattr(instance, name, rows)
        else:
            setattr(instance, name, prepare(field, value, library))
    return instance


def prepare(field, value, library: Library):
    """The value as the field stores it."""
    if isinstance(field, RichTextField):
        return markdown.to_html(value)
    if isinstance(field, StreamField):
        return text_blocks(value, library) if isinstance(value, str) else only_block(field, value)
    if field.related_model is SiteImage:
        return library.picture(value)
    if field.related_model is SiteDocument:
        return library.document(value)
    if field.related_model is Page:
        return Page.objects.get(url_path=f"/home{value}")
    return value


def only_block(field: StreamField, rows: list[dict]) -> list[dict]:
    """Rows for a stream that knows one kind of block."""
    ((name, block),) = field.stream_block.child_blocks.items()
    marked_up = {key for key, child in block.child_blocks.items() if isinstance(child, RichTextBlock)}
    values = (
        {key: markdown.to_html(value) if key in marked_up else value for key, value in row.items()} for row in rows
    )
    return [{"type": name, "value": value} for value in values]


def text_blocks(text: str, library: Library) -> list[dict]:
    """A standing page's text; a picture on a line of its own becomes a block between two passages."""
    found, passage = [], []

    def close():
        if passage:
            found.append({"type": "text", "value": "".join(passage)})
            passage.clear()

    for part in markdown.blocks(text):
        if picture := PICTURE.fullmatch(part):
            close()
            caption, key = picture.groups()
            found.append({"type": "picture", "value": {"image": library.picture(key).pk, "caption": caption}})
        else:
            passage.append(markdown.block(part))
    close()
    return found
