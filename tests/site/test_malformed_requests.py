"""What no form of this site sends: JSON nested without end, numbers without end, text that PostgreSQL cannot hold."""

import json
from http import HTTPStatus

import pytest
from django.urls import reverse

from ncsej_site.malformed_requests import is_malformed
from tests import forms
from tests.factories import StandardPageFactory, StatementFactory

DEEP = "[" * 100_000
LONG = "9" * 5_000


def contentstate(text):
    """What the rich text editor sends for one paragraph."""
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    return json.dumps({"blocks": [block], "entityMap": {}})


@pytest.fixture
def editor(editor):
    editor.raise_request_exception = False
    return editor


@pytest.mark.parametrize("body", [DEEP, LONG, '{"a": "\\ud800"}', '{"a": "\\u0000"}', "[1]", b"\xff"])
@pytest.mark.parametrize(("method", "name"), [("post", "suggest_countries"), ("patch", "wagtailadmin_dismissibles")])
def test_json_that_cannot_be_read_answers_400(editor, method, name, body):
    response = getattr(editor, method)(reverse(name), body, content_type="application/json")
    assert response.status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("body", [DEEP, LONG, "[1]", "no JSON"])
def test_rich_text_that_cannot_be_read_answers_400(editor, home, body):
    statement = StatementFactory()
    response = forms.edit(editor, statement, forms.statement(slug=statement.slug, body=body), forms.PUBLISH)
    assert response.status_code == HTTPStatus.BAD_REQUEST


def test_half_of_a_surrogate_pair_in_rich_text_is_replaced(editor, home):
    statement = StatementFactory()
    form = forms.statement(slug=statement.slug, body=contentstate("Before \ud800 after \U0001f54e"))
    forms.edit(editor, statement, form, forms.PUBLISH)
    statement.refresh_from_db()
    assert "Before \ufffd after \U0001f54e" in statement.body


@pytest.mark.parametrize("field", ["title", "slug", "search_description", "body"])
def test_a_null_character_is_refused_at_its_field(editor, home, field):
    statement = StatementFactory()
    typed = contentstate("a\0b") if field == "body" else "a\0b"
    form = forms.statement(slug=statement.slug) | {field: typed}
    response = forms.edit(editor, statement, form, forms.PUBLISH)
    assert "Null characters" in forms.errors(response)[field]


def test_a_null_character_in_a_query_answers_400(editor):
    response = editor.get(reverse("wagtailadmin_tag_autocomplete"), {"term": "\0"})
    assert response.status_code == HTTPStatus.BAD_REQUEST


def test_an_address_with_words_in_the_place_of_a_number_answers_400(editor):
    response = editor.get("/admin/snippets/choose/pages/person/chosen/%ff/")
    assert response.status_code == HTTPStatus.BAD_REQUEST


def test_a_form_of_which_a_part_is_missing_answers_400(editor, home):
    page = StandardPageFactory()
    response = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": "Only a title"})
    assert response.status_code == HTTPStatus.BAD_REQUEST


def test_what_fails_for_another_reason_is_an_error_of_the_site(rf):
    assert not is_malformed(rf.get("/"), ValueError("A bug"))
    assert not is_malformed(rf.get("/", {"q": "\0"}), KeyError("A bug"))
