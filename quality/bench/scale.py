"""What search, clippings, countries, sources, bills, lists and feeds cost with more and more issues: `./run bench`.

Queries, bytes and the ratio of CPU may be compared; the milliseconds of the database depend on the machine.
`./run bench scale 100 1000` measures these numbers of issues.
"""

import os
import sys
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

import django

from ..scale.content import BILL, CLIPPINGS_OF_AN_ISSUE, COMMON_WORD, LAST_FRIDAY, PHRASE, RARE_WORD
from .editing import temporary_database

SIZES = (100, 1000, 5000)
ROUNDS = 20
PERCENTILE = 0.95
YEAR = LAST_FRIDAY.year  # the newest fifty issues have all of it
TARGET = "the same queries, bytes within 5 %, CPU within 1.2 times, 50 ms of the database"


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one address; the seconds are of all rounds."""

    status: int
    queries: int
    size: int  # bytes, not compressed
    cpu: float  # seconds, at least; what else the machine does adds to them
    database: float  # seconds, at the 95th percentile


class QueryClock:
    """Counts the queries and their seconds; an `execute_wrapper` of Django's connection."""

    def __init__(self):
        self.count, self.seconds = 0, 0.0

    def __call__(self, execute: Callable, sql, params, many, context):
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.count += 1
            self.seconds += time.perf_counter() - start


def build_addresses() -> dict[str, str]:
    """What is measured, by name. The deep page is found anew for each size."""
    from news.models import Record

    clippings = Record.objects.clippings().newest()
    deep = clippings.values_list("key", flat=True)[clippings.count() * 9 // 10]
    filters = {"country": "md", "year": YEAR, "source": "sample-telegraphic-agency"}
    searches = {
        "rare word": RARE_WORD,
        "common word": COMMON_WORD,
        "phrase": f'"{PHRASE}"',
        "Moldova, year, source": f"Moldova {YEAR} STA",
        "bill": BILL.split(" (")[0],
        "misspelled": "zaluchain rite",
        "nothing found": "xylophonic quagga",
    }
    return {
        **{f"search: {name}": "/search/?" + urlencode({"q": query}) for name, query in searches.items()},
        "clippings": "/clippings/",
        "clippings: three filters": "/clippings/?" + urlencode(filters),
        "clippings: a word": "/clippings/?" + urlencode({"q": COMMON_WORD}),
        "clippings: deep page": "/clippings/?" + urlencode({"after": deep}),
        "clippings: a feed": "/clippings/?" + urlencode({"country": "ua", "format": "rss"}),
        "country": "/countries/moldova/",
        "source": "/sources/sample-telegraphic-agency/",
        "bill": "/bills/118/hr/1911/",
        "news": "/news/",
        "news of a year": f"/news/{YEAR}/",
        "news of a month": f"/news/{YEAR}/06/",
        "news feed": "/news/feed/",
        "front page": "/",
    }


def measure(client, url: str, rounds: int = ROUNDS) -> Cost:
    """rounds: how often it is asked for."""
    from django.db import connection

    cpu, database, clock = [], [], QueryClock()
    for _ in range(rounds):
        clock = QueryClock()
        start = time.process_time()
        with connection.execute_wrapper(clock):
            response = client.get(url)
            size = len(b"".join(response) if response.streaming else response.content)
        cpu.append(time.process_time() - start)
        database.append(clock.seconds)
    at = min(int(PERCENTILE * rounds), rounds - 1)
    return Cost(response.status_code, clock.count, size, min(cpu), sorted(database)[at])


@contextmanager
def progress(label: str):
    """A function that shows a number beside the label, in place of the one before, where somebody looks on."""
    yield lambda done: print(f"\r{label} {done:,}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def print_table(costs: dict[int, dict[str, Cost]]) -> None:
    first = next(iter(costs))
    print(f"Costs with {', '.join(f'{size:,}' for size in costs)} issues (target: {TARGET})")
    print(f"{'':24} {'queries':^{6 * len(costs)}} {'bytes':^{9 * len(costs)}} {'CPU':^{6 * len(costs)}} database, ms")
    for name, base in costs[first].items():
        row = [of_size[name] for of_size in costs.values()]
        if any(cost.status != 200 for cost in row):
            print(f"{name:24} {[cost.status for cost in row]}")
            continue
        queries = "".join(f"{cost.queries:6}" for cost in row)
        sizes = "".join(f"{cost.size:9,}" for cost in row)
        ratios = "".join(f"{cost.cpu / base.cpu:6.2f}" for cost in row)
        print(f"{name:24} {queries} {sizes} {ratios} " + "".join(f"{cost.database * 1000:7.1f}" for cost in row))


def set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ncsej_site.settings")
    django.setup()


def main(*words: str) -> None:
    set_up()
    with temporary_database():
        from django.test import Client

        from quality.scale.fill import fill
        from tests.factories import CountryFactory, NewsIndexFactory, StatementFactory

        index = NewsIndexFactory(slug="news")
        CountryFactory(title="Moldova", slug="moldova", iso_code="MD")
        StatementFactory(title="On restitution in Moldova")
        costs = {}
        for size in map(int, words or SIZES):
            with progress(f"Issues with {CLIPPINGS_OF_AN_ISSUE} clippings:") as show:
                fill(index, size, report=show)
            client = Client()
            with progress(f"Addresses with {size:,} issues:") as show:
                costs[size] = {}
                for number, (name, url) in enumerate(build_addresses().items(), start=1):
                    client.get(url)  # fills caches
                    costs[size][name] = measure(client, url)
                    show(number)
        print_table(costs)
