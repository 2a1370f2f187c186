"""Whether what a page costs grows with the number of issues: `./run bench growth 10 100 1000 5000`.

Of every public address, feed and part of the sitemap, of every list of the admin, and of publishing an issue: the
queries, the bytes and the calls of functions, all of them the same whatever else the machine does. These fail it; the
CPU is shown. The smallest number that is compared is 100: with fewer, the lists are not full. The sitemap's first part
is compared from when it is full, and of its index and its last part queries alone.
"""

import cProfile
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

from django.urls import reverse

from ..scale.content import LAST_FRIDAY
from .editing import temporary_database
from .scale import QueryClock, build_addresses, progress, set_up

SIZES = (10, 100, 1000, 5000)
FULL = 100  # issues, from which on every list has as many rows as it can
MAX_BYTES, MAX_CALLS = 1.05, 1.2  # times those with FULL issues
# The index of the sitemap has a line for each part, and its last part any length: of these, queries alone are compared.
GROW_BY_NATURE = {"/sitemap.xml", "sitemap, last part"}
EXTENSIONS = ("json", "txt", "md")


@dataclass(frozen=True, slots=True)
class Cost:
    """status: of the answer; calls: of functions, C's included; size: bytes, not compressed; cpu: seconds."""

    status: int
    queries: int
    size: int
    calls: int
    cpu: float


def measure(ask: Callable[[], tuple[int, int]]) -> Cost:
    """ask: does what is measured, and returns its status and its bytes. It is done three times.

    The first fills caches, the second is counted, and the third is profiled.
    """
    from django.db import connection

    ask()
    clock, start = QueryClock(), time.process_time()
    with connection.execute_wrapper(clock):
        status, size = ask()
    cpu = time.process_time() - start
    profile = cProfile.Profile()
    profile.enable()
    ask()
    profile.disable()
    return Cost(status, clock.count, size, sum(entry.callcount for entry in profile.getstats()), cpu)


def get(client, path: str) -> tuple[int, int]:
    response = client.get(path)
    return response.status_code, len(response.getvalue())


def find_growth(name: str, few: Cost, many: Cost) -> Iterator[str]:
    """What is more with many issues than with few, beyond the limits."""
    if many.status >= HTTPStatus.BAD_REQUEST:
        yield f"{name}: status {many.status}"
    if many.queries > few.queries:
        yield f"{name}: {few.queries} queries become {many.queries}"
    if name in GROW_BY_NATURE:
        return
    if many.size > few.size * MAX_BYTES:
        yield f"{name}: {few.size:,} bytes become {many.size:,}, {many.size / few.size:.2f} times"
    if many.calls > few.calls * MAX_CALLS:
        yield f"{name}: {few.calls:,} calls become {many.calls:,}, {many.calls / few.calls:.2f} times"


def find_all_growth(costs: dict[int, dict[str, Cost]]) -> list[str]:
    """Of the greatest number of issues, compared with the smallest that is not below FULL and has that address."""
    full = sorted(size for size in costs if size >= FULL)
    if not full:
        return []
    *fewer, last = full
    sentences = []
    for name, many in costs[last].items():
        if few := next((costs[size][name] for size in fewer if name in costs[size]), None):
            sentences += find_growth(name, few, many)
    return sentences


def build_public_paths(pages: dict) -> dict[str, str]:
    """Every page with the routes below it and its formats, every view without arguments, and what `scale` measures."""
    from tests.access import addresses, tables
    from tests.access.test_matrix import PARTS_OF_ROUTES, slug_below

    paths = {name: address for name, address in build_addresses().items() if name != "clippings: deep page"}
    for label, page in pages.items():
        for route in addresses.list_routes(page):
            below = addresses.fill(route, PARTS_OF_ROUTES | {"slug": slug_below(page)})
            paths[f"{label} {route}".strip()] = page.url + below
    for label in ("news.WeeklyUpdate", "news.Statement"):
        paths |= {f"{label} .{extension}": f"{pages[label].url[:-1]}.{extension}" for extension in EXTENSIONS}
    for (address, method), outcomes in tables.read("addresses.txt").items():
        if method == "GET" and outcomes["anonymous"] == "yes" and not re.search(r"<|^/admin/|^/_util/", address):
            paths[address] = address
    return paths


def build_admin_paths(objects: dict) -> dict[str, str]:
    """Every address of the admin that is only read, with objects in it: name → path."""
    from tests.access import addresses, tables
    from tests.access.content import arguments_for
    from tests.access.test_matrix import QUERIES

    stated = tables.read("addresses.txt")
    paths = {}
    for (address, method), outcomes in stated.items():
        is_shown = method == "GET" and outcomes["administrator"] == "yes" and (address, "POST") not in stated
        if is_shown and address.startswith("/admin/") and not address.endswith(addresses.OWN):
            template = address + QUERIES.get(address, "")
            paths[address] = addresses.fill(template, arguments_for(address, objects))
    news = objects["news.NewsIndex"].pk
    return paths | {"/admin/pages/<news>/": f"/admin/pages/{news}/", "news, chooser": f"/admin/choose-page/{news}/"}


