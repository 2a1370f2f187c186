"""The sample pastes of tests/corpus/pastes: how many of them are read as they are meant."""

from quality.bench.pastes import FIELDS, load_samples, match_records, score

SAMPLES = list(load_samples())


def test_every_kind_of_paste_has_samples_and_half_are_held_out():
    assert len(SAMPLES) >= 100
    assert sum(sample.held_out for sample in SAMPLES) * 2 >= len(SAMPLES)
    assert len({sample.kind for sample in SAMPLES}) >= 20


def test_all_pasted_clippings_are_found_and_none_is_false():
    result = score(SAMPLES)
    assert (result.found, result.false) == (result.labelled, 0)


def test_the_fields_of_pasted_clippings_are_read_as_meant():
    result = score(SAMPLES)
    assert {name for name in FIELDS if result.rate(name) < 0.99} == set()
    assert result.right["all"] >= result.labelled - 1


def test_a_clipping_that_is_missing_or_false_is_counted():
    one, other = ("A", "", "JTA", "", "https://example.org/1"), ("B", "", "JTA", "", "https://example.org/2")
    assert match_records([one], [other]) == ([(one, None)], 1)
    assert match_records([one, other], [other, one]) == ([(one, one), (other, other)], 0)
