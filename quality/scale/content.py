"""Weekly updates that nobody wrote, as plain values: the same for the same seed. No Django here.

What they are made of is in words.toml. Countries and publishers are skewed, as in life: a few are in most issues, many
are rare. Some words are put where a measurement looks for them.
"""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
LAST_FRIDAY = date(2026, 11, 27)
CLIPPINGS_OF_AN_ISSUE = 10
COMMON_WORD = "community"  # stands in every clipping
RARE_WORD = "zaluchian"  # stands in one clipping, whatever the number of updates
PHRASE = "the property of the congregation"  # stands in one clipping of twenty
BILL = "H.R. 1911 (118th Congress)"  # stands in one clipping of twenty


@dataclass(frozen=True, slots=True)
class Article:
    headline: str
    byline: str
    source: str
    date: date
    url: str
    excerpt: str
    countries: list[str]


@dataclass(frozen=True, slots=True)
class Update:
    date: date
    summary: str
    letter: str  # HTML
    articles: list[Article]


def generate_updates(count: int, seed: int = 1) -> Iterator[Update]:
    """The newest `count` updates, a Friday each, the newest first. More of them begin with the same ones."""
    for number in range(count):
        yield Writer(random.Random(f"{seed}-{number}")).write_update(number)


class Writer:
    """Writes one update from its own chance, so that it does not depend on those before it."""

    def __init__(self, chance: random.Random):
        self.chance = chance

    def write_update(self, number: int) -> Update:
        friday = LAST_FRIDAY - timedelta(weeks=number)
        articles = [self.write_article(number, position, friday) for position in range(CLIPPINGS_OF_AN_ISSUE)]
        country = next(country for country in WORDS["country"] if country["code"] == articles[0].countries[0])
        sentences = [self.write_sentence(country, friday) for _ in range(4)]
        letter = "".join(f"<p>{sentence}</p>" for sentence in ["Dear Friend,", *sentences, "Shabbat Shalom!"])
        return Update(friday, f"This week: {articles[0].headline}.", letter, articles)

    def write_article(self, number: int, position: int, friday: date) -> Article:
        countries = [self.by_rank("country") for _ in range(self.chance.choice([1, 1, 2]))]
        publisher = self.by_rank("publisher")
        day = friday - timedelta(days=self.chance.randint(0, 6))
        sentences = [self.write_sentence(countries[0], day) for _ in range(7)]
        sentences += [f"The {COMMON_WORD} will meet again.", *find_marks(number, position)]
        headline = f"{self.chance.choice(countries[0]['towns'])} {self.pick('roles')} {self.pick('verbs')} "
        return Article(
            headline=headline + f"{self.pick('subjects')} at the {self.pick('institutions')}",
            byline=self.name() if self.chance.random() < 0.6 else "",
            source=self.chance.choice([publisher["name"], *publisher.get("spellings", [])]),
            date=day,
            url=f"https://{publisher['host']}/{day:%Y/%m}/{number}-{position}",
            excerpt="\n\n".join([" ".join(sentences[:4]), " ".join(sentences[4:])]),
            countries=list(dict.fromkeys(country["code"] for country in countries)),
        )

    def write_sentence(self, country: dict, day: date) -> str:
        return self.pick("sentences").format(
            role=self.pick("roles"),
            institution=self.pick("institutions"),
            town=self.chance.choice(country["towns"]),
            country=country["name"],
            person=self.name(),
            other_person=self.name(),
            subject=self.pick("subjects"),
            number=self.chance.randint(12, 900),
            month=f"{day:%B}",
            day=f"{day:%A}",
        )

    def name(self) -> str:
        return f"{self.pick('first_names')} {self.pick('family_stems')}{self.pick('family_endings')}"

    def pick(self, words: str) -> str:
        return self.chance.choice(WORDS[words])

    def by_rank(self, table: str) -> dict:
        """One of the table's rows; the second is half as likely as the first, the third a third."""
        rows = WORDS[table]
        return self.chance.choices(rows, [1 / rank for rank in range(1, len(rows) + 1)])[0]


def find_marks(number: int, position: int) -> Iterator[str]:
    """The sentences by which a measurement finds this clipping. number: of the update, 0 for the newest."""
    if number % 2 == 0 and position == 0:
        yield f"Nobody had described {PHRASE} before."
    if number % 2 == 1 and position == 1:
        yield f"The committee sent {BILL} to the House."
    if number == 3 and position == 2:
        yield f"It is called the {RARE_WORD.capitalize()} rite."
