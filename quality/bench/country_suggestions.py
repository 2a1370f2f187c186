"""How good the suggested countries are, on the labelled sample: `./run bench`."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from news.countries.suggestions import suggest

SAMPLE = Path(__file__).parents[2] / "tests" / "corpus" / "country_sentences.toml"
AIM = {"precision": 0.97, "recall": 0.95}


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    countries: tuple[str, ...]
    hard: bool = False
    held_out: bool = False

    @property
    def suggested(self) -> set[str]:
        return {suggestion.code for suggestion in suggest(self.text)}


@dataclass(frozen=True, slots=True)
class Score:
    """Counted over pairs of a sentence and a country."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong or 1)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed or 1)


def sentences() -> list[Sentence]:
    table = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))
    return [Sentence(**{**row, "countries": tuple(row["countries"])}) for row in table["sentence"]]


def score(sample: Iterable[Sentence]) -> Score:
    pairs = [(set(sentence.countries), sentence.suggested) for sentence in sample]
    return Score(
        right=sum(len(labelled & suggested) for labelled, suggested in pairs),
        wrong=sum(len(suggested - labelled) for labelled, suggested in pairs),
        missed=sum(len(labelled - suggested) for labelled, suggested in pairs),
    )


def main() -> None:
    sample = sentences()
    parts = {
        "all": sample,
        "tuned on": [sentence for sentence in sample if not sentence.held_out],
        "held out": [sentence for sentence in sample if sentence.held_out],
        "hard ones": [sentence for sentence in sample if sentence.hard],
    }
    print(f"Countries suggested (aim: precision {AIM['precision']}, recall {AIM['recall']})")
    print(f"{'':10} sentences  right  wrong  missed  precision  recall")
    for name, part in parts.items():
        counted = score(part)
        print(
            f"{name:10} {len(part):9}  {counted.right:5}  {counted.wrong:5}  {counted.missed:6}"
            f"  {counted.precision:9.3f}  {counted.recall:6.3f}"
        )
    for sentence in sample:
        labelled, suggested = set(sentence.countries), sentence.suggested
        if suggested != labelled:
            print(f"  {sentence.text}\n    labelled {sorted(labelled)}, suggested {sorted(suggested)}")


if __name__ == "__main__":
    main()
