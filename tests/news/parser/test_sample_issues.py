"""The sample issues of tests/corpus/issues: each field is read as it is meant, and no word is lost."""

import pytest

from quality.bench.lost_words import count_lost_words
from quality.bench.whole_issues import IssueScore, load_issues
from tests.news.parser.test_whole_issue import issue, read_issue

SAMPLES = list(load_issues())


def test_there_are_issues_of_each_kind_and_of_the_years_since_2014():
    assert len(SAMPLES) >= 30
    assert {sample.kind for sample in SAMPLES} == {"email text", "email HTML", "PDF text"}
    assert {sample.fields["date"][:4] for sample in SAMPLES} >= {*map(str, range(2014, 2022)), "2026"}


@pytest.mark.parametrize("kind", ["email text", "email HTML", "PDF text"])
def test_an_issue_of_each_kind_is_read_as_meant_and_loses_no_word(kind):
    score = IssueScore()
    wrong = {
        (sample.fields["date"], *fields) for sample in SAMPLES if sample.kind == kind and (fields := score.add(sample))
    }
    assert wrong == set()
    assert score.words_lost == 0
    clippings = score.clippings
    assert (clippings.found, clippings.false, clippings.right["all"]) == (clippings.labelled, 0, clippings.labelled)


def test_a_lost_word_is_counted():
    assert count_lost_words(f"{issue()}\nlostword", read_issue(issue())) == 1
