"""The synthetic issues of quality/archive_corpus: the aims are held; `./run bench archive` measures all of them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.reading import Form, SourceText
from archive.record import make_record
from news.parser.sources import NO_SOURCES
from quality.archive_corpus.cases import FORMS, Case, make_cases
from quality.archive_corpus.hand_made import load_hand_made
from quality.archive_corpus.layouts import LAYOUTS, lay_out
from quality.archive_corpus.mixes import make_mixes
from quality.archive_corpus.pages import PAGES
from quality.archive_corpus.texts import write_text
from quality.archive_corpus.values import make_issue
from quality.archive_corpus.weeks import make_weeks
from quality.bench.archive import add_up, count_merged, count_unsaid_words, measure
from quality.bench.lost_words import count_lost_words

MADE = list(make_cases())
HAND_MADE = list(load_hand_made())
SHARE = 5  # every fifth file is read here


def test_there_are_issues_of_all_forms_and_years_and_each_is_another():
    assert len(MADE) >= 80
    assert len({case.content for case in MADE}) == len(MADE)
    assert {case.expected["date"][:4] for case in MADE} >= {*map(str, range(2014, 2021))}
    assert {case.name.split("-", 2)[2].startswith(form) for case in MADE for form in FORMS} == {True, False}


def test_the_same_files_are_made_every_time():
    assert list(make_cases()) == MADE


@pytest.mark.parametrize(
    "cases",
    [
        HAND_MADE,
        [case for case in MADE if not case.held_out][::SHARE],
        [case for case in MADE if case.held_out][::SHARE],
    ],
    ids=["by hand", "tuned on", "held out"],
)
def test_old_issues_are_read_as_they_are_meant_and_lose_no_word(cases: list[Case]):
    rates = add_up(measure(cases).values())
    assert rates.of["no issue told"] == len(cases)
    assert rates.missed == []


def test_a_mail_and_its_pdf_or_two_sendings_are_merged_as_meant():
    weeks = list(make_weeks())
    assert {week.history for week in weeks} == {0, 1}
    assert [name for name, is_right in count_merged(weeks[:4]) if not is_right] == []


def test_a_week_that_is_merged_otherwise_is_told():
    week = next(make_weeks())
    assert list(count_merged([replace(week, long_texts=())])) == [(week.name, False)]


@settings(deadline=None, max_examples=25, derandomize=True, database=None)
@given(
    number=st.integers(1000),
    layout=st.sampled_from(LAYOUTS),
    page=st.sampled_from([*PAGES, ""]),
    width=st.integers(60, 90),
)
def test_no_word_of_a_generated_issue_is_lost(number, layout, page, width):
    blocks = lay_out(make_issue("tuned", number), layout)
    text = PAGES[page](blocks) if page else write_text(blocks, width)
    source = SourceText("a", Form.HTML if page else Form.TEXT, text)
    record = make_record(source, NO_SOURCES)
    assert count_lost_words(text, record.issue) == 0
    assert count_unsaid_words(" ".join(block.plain for block in blocks), record) == 0


def test_parts_taken_at_random_are_read_as_meant():
    cases = list(make_mixes(12, "a"))
    assert cases == list(make_mixes(12, "a"))
    assert cases != list(make_mixes(12, "b"))
    assert add_up(measure(cases).values()).missed == []


def test_a_field_that_is_read_otherwise_is_told_and_misses_the_aim():
    case = MADE[0]
    wrong = replace(case, expected=case.expected | {"date": "2001-01-01"}, said=f"{case.said} lostword")
    rates = measure([wrong])[case.name]
    assert [(each.field, each.meant) for each in rates.mistakes] == [("date", "2001-01-01")]
    assert rates.missed == ["date: 0.000, not 1.00", "1 words are lost"]


def test_an_issue_that_is_taken_for_none_is_told():
    bounce = next(case for case in HAND_MADE if case.expected is None)
    rates = measure([replace(bounce, expected=MADE[0].expected)])[bounce.name]
    assert rates.missed == ["no issue told: 0.000, not 1.00"]
