"""The synthetic issues of quality/archive_corpus: the aims are held; `./run bench archive` measures all of them."""

from dataclasses import replace

import pytest

from quality.archive_corpus.cases import FORMS, Case, make_cases
from quality.archive_corpus.hand_made import load_hand_made
from quality.bench.archive import add_up, measure

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
