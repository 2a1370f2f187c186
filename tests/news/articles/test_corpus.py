"""The pages of tests/corpus/articles are read as their JSON files say."""

import pytest

from quality.bench.articles import compare, load_samples, load_sources

SAMPLES = load_samples()
SOURCES = load_sources()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_page_is_read_as_its_json_file_says(sample):
    differences = [found for found in compare(sample, SOURCES) if found[1] != "right"]
    assert differences == []


def test_there_are_many_kinds_of_pages_half_of_them_written_after_the_rules():
    assert len(SAMPLES) >= 60
    assert len({sample.kind for sample in SAMPLES}) >= 30
    assert sum(sample.held_out for sample in SAMPLES) >= 30


def test_a_value_that_is_not_on_the_page_is_counted_as_false_or_wrong():
    sample = next(sample for sample in SAMPLES if sample.kind == "nothing known")
    unlike = type(sample)(
        sample.name, sample.html, sample.url, "", False, sample.expected | {"headline": "", "source": "Another"}
    )
    verdicts = {field: verdict for field, verdict, _, _ in compare(unlike, SOURCES)}
    assert (verdicts["headline"], verdicts["source"], verdicts["date"]) == ("false", "wrong", "right")
