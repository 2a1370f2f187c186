"""What is read of the pages of tests/corpus/articles, field by field: `./run bench articles`."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from news.articles import Article, Sources, read_article

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "corpus" / "articles"
SOURCES = ROOT / "news" / "records" / "data" / "sources.toml"
FIELDS = ("headline", "source", "byline", "date", "text")
TARGETS = {"headline": 0.98, "source": 0.95, "byline": 0.9, "date": 0.95}


@dataclass(frozen=True, slots=True)
class Sample:
    """A page and what it says: an empty field cannot be known, and an empty `text` is not compared.

    held_out: the page was written after the rules.
    """

    name: str
    html: bytes
    url: str
    kind: str
    held_out: bool
    expected: dict[str, str]

    def read(self, sources: Sources) -> dict[str, str]:
        return values_of(read_article(self.html, self.url, sources))


def values_of(article: Article) -> dict[str, str]:
    """The fields as they are compared; of the paragraphs, the first."""
    return {
        "headline": article.headline,
        "source": article.source,
        "byline": article.byline,
        "date": article.date.isoformat() if article.date else "",
        "text": article.paragraphs[0] if article.paragraphs else "",
    }


def load_samples() -> list[Sample]:
    return [_load(path) for path in sorted(SAMPLES.glob("*.html"))]


def _load(path: Path) -> Sample:
    row = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    expected = {field: row[field] or "" for field in FIELDS}
    return Sample(path.stem, path.read_bytes(), row["url"], row["kind"], row["held_out"], expected)


def load_sources() -> Sources:
    """The sources that a new site has."""
    return Sources.from_toml(SOURCES.read_text(encoding="utf-8"))


def compare(sample: Sample, sources: Sources) -> Iterator[tuple[str, str, str, str]]:
    """(field, verdict, expected, read) for each field that is compared.

    The verdicts: right, wrong, missed, and false: a value where none can be known.
    """
    read = sample.read(sources)
    for field in FIELDS:
        expected, value = sample.expected[field], read[field]
        if field == "text":
            if not expected:
                continue
            value = value[: len(expected)]
        verdict = "right" if value == expected else "false" if not expected else "wrong" if value else "missed"
        yield field, verdict, expected, value


def rates(samples: Iterable[Sample], sources: Sources) -> dict[str, dict[str, int]]:
    """How often each verdict was given, by field."""
    counts = {field: dict.fromkeys(("right", "wrong", "missed", "false"), 0) for field in FIELDS}
    for sample in samples:
        for field, verdict, _, _ in compare(sample, sources):
            counts[field][verdict] += 1
    return counts


def main() -> None:
    samples, sources = load_samples(), load_sources()
    parts = {
        "all": samples,
        "tuned on": [sample for sample in samples if not sample.held_out],
        "held out": [sample for sample in samples if sample.held_out],
    }
    print(f"Articles read (aims: {', '.join(f'{field} {aim:.0%}' for field, aim in TARGETS.items())}, no false value)")
    for name, part in parts.items():
        print(f"{name}, {len(part)} pages")
        for field, count in rates(part, sources).items():
            total = sum(count.values())
            numbers = "  ".join(f"{verdict} {number:3}" for verdict, number in count.items())
            print(f"  {field:9} {count['right'] / (total or 1):6.1%}  {numbers}")
    for sample in samples:
        for field, verdict, expected, value in compare(sample, sources):
            if verdict != "right":
                print(f"  {sample.name}, {field} {verdict}: “{value[:90]}” for “{expected[:90]}”")