def find_sitemap_parts(client) -> dict[str, str]:
    """The last part, of lists; and the first, of pages, once a second one shows that it is full."""
    found = re.findall(r"<loc>https?://[^/]+(/[^<]*\.xml[^<]*)</loc>", client.get("/sitemap.xml").text)
    first, second = (reverse("sitemap_pages", args=[number]) for number in (1, 2))
    return {"sitemap, last part": found[-1]} | ({"sitemap, a full part": first} if second in found else {})


class Publisher:
    """Publishes an issue as an editor does, a new one each time, and has its turn of the sweeper, which makes it seen.

    folder: of a page cache.
    """

    def __init__(self, folder: str):
        from ncsej_site.sweep_pages import connect
        from pagecache.store import Store
        from pagecache.sweeper import Sweeper

        self.date = LAST_FRIDAY + timedelta(weeks=100)
        self.sweeper = Sweeper(Store(Path(folder), "release"), connect)

    def close(self) -> None:
        self.sweeper.disconnect()

    def __call__(self) -> tuple[int, int]:
        from tests.factories import WeeklyUpdateFactory, clipping

        self.date += timedelta(weeks=1)
        update = WeeklyUpdateFactory(date=self.date, live=False, clippings=[clipping("A headline", countries=["UA"])])
        update.save_revision().publish()
        before = self.sweeper.state
        self.sweeper.turn()
        update.delete()
        return HTTPStatus.OK if self.sweeper.state != before else HTTPStatus.NOT_FOUND, 1


@contextmanager
def site_with_everything() -> Iterator[dict]:
    """A database with one object of each kind: name → object; "clients" are signed in."""
    from django.test import override_settings

    from tests.access.content import make_content
    from tests.conftest import signed_in
    from tests.factories import CountryFactory, UserFactory
    from tests.whole_site import full_site

    with tempfile.TemporaryDirectory() as media, override_settings(MEDIA_ROOT=media), temporary_database():
        users = {
            "contributor": UserFactory(username="contributor", groups=["Contributors"]),
            "editor": UserFactory(username="editor", groups=["Editors"]),
            "administrator": UserFactory(username="administrator", is_superuser=True),
        }
        pages = full_site()
        CountryFactory(title="Moldova", slug="moldova", iso_code="MD")
        objects = make_content(users, signed_in(users["contributor"]), pages)
        yield objects | {"pages": dict(pages), "administrator": signed_in(users["administrator"])}


def measure_everything(objects: dict) -> Iterator[tuple[str, Cost]]:
    from django.test import Client

    visitor = Client(content_version="of this measurement")
    paths = build_public_paths(objects["pages"]) | find_sitemap_parts(visitor)
    for name, path in paths.items():
        yield name, measure(lambda path=path: get(visitor, path))
    for name, path in build_admin_paths(objects).items():
        yield name, measure(lambda path=path: get(objects["administrator"], path))
    with tempfile.TemporaryDirectory() as folder, closing(Publisher(folder)) as publish:
        yield "publishing an issue", measure(publish)


def print_table(costs: dict[int, dict[str, Cost]]) -> None:
    sizes = ", ".join(f"{size:,}" for size in costs)
    print(f"With {sizes} issues (limits: the same queries, {MAX_BYTES} times the bytes, {MAX_CALLS} times the calls)")
    wide = len(costs)
    print(f"{'':50} {'queries':^{5 * wide}} {'bytes':^{10 * wide}} {'calls':^{10 * wide}} {'CPU, ms':^{6 * wide}}")
    columns = ((5, "{0.queries}"), (10, "{0.size:,}"), (10, "{0.calls:,}"), (6, "{1:.0f}"))
    for name in costs[max(costs)]:
        row = [of_size.get(name) for of_size in costs.values()]  # None: no such address yet
        groups = (
            "".join((form.format(cost, cost.cpu * 1000) if cost else "–").rjust(width) for cost in row)
            for width, form in columns
        )
        print(f"{name[:50]:50} {' '.join(groups)}")


def main(*words: str) -> None:
    """Ends the process with status 1, and a line for each cost that grows, where one does. words: numbers of issues."""
    set_up()
    from quality.scale.fill import fill

    costs: dict[int, dict[str, Cost]] = {}
    with site_with_everything() as objects:
        for size in sorted(map(int, words or SIZES)):
            with progress("Issues:") as show:
                fill(objects["news.NewsIndex"], size, report=show)
            with progress(f"Addresses with {size:,} issues:") as show:
                costs[size] = {}
                for number, (name, cost) in enumerate(measure_everything(objects), start=1):
                    costs[size][name] = cost
                    show(number)
            print(*(f"{size:,} issues: {sentence}" for sentence in find_all_growth(costs)), sep="\n", flush=True)
        print_table(costs)
    if growth := find_all_growth(costs):
        sys.exit("What grows:\n" + "\n".join(growth))
