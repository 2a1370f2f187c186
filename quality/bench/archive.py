"""How much of old issues is read as it is meant, by form and by field: `./run bench archive`.

Ends with status 1 where an aim is missed. `./run bench archive details` also shows what was read otherwise;
`./run bench archive mixes 1000 SEED` reads so many other issues, whose parts are taken at random.
"""

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.merging import merge
from archive.reading import Refused, SourceText, read_paths
from archive.record import IssueRecord, fold, make_record
from news.parser.sources import NO_SOURCES
from quality.archive_corpus.cases import Case, make_cases
from quality.archive_corpus.hand_made import load_hand_made
from quality.archive_corpus.make import write_files
from quality.archive_corpus.mixes import FORMS as MIXED_FORMS
from quality.archive_corpus.mixes import make_mixes
from quality.archive_corpus.weeks import Week, make_weeks

from .lost_words import count_lost_words, count_words

# Issue 16's aims, as shares of the issues or of the clippings.
AIMS = {
    **{"no issue told": 1.0, "date": 1.0, "from names": 0.99, "letter bounds": 0.98},
    **{"found": 0.98, "headline": 0.97, "byline": 0.97, "source": 0.97, "published": 0.97},
}
ISSUE_FIELDS = ("date", "from names", "from titles", "to", "kicker", "salutation", "letter bounds", "signature")
CLIPPING_FIELDS = ("headline", "byline", "source", "published", "url", "excerpt")
POOLS = ("by hand", "tuned on", "held out")
WORD = re.compile(r"[^\W_]+")

Clipping = dict[str, str]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A field that was read otherwise than it was meant."""

    case: str
    field: str
    meant: object
    read: object


@dataclass(slots=True)
class Rates:
    """Counted over files: what was right by field, and of how many; clippings read where there is none; words lost."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    false: int = 0
    lost: int = 0
    mistakes: list[Mistake] = field(default_factory=list)

    def compare(self, case: Case, name: str, meant: object, read: object) -> None:
        self.of[name] += 1
        if meant == read:
            self.right[name] += 1
        else:
            self.mistakes.append(Mistake(case.name, name, meant, read))

    def rate(self, name: str) -> float:
        return self.right[name] / self.of[name] if self.of[name] else 1.0

    @property
    def missed(self) -> list[str]:
        """The aims that are missed, as sentences."""
        missed = [
            f"{name}: {self.rate(name):.3f}, not {aim:.2f}" for name, aim in AIMS.items() if self.rate(name) < aim
        ]
        missed += [f"{self.false} clippings are read where there is none"] if self.false else []
        return missed + ([f"{self.lost} words are lost"] if self.lost else [])


def measure(cases: Iterable[Case]) -> dict[str, Rates]:
    """Read each file as an import does, and compare; by name of the file."""
    by_name = {case.name: case for case in cases}
    rates = {name: Rates() for name in by_name}
    with tempfile.TemporaryDirectory() as folder:
        write_files(by_name.values(), Path(folder))
        for source in read_paths([Path(folder)]):
            name = Path(source.path).name
            _compare(rates[name], by_name.pop(name), source)
    for name, case in by_name.items():
        rates[name].compare(case, "no issue told", case.expected is None, True)
    return rates


def count_merged(weeks: Iterable[Week]) -> Iterator[tuple[str, bool]]:
    """Each week of several files, and whether these were merged as meant."""
    for week in weeks:
        with tempfile.TemporaryDirectory() as folder:
            for name, content in week.files.items():
                (Path(folder) / name).write_bytes(content)
            sources = [source for source in read_paths([Path(folder)]) if isinstance(source, SourceText)]
        merged = merge([make_record(source, NO_SOURCES) for source in sources])
        clippings = merged.record.issue.clippings
        longer = [each.headline for each in clippings if each.position in merged.long_texts]
        read = merged.record.as_dict()
        yield (
            week.name,
            (
                _fields(read) == _fields(week.expected)
                and _clippings(read) == _clippings(week.expected)
                and sorted(longer) == sorted(week.long_texts)
                and len(merged.history) == week.history
            ),
        )


def add_up(rates: Iterable[Rates]) -> Rates:
    total = Rates()
    for each in rates:
        total.right += each.right
        total.of += each.of
        total.false += each.false
        total.lost += each.lost
        total.mistakes += each.mistakes
    return total


def _compare(rates: Rates, case: Case, source: SourceText | Refused) -> None:
    record = make_record(source, NO_SOURCES) if isinstance(source, SourceText) else None
    rates.compare(case, "no issue told", case.expected is None, record is None or not record.is_issue)
    if record is None or case.expected is None or not isinstance(source, SourceText):
        return
    rates.lost += count_lost_words(source.text, record.issue) + count_unsaid_words(case.said, record)
    meant, read = _fields(case.expected), _fields(record.as_dict())
    for name in ISSUE_FIELDS:
        rates.compare(case, name, meant[name], read[name])
    for wanted, got in _pair(rates, _clippings(case.expected), _clippings(record.as_dict())):
        rates.compare(case, "found", True, got is not None)
        for name in CLIPPING_FIELDS:
            rates.compare(case, name, wanted[name], got and got[name])


