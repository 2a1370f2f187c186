"""The POST data of any page type's form with every field empty, or with what stands there while somebody types."""

from django import forms
from wagtail import blocks
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.blocks import BlockField
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

LONG = "word " * 500 + "word"
HALF_URL = "www.exam"
WITH_LIMITED_COLUMN = {"title", "seo_title", "slug"}  # Wagtail's own, of 255 characters


def form_class(model):
    return model.get_edit_handler().get_form_class()


def rows(model):
    """Name → form class of each inline panel."""
    return {name: formset.form for name, formset in form_class(model).formsets.items() if name != "comments"}


def is_streamfield(field):
    return isinstance(field, BlockField)


def is_rich_text(field):
    return isinstance(field.widget, DraftailRichTextArea)


def rich_text_data(value):
    """As Draftail sends it; an empty text is null."""
    return rich_text("<p>Text</p>") if value is unfinished_value else "null"


def unfinished_value(name, field):
    """What a field of a page's form has while somebody types. Dates are tested with their own field."""
    if name in WITH_LIMITED_COLUMN:
        return f"half-a-{name}"
    if isinstance(field, forms.URLField):
        return HALF_URL
    if isinstance(field, forms.IntegerField):
        return "0"
    is_text = type(field) is forms.CharField
    return LONG if is_text else ""


def empty_value(name, field):
    return ""


def form_data(model, value):
    """The form of a page type; value: unfinished_value or empty_value."""
    data = {"comments": inline_formset([])}
    for name, field in form_class(model).base_fields.items():
        if is_streamfield(field):
            data[name] = streamfield([(kind, block_data(block, value)) for kind, block in each_block(field)])
        elif is_rich_text(field):
            data[name] = rich_text_data(value)
        elif not isinstance(field, forms.BooleanField):
            data[name] = value(name, field)
    for name, row in rows(model).items():
        filled = {key: value(key, field) for key, field in row.base_fields.items()}
        data[name] = inline_formset([{key: text for key, text in filled.items() if key not in {"id", "DELETE"}}])
    return nested_form_data(data)


def each_block(field):
    return field.block.child_blocks.items()


def block_data(block, value):
    if isinstance(block, blocks.StructBlock):
        return {name: block_data(child, value) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.RichTextBlock):
        return rich_text_data(value)
    if isinstance(block, blocks.MultipleChoiceBlock):
        return ()
    return value("", block.field)
