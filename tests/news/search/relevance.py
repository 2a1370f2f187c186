"""What visitors ask, and whether the right answer is among the first three: questions.toml.

It is asked over the demo content and corpus.toml, and so by tests/test_demo.py, which loads the demo content.
"""

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

from news.models import Source, TrackedBill
from tests.factories import PersonFactory, WeeklyUpdateFactory, clipping

from .asking import ask

FOLDER = Path(__file__).parent
AMONG = 3
TODAY = date(2026, 11, 26)  # on which all is asked: “this month” is the one of the newest demo content


def read(name):
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def add_corpus(sources, people, bills, **issues):
    for source in sources:
        Source.objects.update_or_create(name=source.pop("name"), defaults=source)
    for person in people:
        PersonFactory(**person)
    for bill in bills:
        TrackedBill.objects.create(**bill)
    for day, issue in issues.items():
        WeeklyUpdateFactory(
            date=date.fromisoformat(day),
            clippings=[
                clipping(headline, source, byline=byline, date=day, countries=countries, excerpt=excerpt)
                for headline, source, byline, day, countries, excerpt in issue["clippings"]
            ],
        )


def is_answer(record, question):
    return (
        record.kind == question["kind"]
        and record.title.startswith(question.get("title", ""))
        and question.get("has", "") in record.title
        and question.get("date") in (None, record.date)
        and ("before" not in question or record.date < question["before"])
    )


def is_answered(question):
    return any(is_answer(result.record, question) for result in list(ask(question["q"], today=TODAY))[:AMONG])


def ask_all() -> tuple[Counter, Counter, list[str]]:
    """Class → questions asked, class → answered, and the questions that were not."""
    asked, answered, failed = Counter(), Counter(), []
    for name, questions in read("questions.toml").items():
        for question in questions:
            asked[name] += 1
            if is_answered(question):
                answered[name] += 1
            else:
                failed.append(f"{name}: {question['q']}")
    return asked, answered, failed


def print_table(asked, answered, failed) -> None:
    print()
    for name in asked:
        print(f"{name:<22}{answered[name]:>4} of {asked[name]:>3}")
    print(f"{'all':<22}{answered.total():>4} of {asked.total():>3}", *failed, sep="\n")
