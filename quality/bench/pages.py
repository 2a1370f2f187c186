"""Pages a second of this site and of what it is compared with, as ratios: `./run bench pages`.

In each round every server is asked for every page, one after another, so that whatever else the machine does hits all
of them alike; a ratio is taken within a round. Times are shown; what fails is a ratio or a number of queries.
"""

import argparse
import statistics
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from ..site import prepare_demo_site
from .load import CONNECTIONS, Request, find_generator, is_slow, load_with_python
from .plain_answers import write_answer
from .servers import Server, find_listener, find_nginx, run_gunicorn, run_nginx
from .table import Limit, Row, Sample, find_failures, format_group

ROUNDS = 3
SECONDS = 1  # of one server on one page in one round; programs that make load take whole ones
BARE, CONSTANT, UNCACHED = "bare WSGI function", "constant Django view", "this site, uncached"
NGINX_FILE = "nginx, a file"
LIMITS: list[Limit] = []
# What a page may ask the database for, once the process has what all pages share.
MAX_QUERIES = {"home": 12, "list": 12, "issue": 12, "search": 12}
WORKER_NAMES = {"sync": "2 sync workers", "production": "as production runs it"}
# Of an answer, what belongs to its connection, or is made anew for each.
OWN_HEADERS = {"connection", "date", "server", "transfer-encoding", "keep-alive"}


@dataclass(frozen=True, slots=True)
class Contestant:
    """A server and what it is asked for. host: what the Host header says; server: None where it is not ours."""

    row: Row
    port: int
    host: str
    paths: dict[str, str]
    server: Server | None = None
    slow: dict[str, bool] = field(default_factory=dict)

    def measure(self, page: str, load, options) -> None:
        """Add a sample of the page, where the contestant has it."""
        if page not in self.paths:
            return
        request = Request(self.port, self.paths[page], self.host, options.accept)
        if page not in self.slow:
            self.slow[page] = is_slow(request)
        before = self.server.cpu() if self.server else 0
        done = (
            load_with_python(request, options.seconds, processes=1)
            if self.slow[page]
            else load(request, options.seconds)
        )
        cpu = self.server.cpu() - before if self.server else None
        self.row.samples.setdefault(page, []).append(Sample(done.answers, done.seconds, cpu))


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


def find_pages() -> dict[str, str]:
    """The address of each page that is measured, by name."""
    from news.models import WeeklyUpdate

    issue = WeeklyUpdate.objects.live().latest("date")
    return {"home": "/", "list": "/news/", "issue": issue.url, "search": "/search/?q=community"}


def keep_answers(folder: Path, site: Server, host: str, pages: dict[str, str], accept: str) -> None:
    """What the site answers becomes what the functions and the files that it is compared with answer."""
    folder.mkdir()
    for name, path in pages.items():
        question = Request(site.port, path, host, accept)
        with urllib.request.urlopen(urllib.request.Request(question.url, headers=question.headers)) as response:  # noqa: S310
            headers = [(key, value) for key, value in response.headers.items() if key.lower() not in OWN_HEADERS]
            write_answer(folder, name, path, headers, response.read())


def start_group(stack: ExitStack, workers: str, folder: Path, site: tuple[Server, str], pages) -> list[Contestant]:
    """The functions beside the site, under the same gunicorn."""
    server, host = site
    answers = {"BENCH_ANSWERS": str(folder / "answers")}
    contestants = []
    for name, application in {BARE: "bare_function", CONSTANT: "constant_view"}.items():
        log = folder / f"{application}-{workers}.log"
        plain = stack.enter_context(run_gunicorn(f"quality.bench.plain_answers:{application}()", workers, log, answers))
        contestants.append(Contestant(Row(name, {}), plain.port, host, pages, plain))
    return [*contestants, Contestant(Row(UNCACHED, {}), server.port, host, pages, server)]


def start_nginx(stack: ExitStack, folder: Path, host: str, pages: dict[str, str]) -> Iterator[Contestant]:
    """nginx with each page as a file: how fast a page can be sent."""
    files = folder / "files"
    files.mkdir()
    for name in pages:
        (files / f"{name}.html").write_bytes((folder / "answers" / f"{name}.body").read_bytes())
    server = stack.enter_context(run_nginx(folder / "nginx", f"root {files};"))
    yield Contestant(Row(NGINX_FILE, {}), server.port, host, {name: f"/{name}.html" for name in pages}, server)


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


def measure_all(options) -> list[str]:
    """Print the tables; return a sentence for each limit that is missed."""
    generator, load = find_generator()
    with ExitStack() as stack:
        host = urlsplit(stack.enter_context(prepare_demo_site(all_pictures=False))).netloc
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        pages = find_pages()
        sites = {
            workers: stack.enter_context(run_gunicorn("ncsej_site.wsgi", workers, folder / f"site-{workers}.log"))
            for workers in WORKER_NAMES
        }
        keep_answers(folder / "answers", sites["sync"], host, pages, options.accept)
        groups = {
            WORKER_NAMES[workers]: start_group(stack, workers, folder, (site, host), pages)
            for workers, site in sites.items()
        }
        if find_nginx():
            groups["nginx"] = list(start_nginx(stack, folder, host, pages))
        if options.beside:
            groups["beside"] = [beside(options.beside, pages)]
        run_rounds(groups, pages, load, options)
        queries = count_queries(pages, host)
        memory = [format_memory(WORKER_NAMES[workers], site) for workers, site in sites.items()]
    print_tables(groups, list(pages), f"{CONNECTIONS} connections by {generator}, {options.rounds} rounds")
    print(*memory, sep="\n")
    print("Queries: " + ", ".join(f"{name} {count} (limit {MAX_QUERIES[name]})" for name, count in queries.items()))
    return [*find_group_failures(groups), *find_too_many_queries(queries)]


def beside(words: list[str], pages: dict[str, str]) -> Contestant:
    """Another site; its paths stand for our pages in their order."""
    url, *paths = words
    parts = urlsplit(url)
    port = parts.port or 80
    own_paths = dict(zip(pages, paths, strict=False))
    return Contestant(Row(parts.netloc, {}), port, parts.netloc, own_paths, find_listener(port))


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
