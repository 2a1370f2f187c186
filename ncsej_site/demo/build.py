"""Fills unsaved instances of models with the values of a data file, which are converted by the model's fields."""

import re

from wagtail.blocks import PageChooserBlock, RichTextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from pages.models import SiteDocument, SiteImage

from .. import markdown
from .library import Library

TEXT_FIELDS = ("body", "letter", "profile", "description", "mission")
PICTURE = re.compile(r"!\[([^]]*)]\(([^)\s]+)\)")


def find_text_field(model) -> str | None:
    """The name of the field for the text below a file's front matter; None where the model has none."""
    names = {field.name for field in model._meta.get_fields()}
    return next((name for name in TEXT_FIELDS if name in names), None)


def fill_fields(instance, values: dict, library: Library):
    """Set the instance's fields and its child objects from plain values, and return it."""
    for name, value in values.items():
        field = instance._meta.get_field(name)
        if field.one_to_many:
            rows = [fill_fields(field.related_model(), row, library) for row in value]
            setattr(instance, name, rows)
        else:
            setattr(instance, name, to_field_value(field, value, library))
    return instance


def to_field_value(field, value, library: Library):
    """The value as the field takes it."""
    if isinstance(field, RichTextField):
        return markdown.to_html(value)
    if isinstance(field, StreamField):
        return body_blocks(value, library) if isinstance(value, str) else to_stream(field, value)
    if field.related_model is SiteImage:
        return library.picture(value)
    if field.related_model is SiteDocument:
        return library.document(value)
    if field.related_model is Page:
        return find_page(value)
    return value


def find_page(path: str) -> Page:
    return Page.objects.get(url_path=f"/home{path}")


def to_stream(field: StreamField, rows: list[dict]) -> list[dict]:
    """The value of a StreamField that has one type of block."""
    ((name, block),) = field.stream_block.child_blocks.items()
    values = ({key: to_block_value(block.child_blocks[key], value) for key, value in row.items()} for row in rows)
    return [{"type": name, "value": value} for value in values]


def to_block_value(block, value):
    """The value as the child of a StructBlock keeps it."""
    if isinstance(block, RichTextBlock):
        return markdown.to_html(value)
    return find_page(value).pk if isinstance(block, PageChooserBlock) else value


def body_blocks(text: str, library: Library) -> list[dict]:
    """The value of a body: a picture on a line of its own becomes a block, the text between pictures another."""
    blocks, html = [], []

    def add_text_block():
        if html:
            blocks.append({"type": "text", "value": "".join(html)})
            html.clear()

    for part in markdown.split_blocks(text):
        if picture := PICTURE.fullmatch(part):
            add_text_block()
            caption, key = picture.groups()
            blocks.append({"type": "picture", "value": {"image": library.picture(key).pk, "caption": caption}})
        else:
            html.append(markdown.block_to_html(part))
    add_text_block()
    return blocks
