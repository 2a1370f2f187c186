"""Pages a second of this site and of what it is compared with, as ratios: `./run bench pages`.

In each round every server is asked for every page, one after another, so that whatever else the machine does hits all
of them alike; a ratio is taken within a round. Times are shown; what fails is a ratio or a number of queries.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

from ..site import prepare_demo_site
from .contestants import BARE, NGINX_FILE, NGINX_STORED, STORABLE, STORED, Contestant, start_field
from .load import CONNECTIONS, find_generator
from .servers import Server
from .stored import time_publications
from .table import Limit, find_failures, format_group

ROUNDS = 3
SECONDS = 1  # of one server on one page in one round; programs that make load take whole ones
LIMITS = [Limit(STORED, BARE, 0.90, STORABLE), Limit(NGINX_STORED, NGINX_FILE, 0.95, STORABLE)]
# What a page may ask the database for, once the process has what all pages share.
MAX_QUERIES = {"home": 5, "list": 5, "issue": 3, "search": 5}


def parse(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench pages", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seconds", type=int, default=SECONDS, help="of one server on one page in one round")
    parser.add_argument("--accept", default="identity", help="the Accept-Encoding of all requests: identity, gzip, br")
    parser.add_argument(
        "--beside",
        nargs="+",
        metavar=("URL", "PATH"),
        help="another running site, and its front page, a list, an article and a search",
    )
    options = parser.parse_args(words)
    if options.beside and not 2 <= len(options.beside) <= len(MAX_QUERIES) + 1:
        parser.error("--beside takes a URL and one to four paths")
    return options


def run_rounds(groups: dict[str, list[Contestant]], pages: dict[str, str], load, options) -> None:
    contestants = [contestant for group in groups.values() for contestant in group]
    for number in range(options.rounds):
        print(f"\rRound {number + 1} of {options.rounds}", end="", file=sys.stderr, flush=True)
        for page in pages:
            for contestant in contestants if number % 2 == 0 else reversed(contestants):
                contestant.measure(page, load, options)
    print(file=sys.stderr)


def count_queries(pages: dict[str, str], host: str) -> dict[str, int]:
    """Of each page, at the second visit: a process asks once for what all pages share."""
    from django.test import Client

    from .scale import measure

    client = Client(SERVER_NAME=host, content_version="of this measurement")
    counts = {}
    for name, path in pages.items():
        measure(client, path, rounds=1)
        counts[name] = measure(client, path, rounds=1).queries
    return counts


def format_memory(name: str, server: Server) -> str:
    memory = server.memory()
    pss, uss = (statistics.mean(column) / 1e6 for column in zip(*memory, strict=True))
    return f"Memory of a worker, {name}: {pss:.0f} MB (PSS), of which {uss:.0f} MB are its own (USS)"


def format_publications(seconds: list[float]) -> str:
    """seconds: from the commit of each until it was seen, the shortest first."""
    median, worst = statistics.median(seconds) * 1000, seconds[-1] * 1000
    return f"From a publication to the first fresh page: {median:.0f} ms, {worst:.0f} ms at worst of {len(seconds)}"


def measure_all(options) -> list[str]:
    """Print the tables; return a sentence for each limit that is missed."""
    generator, load = find_generator()
    with ExitStack() as stack:
        host = urlsplit(stack.enter_context(prepare_demo_site(all_pictures=False))).netloc
        field = start_field(stack, Path(stack.enter_context(tempfile.TemporaryDirectory())), host, options.accept)
        if options.beside:
            field.groups["beside"] = [field.beside(options.beside)]
        run_rounds(field.groups, field.pages, load, options)
        queries = count_queries(field.pages, host)
        lines = [format_memory(name, server) for name, server in field.sites.items()]
        lines.append(format_publications(time_publications(field.stored_issue())))
    print_tables(field.groups, list(field.pages), f"{CONNECTIONS} connections by {generator}, {options.rounds} rounds")
    print(*lines, sep="\n")
    print("Queries: " + ", ".join(f"{name} {count} (limit {MAX_QUERIES[name]})" for name, count in queries.items()))
    return [*find_group_failures(field.groups), *find_too_many_queries(queries)]


def print_tables(groups: dict[str, list[Contestant]], pages: list[str], title: str) -> None:
    """What has no bare function of its own is compared with that of the first group."""
    print(f"Pages a second, {title}; the ratio is to the first row")
    first = next(iter(groups.values()))[0].row
    for name, group in groups.items():
        rows = [contestant.row for contestant in group]
        print(*format_group(name, rows if rows[0].name == first.name else [first, *rows], pages), "", sep="\n")


def find_group_failures(groups: dict[str, list[Contestant]]) -> Iterator[str]:
    for name, group in groups.items():
        for failure in find_failures([contestant.row for contestant in group], LIMITS):
            yield f"{name}: {failure}"


def find_too_many_queries(counts: dict[str, int]) -> Iterator[str]:
    for name, count in counts.items():
        if count > MAX_QUERIES[name]:
            yield f"{name}: {count} queries, not at most {MAX_QUERIES[name]}"


def main(*words: str) -> None:
    """Ends the process with status 1, and a line for each limit, where one is missed."""
    if failures := measure_all(parse(list(words))):
        sys.exit("Missed:\n" + "\n".join(failures))
