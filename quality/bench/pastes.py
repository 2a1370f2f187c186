"""How much of pasted text is read as it is meant, by kind of paste and by field: `./run bench paste`."""

import datetime
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from news.parser import parse_clippings

CORPUS = Path(__file__).parents[2] / "tests" / "corpus" / "pastes"
NEAR = datetime.date(2026, 11, 27)  # the day on which all samples are pasted
FIELDS = ("headline", "byline", "source", "date", "url")

Record = tuple[str, ...]  # of the FIELDS, a date in ISO 8601


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled paste. tests/corpus/pastes/README.md says what `held_out` means."""

    kind: str
    text: str
    clippings: tuple[Record, ...]
    held_out: bool

    @property
    def read(self) -> list[Record]:
        return [
            (each.headline, each.byline, each.source, each.date.isoformat() if each.date else "", each.url)
            for each in parse_clippings(self.text, near=NEAR).clippings
        ]


@dataclass(slots=True)
class Score:
    """Counted over clippings: those labelled, found and found falsely, and fields that are as labelled."""

    labelled: int = 0
    found: int = 0
    false: int = 0
    right: Counter[str] = field(default_factory=Counter)

    def add(self, labelled: Iterable[Record], read: Iterable[Record]) -> None:
        pairs, false = match_records(list(labelled), list(read))
        self.labelled += len(pairs)
        self.false += false
        for wanted, got in pairs:
            self.found += got is not None
            for name, value, other in zip(FIELDS, wanted, got or (None,) * len(FIELDS), strict=True):
                self.right[name] += value == other
            self.right["all"] += wanted == got

    def rate(self, name: str) -> float:
        return self.right[name] / (self.labelled or 1)


def match_records(labelled: list[Record], read: list[Record]) -> tuple[list[tuple[Record, Record | None]], int]:
    """Each labelled clipping with the one that was read for it, and how many were read that are none.

    The one that was read has the same URL or, if that was not found, the same headline.
    """
    left = list(read)
    pairs: list[tuple[Record, Record | None]] = []
    for wanted in labelled:
        found = next((got for got in left if got[4] == wanted[4]), None)
        found = found or next((got for got in left if got[0] == wanted[0]), None)
        if found:
            left.remove(found)
        pairs.append((wanted, found))
    return pairs, len(left)


def load_samples() -> Iterator[Sample]:
    for path in sorted(CORPUS.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["sample"]:
            records = tuple(tuple(record) for record in row["clippings"])
            yield Sample(row["kind"], row["text"], records, held_out=path.stem.startswith("held_out"))


def score(samples: Iterable[Sample]) -> Score:
    result = Score()
    for sample in samples:
        result.add(sample.clippings, sample.read)
    return result


def main() -> None:
    samples = list(load_samples())
    by_kind: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        by_kind[sample.kind].append(sample)
        by_kind["held out" if sample.held_out else "tuned on"].append(sample)
    print("Pasted clippings read as labelled (share of the clippings; false: read where there is none)")
    print(f"{'':30} samples clippings  found  false  {'  '.join(f'{name:>8}' for name in (*FIELDS, 'all'))}")
    for kind, part in sorted(by_kind.items()):
        result = score(part)
        rates = "  ".join(f"{result.rate(name):8.3f}" for name in (*FIELDS, "all"))
        print(f"{kind:30} {len(part):7} {result.labelled:9}  {result.found:5}  {result.false:5}  {rates}")
    for sample in samples:
        read = sample.read
        if tuple(read) != sample.clippings:
            print(f"\n  {sample.kind}{' (held out)' if sample.held_out else ''}")
            for line in sorted(set(sample.clippings) - set(read)):
                print(f"    labelled {line}")
            for line in sorted(set(read) - set(sample.clippings)):
                print(f"    read     {line}")
