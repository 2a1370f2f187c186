"""A passage in another language: kept from the editor to the database and back, whole, and nothing else with it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.models.weekly_update import LETTER_FEATURES
from pages.rich_text.blocks import LINE_FEATURES, TEXT_FEATURES
from pages.rich_text.language_feature import RichTextArea
from pages.rich_text.languages import LANGUAGES, merge_language_spans

HEBREW = 'dir="rtl" lang="he"'


def saved(html, features=LETTER_FEATURES):
    """The text after an editor opened it and sent it as it was."""
    editor = RichTextArea(features=features)
    return editor.value_from_datadict({"letter": editor.format_value(html)}, {}, "letter")


def ranges(html):
    return json.loads(RichTextArea(features=LETTER_FEATURES).format_value(html))["blocks"][0]["inlineStyleRanges"]


@pytest.mark.parametrize("features", [TEXT_FEATURES, LINE_FEATURES, LETTER_FEATURES])
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.name)
def test_every_text_keeps_every_language(language, features):
    direction = 'dir="rtl" ' if language.code in ("he", "yi") else ""
    html = f'<p data-block-key="a">They said <span {direction}lang="{language.code}">שלום</span>.</p>'
    assert saved(html, features) == html


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
def test_a_passage_with_bold_words_and_links_stays_whole_and_saving_again_changes_nothing(html):
    assert saved(html) == html


def test_two_languages_side_by_side_stay_two():
    html = f'<p data-block-key="a"><span lang="ru">С праздником!</span><span {HEBREW}>חג שמח</span></p>'
    assert saved(html) == html


def test_a_direction_leaves_the_paragraph_with_the_passage():
    html = f'<p data-block-key="a" dir="rtl">Now more than <span {HEBREW}>שבת</span></p>'
    assert saved(html) == html.replace(' dir="rtl">Now', ">Now")


def test_what_is_no_language_of_the_list_is_left_out_and_its_text_kept():
    html = '<p data-block-key="a"><span lang="xx" onclick="x()">hola</span> <span style="color:red">red</span></p>'
    assert saved(html) == '<p data-block-key="a">hola red</p>'
    assert ranges(html) == []


@pytest.mark.parametrize("html", ["", '<p data-block-key="a">“Plain”, she said; it\'s <b>so</b>.<br/>&amp;</p>'])
def test_a_text_without_passages_is_not_touched(html):
    assert merge_language_spans(html) is html


@given(st.lists(st.tuples(st.sampled_from(["{}", "<b>{}</b>", "<i><b>{}</b></i>"]), st.booleans()), max_size=8))
def test_no_two_pieces_of_a_language_stand_beside_one_another(parts):
    pieces = [
        frame.format(f"<span {HEBREW}>ש{n}</span>" if is_hebrew else f"word{n}")
        for n, (frame, is_hebrew) in enumerate(parts)
    ]
    whole = merge_language_spans(f"<p>{''.join(pieces)}</p>")
    runs = sum(is_hebrew and not (n and parts[n - 1][1]) for n, (_, is_hebrew) in enumerate(parts))
    assert whole.count("<span") == runs
    assert merge_language_spans(whole) == whole