def count_unsaid_words(text: str, record: IssueRecord) -> int:
    """Words that the maker of a file put in and that are nowhere in the record; not the labels TO and FROM."""
    said = count_words(re.sub(r"\b(?:TO|FROM):", " ", text))
    return (said - count_words(*record.issue.list_texts())).total()


def _fields(record: dict) -> dict[str, object]:
    """The fields of an issue as they are compared: texts by their letters, because line ends may move."""
    return {
        "date": record["date"],
        "from names": [sender["name"] for sender in record["from"]],
        "from titles": [sender["title"] for sender in record["from"]],
        **{name: record[name] for name in ("to", "kicker", "salutation")},
        "letter bounds": fold(record["letter"]),
        "signature": fold(record["signature"]),
    }


def _clippings(record: dict) -> list[Clipping]:
    return [
        {name: each["date" if name == "published" else name] or "" for name in CLIPPING_FIELDS[:-1]}
        | {"excerpt": fold(each["excerpt"])}
        for each in record["clippings"]
    ]


def _pair(
    rates: Rates, meant: Sequence[Clipping], read: Sequence[Clipping]
) -> Iterator[tuple[Clipping, Clipping | None]]:
    """Each clipping with the one that was read for it: of the same URL, headline, or source and date."""
    left = list(read)
    for wanted in meant:
        keys = (("url",), ("headline",), ("source", "published"))
        same = (
            next((got for got in left if all(wanted[name] and got[name] == wanted[name] for name in key)), None)
            for key in keys
        )
        got = next(filter(None, same), None)
        if got:
            left.remove(got)
        yield wanted, got
    rates.false += len(left)


def make_groups() -> dict[str, list[Case]]:
    """All files, by form, and as tuned on, written by hand and held out."""
    made, hand = list(make_cases()), list(load_hand_made())
    forms = sorted({case.form for case in made})
    return {
        **{form: [case for case in (*made, *hand) if case.form == form] for form in forms},
        "by hand": hand,
        "tuned on": [case for case in made if not case.held_out],
        "held out": [case for case in made if case.held_out],
    }


def print_table(rates: dict[str, Rates], names: Sequence[str]) -> None:
    print(f"\n{'':16}" + "".join(f"{name:>14}" for name in names))
    for group, found in rates.items():
        print(f"{group:16}" + "".join(f"{found.rate(name):14.3f}" for name in names))


def measure_mixes(count: str = "1000", seed: str = "1") -> None:
    cases = list(make_mixes(int(count), seed))
    by_file = measure(cases)
    groups = {form: add_up(by_file[case.name] for case in cases if case.form == form) for form in MIXED_FORMS}
    groups["all"] = add_up(groups.values())
    print_table(groups, ("no issue told", *ISSUE_FIELDS))
    print_table(groups, ("found", *CLIPPING_FIELDS))
    print(f"False: {groups['all'].false}; words lost: {groups['all'].lost}")
    print(
        "\n".join(f"  {each.case}, {each.field}: {each.meant!r} {each.read!r}" for each in groups["all"].mistakes[:40])
    )
    sys.exit("\n".join(("Missed:", *groups["all"].missed)) if groups["all"].missed else 0)


def main(*words: str) -> None:
    """Ends the process with status 1, and a line for each aim, where one is missed."""
    if words[:1] == ("mixes",):
        measure_mixes(*words[1:])
    groups = make_groups()
    by_file = measure(case for name in POOLS for case in groups[name])
    rates = {name: add_up(by_file[case.name] for case in cases) for name, cases in groups.items()}
    print("Old issues read as they are meant (share of the files)")
    print_table(rates, ("no issue told", *ISSUE_FIELDS))
    print_table(rates, ("found", *CLIPPING_FIELDS))
    print(f"\n{'':10}{'files':>8}{'clippings':>11}{'false':>7}{'words lost':>12}")
    for name, found in rates.items():
        print(f"{name:10}{len(groups[name]):8}{found.of['found']:11}{found.false:7}{found.lost:12}")
    merged = dict(count_merged(make_weeks()))
    print(f"\nWeeks of a mail and its PDF or of two sendings, merged as meant: {sum(merged.values())} of {len(merged)}")
    mistakes = [mistake for name in POOLS for mistake in rates[name].mistakes]
    print("\nRead otherwise, most often first:", dict(Counter(mistake.field for mistake in mistakes).most_common()))
    for mistake in mistakes if "details" in words else ():
        print(f"  {mistake.case}, {mistake.field}:\n    meant {mistake.meant!r}\n    read  {mistake.read!r}")
    missed = [f"{name}, {aim}" for name in POOLS for aim in rates[name].missed]
    missed += [f"{name} is not merged as meant" for name, is_right in merged.items() if not is_right]
    sys.exit("\n".join(("Missed:", *missed)) if missed else 0)
