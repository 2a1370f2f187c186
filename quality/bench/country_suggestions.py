"""Precision and recall of the suggested countries, on a labelled sample: `./run bench`."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from news.countries.suggestions import suggest_for_text

SAMPLE_PATH = Path(__file__).parents[2] / "tests" / "corpus" / "country_sentences.toml"
TARGET = {"precision": 0.97, "recall": 0.95}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A labelled sentence. tests/corpus/country_sentences.toml says what `hard` and `held_out` mean."""

    text: str
    countries: tuple[str, ...]
    hard: bool = False
    held_out: bool = False

    @property
    def suggested(self) -> set[str]:
        return {suggestion.code for suggestion in suggest_for_text(self.text)}


@dataclass(frozen=True, slots=True)
class Score:
    """Counted over pairs of a sentence and a country."""

    true_positives: int
    false_positives: int
    false_negatives: int

    @property
    def precision(self) -> float:
        return self.true_positives / (self.true_positives + self.false_positives or 1)

    @property
    def recall(self) -> float:
        return self.true_positives / (self.true_positives + self.false_negatives or 1)


def load_sentences() -> list[Sentence]:
    table = tomllib.loads(SAMPLE_PATH.read_text(encoding="utf-8"))
    return [Sentence(**{**row, "countries": tuple(row["countries"])}) for row in table["sentence"]]


def score(sample: Iterable[Sentence]) -> Score:
    pairs = [(set(sentence.countries), sentence.suggested) for sentence in sample]
    return Score(
        true_positives=sum(len(labelled & suggested) for labelled, suggested in pairs),
        false_positives=sum(len(suggested - labelled) for labelled, suggested in pairs),
        false_negatives=sum(len(labelled - suggested) for labelled, suggested in pairs),
    )


def main() -> None:
    sample = load_sentences()
    parts = {
        "all": sample,
        "tuned on": [sentence for sentence in sample if not sentence.held_out],
        "held out": [sentence for sentence in sample if sentence.held_out],
        "hard ones": [sentence for sentence in sample if sentence.hard],
    }
    print(f"Countries suggested (target: precision {TARGET['precision']}, recall {TARGET['recall']})")
    print(f"{'':10} sentences  right  wrong  missed  precision  recall")
    for name, part in parts.items():
        result = score(part)
        counts = f"{result.true_positives:5}  {result.false_positives:5}  {result.false_negatives:6}"
        print(f"{name:10} {len(part):9}  {counts}  {result.precision:9.3f}  {result.recall:6.3f}")
    for sentence in sample:
        labelled, suggested = set(sentence.countries), sentence.suggested
        if suggested != labelled:
            print(f"  {sentence.text}\n    labelled {sorted(labelled)}, suggested {sorted(suggested)}")


if __name__ == "__main__":
    main()
