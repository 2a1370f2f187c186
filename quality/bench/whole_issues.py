"""How much of a whole issue is read as it is meant, by kind of issue and by field; and how many words are lost."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from news.parser.whole_issue import ParsedIssue, read_issue

from .lost_words import count_lost_words
from .pastes import FIELDS as CLIPPING_FIELDS
from .pastes import Record, Score

CORPUS = Path(__file__).parents[2] / "tests" / "corpus" / "issues"
FIELDS = ("date", "kicker", "to", "from", "salutation", "letter", "signature")


@dataclass(frozen=True, slots=True)
class IssueSample:
    """A labelled issue. `fields` has the FIELDS as text, the names under FROM as "Name | Title" in lines."""

    kind: str
    text: str
    fields: dict[str, str]
    clippings: tuple[Record, ...]
    held_out: bool


@dataclass(slots=True)
class IssueScore:
    """Counted over issues: fields that are as labelled, words lost or added; and the score of the clippings."""

    issues: int = 0
    words_lost: int = 0
    right: Counter[str] = field(default_factory=Counter)
    clippings: Score = field(default_factory=Score)

    def add(self, sample: IssueSample) -> list[str]:
        """Count one issue; the names of the fields that are not as labelled."""
        read = read_issue(sample.text)
        got = fields_of(read)
        self.issues += 1
        self.words_lost += count_lost_words(sample.text, read)
        wrong = [name for name in FIELDS if got[name] != sample.fields[name]]
        self.right.update(set(FIELDS) - set(wrong))
        self.clippings.add(sample.clippings, records_of(read))
        return wrong

    def rate(self, name: str) -> float:
        return self.right[name] / (self.issues or 1)


def fields_of(issue: ParsedIssue) -> dict[str, str]:
    return {
        "date": issue.date.isoformat() if issue.date else "",
        "kicker": issue.kicker,
        "to": issue.to,
        "from": "\n".join(f"{sender.name} | {sender.title}" for sender in issue.senders),
        "salutation": issue.salutation,
        "letter": issue.letter,
        "signature": issue.signature,
    }


def records_of(issue: ParsedIssue) -> list[Record]:
    return [
        (each.headline, each.byline, each.source, each.date.isoformat() if each.date else "", each.url)
        for each in issue.clippings
    ]


def load_issues() -> Iterator[IssueSample]:
    for path in sorted(CORPUS.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["issue"]:
            fields = {name: "\n".join(row[name]) if name == "from" else row[name] for name in FIELDS}
            records = tuple(tuple(record) for record in row["clippings"])
            yield IssueSample(row["kind"], row["text"], fields, records, held_out=path.stem.startswith("held_out"))


def score(samples: Iterable[IssueSample]) -> IssueScore:
    result = IssueScore()
    for sample in samples:
        result.add(sample)
    return result


def main() -> None:
    samples = list(load_issues())
    groups = {
        **{kind: [each for each in samples if each.kind == kind] for kind in sorted({each.kind for each in samples})},
        "tuned on": [each for each in samples if not each.held_out],
        "held out": [each for each in samples if each.held_out],
    }
    print("Whole issues read as labelled (share of the issues, then of their clippings)")
    print(f"{'':12} issues  lost  {'  '.join(f'{name:>10}' for name in FIELDS)}")
    for name, part in groups.items():
        result = score(part)
        rates = "  ".join(f"{result.rate(each):10.3f}" for each in FIELDS)
        print(f"{name:12} {result.issues:6}  {result.words_lost:4}  {rates}")
    print(f"{'':12} clippings  found  false  {'  '.join(f'{name:>8}' for name in CLIPPING_FIELDS)}")
    for name, part in groups.items():
        found = score(part).clippings
        rates = "  ".join(f"{found.rate(each):8.3f}" for each in CLIPPING_FIELDS)
        print(f"{name:12} {found.labelled:9}  {found.found:5}  {found.false:5}  {rates}")
    for sample in samples:
        print_differences(sample)


def print_differences(sample: IssueSample) -> None:
    read = read_issue(sample.text)
    got = fields_of(read)
    where = f"{sample.kind} of {sample.fields['date']}{' (held out)' if sample.held_out else ''}"
    for name in FIELDS:
        if got[name] != sample.fields[name]:
            print(f"  {where}, {name}:\n    labelled {sample.fields[name]!r}\n    read     {got[name]!r}")
    for record in records_of(read):
        if record not in sample.clippings:
            print(f"  {where}: read {record}")
