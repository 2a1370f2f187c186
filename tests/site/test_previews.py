"""Previews of pages that are not saved yet or being changed, and of blocks."""

from http import HTTPStatus

import pytest
from django.apps import apps
from django.urls import reverse
from wagtail.blocks import StreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page, get_page_models

from tests.factories import ImageFactory
from tests.html import headings, parse, text
from tests.whole_site import PAGE_TYPES, plain_site


@pytest.mark.django_db
@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_a_page_that_is_not_saved_yet_can_be_previewed(saved, page_type):
    parent = Page.objects.get(pk=saved[page_type].get_parent().pk)
    page = apps.get_model(page_type)(title="Not saved yet", slug="not-saved-yet", depth=parent.depth + 1)
    page.path = Page._get_path(parent.path, page.depth, parent.numchild + 1)  # as Wagtail sets it for a preview
    response = page.make_preview_request()
    assert response.status_code == HTTPStatus.OK
    assert len(headings(parse(response))) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_a_page_that_is_being_changed_can_be_previewed(saved, page_type):
    page = saved[page_type].specific_class.objects.get(pk=saved[page_type].pk)
    page.title = "Changed title"
    response = page.make_preview_request()
    assert response.status_code == HTTPStatus.OK
    title = "National Coalition Supporting Eurasian Jewry" if page_type == "pages.Home" else "Changed title"
    assert headings(parse(response)) == [title]


@pytest.fixture(scope="module")
def saved(module_transaction):
    return plain_site()


def choosable_blocks():
    """The block types that an editor can add to a page, without duplicates."""
    streams = [field.stream_block for model in get_page_models() for field in model._meta.fields if is_stream(field)]
    blocks = {type(block): block for stream in streams for block in stream.child_blocks.values()}
    return [block for block in blocks.values() if not isinstance(block, StreamBlock)]


def is_stream(field):
    return isinstance(field, StreamField)


@pytest.mark.parametrize("block", choosable_blocks(), ids=lambda block: type(block).__name__)
def test_an_editor_sees_what_a_block_will_look_like(editor, block):
    ImageFactory()
    assert block.get_description()
    assert block.is_previewable
    response = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == HTTPStatus.OK
    page = parse(response)
    assert text(page.main)
    assert page.find("style") or page.find("link", rel="stylesheet")
