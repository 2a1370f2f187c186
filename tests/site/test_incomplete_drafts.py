"""A draft of any page type is saved with whatever is there; publishing asks for the rest, at the field."""

from http import HTTPStatus

import pytest
from django.apps import apps
from django.forms import CharField
from django.urls import reverse
from wagtail.models import Page

from tests import forms
from tests.conftest import signed_in
from tests.factories import UserFactory
from tests.unfinished import empty_value, form_class, form_data, is_rich_text, unfinished_value
from tests.whole_site import PAGE_TYPES

pytestmark = pytest.mark.django_db
AUTOSAVE = {"HTTP_ACCEPT": "application/json"}
CREATED = [page_type for page_type in PAGE_TYPES if page_type != "pages.Home"]


@pytest.fixture
def editor(plain):
    return signed_in(UserFactory(groups=["Editors"]))


def add_url(plain, page_type):
    """The URL that adds a page of this type; the one that is there makes room for it."""
    page = Page.objects.get(pk=plain[page_type].pk)
    parent = page.get_parent()
    page.delete()
    return reverse("wagtailadmin_pages:add", args=[*page_type.lower().split("."), parent.pk])


def autosave(client, url, form):
    """The saved page as its last draft has it."""
    answer = client.post(url, form, **AUTOSAVE).json()
    assert answer["success"], answer
    return Page.objects.get(pk=answer["pk"]).get_latest_revision_as_object()


def plain_text(model):
    """The names of the fields whose text is stored as it is typed."""
    fields = form_class(model).base_fields.items()
    return {name for name, field in fields if isinstance(field, CharField) and not is_rich_text(field)}


def assert_opens(client, draft):
    """In the editor, in its preview, and in the list of pages that it is in."""
    for name, pk in [("edit", draft.pk), ("view_draft", draft.pk)]:
        assert client.get(reverse(f"wagtailadmin_pages:{name}", args=[pk])).status_code == HTTPStatus.OK
    assert client.get(reverse("wagtailadmin_explore", args=[draft.get_parent().pk])).status_code == HTTPStatus.OK


@pytest.mark.parametrize("page_type", CREATED)
def test_a_new_page_is_autosaved_with_whatever_is_there(plain, editor, page_type):
    model = apps.get_model(page_type)
    form = form_data(model, unfinished_value)
    draft = autosave(editor, add_url(plain, page_type), form)
    assert not draft.live
    typed = plain_text(model) & form.keys()
    assert {name: getattr(draft, name) for name in typed} == {name: form[name] for name in typed}
    emptied = autosave(editor, reverse("wagtailadmin_pages:edit", args=[draft.pk]), form_data(model, empty_value))
    assert not any(getattr(emptied, name) for name in typed - {"title", "slug"})
    assert_opens(editor, emptied)


@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_a_live_page_has_a_draft_with_whatever_is_there(plain, editor, page_type):
    url = reverse("wagtailadmin_pages:edit", args=[plain[page_type].pk])
    draft = autosave(editor, url, form_data(apps.get_model(page_type), unfinished_value))
    assert draft.live
    assert_opens(editor, draft)


@pytest.mark.parametrize("page_type", CREATED)
def test_what_is_missing_is_asked_for_at_its_field_when_the_page_is_published(plain, editor, page_type):
    model = apps.get_model(page_type)
    required = {name for name, field in form_class(model).base_fields.items() if field.required}
    required -= {"title"} if page_type == "news.WeeklyUpdate" else set()  # made from the date
    response = editor.post(add_url(plain, page_type), form_data(model, empty_value) | forms.PUBLISH)
    assert required | {"search_description"} <= set(forms.errors(response))
    assert not model.objects.exists()
