"""Which servers `pages.py` compares, and what each of them is asked for."""

import os
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from .load import Request, is_slow, load_with_python
from .plain_answers import write_answer
from .servers import Server, find_listener, find_nginx, run_gunicorn, run_nginx
from .stored import add_headers, run_nginx_on_store, run_sweeper
from .table import Row, Sample

BARE, CONSTANT = "bare WSGI function", "constant Django view"
UNCACHED, STORED = "this site, uncached", "this site, stored"
NGINX_FILE, NGINX_STORED = "nginx, a file", "nginx, stored"
STORABLE = ("home", "list", "issue")  # what is searched for is never stored
WORKERS = {"sync": "2 sync workers", "production": "as production runs it"}
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
        if self.slow[page]:
            done = load_with_python(request, options.seconds, processes=1)
        else:
            done = load(request, options.seconds)
        cpu = self.server.cpu() - before if self.server else None
        self.row.samples.setdefault(page, []).append(Sample(done.answers, done.seconds, cpu))


@dataclass
class Field:
    """All contestants, by the table that they stand in. host: of the site, with its port; pages: name → path.

    sites: the servers of the site whose memory is of interest, by name.
    """

    stack: ExitStack
    folder: Path
    host: str
    pages: dict[str, str]
    accept: str
    groups: dict[str, list[Contestant]] = field(default_factory=dict)
    sites: dict[str, Server] = field(default_factory=dict)

    @property
    def store(self) -> Path:
        return self.folder / "store"

    def contestant(self, name: str, server: Server, paths: dict[str, str] | None = None) -> Contestant:
        return Contestant(Row(name, {}), server.port, self.host, paths or self.pages, server)

    def storable(self) -> dict[str, str]:
        return {name: self.pages[name] for name in STORABLE}

    def gunicorn(self, name: str, application: str, workers: str, **environment: str) -> Server:
        log = self.folder / f"{name.replace(' ', '-')}-{workers}.log"
        return self.stack.enter_context(run_gunicorn(application, workers, log, environment))

    def start_group(self, workers: str) -> None:
        """The site, uncached and stored, and the functions beside it, under the same gunicorn.

        Without a sweeper nothing is served from a store, but each request is told its content version.
        """
        uncached = self.gunicorn(UNCACHED, "ncsej_site.wsgi", workers, PAGE_CACHE=str(self.folder / "no-store"))
        stored = self.gunicorn(STORED, "ncsej_site.wsgi", workers, PAGE_CACHE=str(self.store))
        if not (self.folder / "answers").exists():
            self.keep_answers(uncached)
        answers, module = str(self.folder / "answers"), "quality.bench.plain_answers"
        bare = self.gunicorn(BARE, f"{module}:bare_function()", workers, BENCH_ANSWERS=answers)
        constant = self.gunicorn(CONSTANT, f"{module}:constant_view()", workers, BENCH_ANSWERS=answers)
        self.groups[WORKERS[workers]] = [
            self.contestant(BARE, bare),
            self.contestant(CONSTANT, constant),
            self.contestant(UNCACHED, uncached),
            self.contestant(STORED, stored, self.storable()),
        ]
        self.sites |= {f"{WORKERS[workers]}, uncached": uncached, f"{WORKERS[workers]}, stored": stored}

    def keep_answers(self, site: Server) -> None:
        """What the site answers becomes what the functions and the files that it is compared with answer."""
        folder = self.folder / "answers"
        folder.mkdir()
        for name, path in self.pages.items():
            request = Request(site.port, path, self.host, self.accept)
            question = urllib.request.Request(request.url, headers=request.headers)  # noqa: S310 — a loopback URL
            with urllib.request.urlopen(question) as response:  # noqa: S310
                headers = [(key, value) for key, value in response.headers.items() if key.lower() not in OWN_HEADERS]
                write_answer(folder, name, path, headers, response.read())

    def start_nginx(self) -> None:
        """nginx with each page as a file and its headers, so the same bytes, and nginx with the stored pages."""
        files = self.folder / "files"
        files.mkdir()
        for name in STORABLE:
            (files / f"{name}.html").write_bytes((self.folder / "answers" / f"{name}.body").read_bytes())
        django, answer = self.stored_site(), self.folder / "answers" / "home.json"
        lines = f"root {files};\n    {add_headers(answer)}"
        of_files = self.stack.enter_context(run_nginx(self.folder / "nginx", lines))
        of_store = run_nginx_on_store(self.folder / "nginx-stored", self.store, django, answer)
        self.groups["nginx"] = [
            self.contestant(NGINX_FILE, of_files, {name: f"/{name}.html" for name in STORABLE}),
            self.contestant(NGINX_STORED, self.stack.enter_context(of_store), self.storable()),
        ]

    def stored_site(self) -> Server:
        """The one that runs as in production."""
        return self.sites[f"{WORKERS['production']}, stored"]

    def stored_issue(self) -> Request:
        return Request(self.stored_site().port, self.pages["issue"], self.host)

    def beside(self, words: list[str]) -> Contestant:
        """Another site, by its URL and its paths, which stand for our pages in their order."""
        url, *paths = words
        parts = urlsplit(url)
        port = parts.port or 80
        own_paths = dict(zip(self.pages, paths, strict=False))
        return Contestant(Row(parts.netloc, {}), port, parts.netloc, own_paths, find_listener(port))


def find_pages() -> dict[str, str]:
    """The address of each page that is measured, by name."""
    from news.models import WeeklyUpdate

    issue = WeeklyUpdate.objects.live().latest("date")
    return {"home": "/", "list": "/news/", "issue": issue.url, "search": "/search/?q=community"}


def start_field(stack: ExitStack, folder: Path, host: str, accept: str) -> Field:
    """All servers, each with what it needs: they end with the stack."""
    contest = Field(stack, folder, host, find_pages(), accept)
    contest.store.mkdir()
    # A header of https, without which a front server is given no page. For all alike: it is part of the code's release.
    os.environ["HSTS_SECONDS"] = "0"
    stack.enter_context(run_sweeper(contest.store, folder / "sweeper.log"))
    for workers in WORKERS:
        contest.start_group(workers)
    if find_nginx():
        contest.start_nginx()
    return contest
