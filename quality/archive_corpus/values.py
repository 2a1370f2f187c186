"""What a synthetic issue says: its date, senders, letter and articles."""

import datetime
import random
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

SEEDS = Path(__file__).parents[2] / "tests" / "corpus" / "archive"
LEVIN = ("Mark B. Levin", "Executive Vice-Chairman & CEO")
SENDERS = (
    (
        datetime.date(2015, 12, 1),
        (("Stephen M. Greenberg", "Chairman"), ("Alexander Smukler", "President"), LEVIN),
    ),
    (
        datetime.date(2020, 2, 1),
        (("Daniel Rubin", "Chairman"), ("Aleksander Smukler", "President"), LEVIN),
    ),
    (datetime.date.max, (LEVIN, ("Lesley Weiss", "Deputy Director"))),
)
NAME_CHANGED = datetime.date(2014, 9, 1)
TOP_TEN_FROM = datetime.date(2018, 2, 1)


@dataclass(frozen=True, slots=True)
class Story:
    """One article. `further`: the paragraphs that only a PDF has."""

    headline: str
    author: str
    source: str
    date: datetime.date
    url: str
    paragraphs: tuple[str, ...]
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """One week's letter and articles, before anybody lays it out."""

    number: int
    date: datetime.date
    senders: tuple[tuple[str, str], ...]
    letter: tuple[str, ...]
    captions: tuple[str, ...]
    stories: tuple[Story, ...]
    foot: tuple[str, ...]

    @property
    def organization(self) -> str:
        return "NCSJ" if self.date < NAME_CHANGED else "NCSEJ"

    @property
    def kicker(self) -> str:
        return "Weekly News Update" if self.date < TOP_TEN_FROM else "Weekly Top 10"


@lru_cache
def _load(pool: str) -> dict[str, list]:
    return tomllib.loads((SEEDS / f"{pool}.toml").read_text(encoding="utf-8"))


def make_issue(pool: str, number: int, stories: int | None = None) -> Issue:
    """An issue of the pool "tuned" or "held_out"; the same for the same number. stories: how many, if not by chance."""
    seeds, chance = _load(pool), random.Random(f"{pool} {number}")
    weeks = 362  # from April 2014 to March 2021
    date = datetime.date(2014, 4, 11) + datetime.timedelta(days=7 * chance.randrange(weeks))
    if number % 9 == 4:
        date -= datetime.timedelta(days=2)  # the Wednesday before a holiday
    count = chance.randrange(3, 8) if stories is None else stories
    letters = seeds["letter"]
    return Issue(
        number=number,
        date=date,
        senders=next(senders for until, senders in SENDERS if date < until),
        letter=tuple(letters[number % len(letters)]),
        captions=tuple(chance.sample(seeds["caption"], 2)),
        stories=tuple(_make_story(row, date, chance) for row in chance.sample(seeds["story"], count)),
        foot=tuple(seeds["foot"][number % len(seeds["foot"])]),
    )


def _make_story(row: list, issued: datetime.date, chance: random.Random) -> Story:
    headline, author, source, host, paragraphs, further = row
    words = "-".join(word.lower() for word in headline.split() if word.isalpha() and word.isascii())
    url = f"https://{host}/{chance.randrange(2014, 2021)}/{words[:60]}"
    day = issued - datetime.timedelta(days=chance.randrange(1, 7))
    return Story(headline, author, source, day, url, tuple(paragraphs), tuple(further))
