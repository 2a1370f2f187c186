"""JSON has stable keys; Markdown shows text as it was typed."""

import datetime
import json
from dataclasses import replace

import pytest

from news.outputs.json import build_data, render_json
from news.outputs.markdown import render_markdown
from tests.news.outputs.sample_issue import BLANK, LEAD_IMAGE, PUBLISHER, URL, issue, one_clipping

KEYS = [
    "type",
    "version",
    "url",
    "title",
    "summary",
    "kicker",
    "city",
    "date",
    "published",
    "modified",
    "publisher",
    "to",
    "from",
    "picture",
    "correction",
    "letter",
    "signature",
    "clippings",
]
CLIPPING_KEYS = ["position", "headline", "byline", "source", "date", "url", "excerpt", "countries"]


@pytest.mark.parametrize("given", [issue(), issue(lead_image=None), BLANK])
def test_a_missing_value_removes_no_key(given):
    data = json.loads(render_json(given, PUBLISHER))
    assert list(data) == KEYS
    assert [list(clipping) for clipping in data["clippings"]] == [CLIPPING_KEYS] * len(given.clippings)


def test_dates_and_datetimes_are_in_iso_8601():
    published_at = datetime.datetime(2025, 2, 21, 21, 0, tzinfo=datetime.UTC)
    data = build_data(issue(published=published_at, modified=published_at), PUBLISHER)
    assert data["date"] == "2025-02-21"
    assert data["published"] == data["modified"] == "2025-02-21T16:00:00-05:00"
    assert data["clippings"][0]["date"] == "2025-02-20"
    assert build_data(BLANK, PUBLISHER)["clippings"][0]["date"] is None


def test_other_scripts_are_written_as_themselves():
    text = render_json(one_clipping(headline="קהילה חוגגת", source="Žinios", byline="Вечер"), PUBLISHER)
    for text_in_script in ("קהילה חוגגת", "Žinios", "Вечер", "שבת שלום"):
        assert text_in_script in text


def test_a_picture_is_described():
    assert build_data(issue(), PUBLISHER)["picture"] == {
        "url": LEAD_IMAGE.url,
        "width": 960,
        "height": 540,
        "alt": "Two stars",
        "caption": "Stars.",
        "credit": "Drawn by us",
    }


def test_markdown_has_the_letter_with_its_links_lists_and_quotations():
    text = render_markdown(issue(), PUBLISHER)
    assert "go on with [their work](https://example.org/report); see [what we said](https://www.example.org" in text
    assert "\n- Security, in *every* city\n- Restitution\n\n> Words of somebody else.\n" in text
    assert text.startswith("# Third anniversary\n\n**Weekly Top 10** · Washington, D.C. February 21, 2025\n")
    assert text.endswith(f"\n<{URL}>\n")


@pytest.mark.parametrize(
    ("typed", "escaped"),
    [
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("*stars*, _lines_ and `ticks`", r"\*stars\*, \_lines\_ and \`ticks\`"),
        ("[not a link](https://example.org)", r"\[not a link\](https://example.org)"),
        ("Fish & chips", "Fish & chips"),
        ("&amp; as typed", r"\&amp; as typed"),
        ("1917. A year", r"1917\. A year"),
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("one\n> two", "one\\\n\\> two"),
    ],
)
def test_markdown_that_an_editor_typed_is_escaped(typed, escaped):
    text = render_markdown(one_clipping(paragraphs=(typed,)), PUBLISHER)
    assert f"\n\n{escaped}\n\n" in text


def test_a_url_with_brackets_stays_one_link():
    text = render_markdown(one_clipping(url="https://example.org/a_(b) c"), PUBLISHER)
    assert "[Read at Example Wire](https://example.org/a_%28b%29%20c)" in text


def test_nested_lists_and_quotations_are_indented():
    letter = "<blockquote><ul><li>One<ol><li>Inner</li></ol></li></ul><p>After</p></blockquote>"
    assert "\n> - One\n>   1. Inner\n> \n> After\n" in render_markdown(issue(letter), PUBLISHER)


def test_a_draft_with_nothing_but_a_date_can_be_rendered():
    assert "None" not in render_markdown(replace(BLANK, lead_image=None), PUBLISHER)
