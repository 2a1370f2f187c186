"""The JSON views behind "Paste clippings" and "Suggest countries"."""

import json
from http import HTTPStatus

import pytest
from django.urls import reverse

from news.models import Source

PASTED = """Example clinic opens in Odesa
By A. Correspondent
Sample Gazette, November 20, 2026

A paragraph about it.

Read the full article here. https://example.org/clinic
"""


def read(editor, text):
    return editor.post(reverse("read_clippings"), {"text": text})


def suggest(editor, clippings):
    return editor.post(reverse("suggest_countries"), json.dumps(clippings), content_type="application/json")


def test_an_editor_gets_back_what_was_understood_and_what_was_not(editor):
    response = read(editor, "washington, a line of no clipping\n\n" + PASTED).json()
    (clipping,) = response["clippings"]
    assert clipping["headline"] == "Example clinic opens in Odesa"
    assert clipping["date"] == "2026-11-20"
    assert clipping["url"] == "https://example.org/clinic"
    assert [line["text"] for line in response["unplaced"]] == ["washington, a line of no clipping"]


@pytest.mark.parametrize("text", ["", "  \n", "x" * 1_000_001])
def test_an_editor_is_told_when_nothing_or_too_much_is_pasted(editor, text):
    response = read(editor, text)
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert response.json()["error"]


def test_suggested_countries_come_with_their_reason(editor):
    clippings = [
        {"headline": "Example clinic opens in Odesa", "excerpt": ""},
        {"headline": "Turkey dinner", "excerpt": ""},
    ]
    first, second = suggest(editor, clippings).json()["clippings"]
    assert first == [{"code": "UA", "name": "Ukraine", "reasons": ["“Odesa” (city, in the headline)"]}]
    assert second == []


@pytest.mark.parametrize("sent", ["nonsense", [{"headline": "without an excerpt"}], 7])
def test_a_malformed_request_is_refused(editor, sent):
    assert suggest(editor, sent).status_code == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("name", ["read_clippings", "suggest_countries"])
def test_a_visitor_is_sent_to_sign_in(visitor, name):
    response = visitor.post(reverse(name), {"text": PASTED})
    assert response.status_code == HTTPStatus.FOUND
    assert reverse("wagtailadmin_login") in response["Location"]


def test_a_source_is_named_as_staff_name_it_by_its_spelling_or_its_host(editor):
    Source.objects.create(name="S. Wire", spellings="Sample Wire Agency", hosts="wire.example")
    spelled = PASTED.replace("Sample Gazette", "The Sample Wire Agency")
    first, second, third = read(editor, f"{spelled}\n\n{PASTED}\n\nhttps://www.wire.example/2026/a-story").json()[
        "clippings"
    ]
    assert (first["source"], second["source"], third["source"]) == ("S. Wire", "Sample Gazette", "S. Wire")
    assert "The source was taken from the address." not in third["doubts"]
