"""Language spans: kept from the editor to the database and back, merged, and without other attributes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.models.weekly_update import LETTER_FEATURES
from pages.rich_text.blocks import LINE_FEATURES, TEXT_FEATURES
from pages.rich_text.language_feature import RichTextArea
from pages.rich_text.languages import LANGUAGES, merge_language_spans

HEBREW = 'dir="rtl" lang="he"'


def save(html, features=LETTER_FEATURES):
    """The text after an editor opened and submitted it unchanged."""
    editor = RichTextArea(features=features)
    return editor.value_from_datadict({"letter": editor.format_value(html)}, {}, "letter")


def style_ranges(html):
    return json.loads(RichTextArea(features=LETTER_FEATURES).format_value(html))["blocks"][0]["inlineStyleRanges"]


@pytest.mark.parametrize("features", [TEXT_FEATURES, LINE_FEATURES, LETTER_FEATURES])
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.name)
def test_every_text_keeps_every_language(language, features):
    direction = 'dir="rtl" ' if language.code in ("he", "yi") else ""
    html = f'<p data-block-key="a">They said <span {direction}lang="{language.code}">שלום</span>.</p>'
    assert save(html, features) == html


@pytest.mark.parametrize(
    "html",
    [
        f'<p data-block-key="a">To all: <span {HEBREW}>שנה <b>טובה</b> ומתוקה</span>, 2025</p>',
        f'<p data-block-key="a">See <span {HEBREW}>ראו <a href="https://example.org/?a=1&amp;b=2">כאן</a></span>.</p>',
        f'<p data-block-key="a" dir="rtl"><span {HEBREW}><b><i>שנה</i></b> טובה</span></p>',
        '<p data-block-key="a"><a href="https://example.org/">Hello, <span lang="ru">привет</span></a></p>',
        f'<ul><li data-block-key="a" dir="rtl"><span {HEBREW}>שבת</span></li></ul>',
    ],
)
def test_a_span_with_bold_words_and_links_stays_one_span_and_saving_is_idempotent(html):
    assert save(html) == html


def test_adjacent_spans_of_two_languages_are_not_merged():
    html = f'<p data-block-key="a"><span lang="ru">С праздником!</span><span {HEBREW}>חג שמח</span></p>'
    assert save(html) == html


def test_a_paragraph_that_is_no_longer_one_span_loses_its_direction():
    html = f'<p data-block-key="a" dir="rtl">Now more than <span {HEBREW}>שבת</span></p>'
    assert save(html) == html.replace(' dir="rtl">Now', ">Now")


def test_an_unknown_language_is_removed_and_its_text_kept():
    html = '<p data-block-key="a"><span lang="xx" onclick="x()">hola</span> <span style="color:red">red</span></p>'
    assert save(html) == '<p data-block-key="a">hola red</p>'
    assert style_ranges(html) == []


@pytest.mark.parametrize("html", ["", '<p data-block-key="a">“Plain”, she said; it\'s <b>so</b>.<br/>&amp;</p>'])
def test_a_text_without_language_spans_is_not_changed(html):
    assert merge_language_spans(html) is html


@given(st.lists(st.tuples(st.sampled_from(["{}", "<b>{}</b>", "<i><b>{}</b></i>"]), st.booleans()), max_size=8))
def test_adjacent_spans_of_one_language_are_merged(parts):
    spans = [
        frame.format(f"<span {HEBREW}>ש{n}</span>" if is_hebrew else f"word{n}")
        for n, (frame, is_hebrew) in enumerate(parts)
    ]
    merged = merge_language_spans(f"<p>{''.join(spans)}</p>")
    runs = sum(is_hebrew and not (n and parts[n - 1][1]) for n, (_, is_hebrew) in enumerate(parts))
    assert merged.count("<span") == runs
    assert merge_language_spans(merged) == merged
