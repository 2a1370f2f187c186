"""The page cache as it is measured: the site with stored pages, nginx that sends them by itself, a publication."""

import json
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sys import executable

from .load import Request
from .servers import Server, run_nginx, run_program, wait_for

PUBLICATIONS = 20
TIMEOUT = 30  # seconds
# What nginx sends has these of its own.
NOT_COPIED = {"content-length", "content-type", "etag", "vary", "content-encoding"}
# All that is not a plain GET of a visitor without a cookie is Django's. nginx cannot read until when the sweeper lets a
# front server serve; deploy/Caddyfile does. It opens the file without asking first whether it is there (`try_files`),
# which costs a tenth.
NGINX_STORED = """
root {store}/current/front/{front};
set $asked "$request_method:$args:$http_cookie";
error_page 404 418 = @django;
log_not_found off;
location / {{
    if ($asked !~ "^(GET|HEAD)::$") {{ return 418; }}
    {headers}
    rewrite / ${{uri}}index.html break;
}}
location @django {{
    proxy_pass http://127.0.0.1:{port};
    proxy_set_header Host $http_host;
}}
"""


@contextmanager
def run_sweeper(store: Path, log: Path) -> Iterator[Server]:
    """The process that follows the content version, from when it knows it."""
    command = [executable, "-m", "ncsej_site.sweep_pages"]
    with run_program(command, None, log, {"PAGE_CACHE": str(store)}) as sweeper:
        wait_for(lambda: (store / "state").exists(), "The sweeper does not know the content version", log)
        yield sweeper


@contextmanager
def run_nginx_on_store(folder: Path, store: Path, django: Server, answer: Path) -> Iterator[Server]:
    """nginx that sends stored pages with the headers of that answer, and asks the site for all others."""
    from ncsej_site.page_cache import front_folder

    configuration = NGINX_STORED.format(
        store=store, front=front_folder(), port=django.port, headers=add_headers(answer)
    )
    with run_nginx(folder, configuration) as server:
        yield server


def add_headers(answer: Path) -> str:
    """The lines of nginx's configuration that send the headers of that answer (plain_answers.py)."""
    headers = json.loads(answer.read_text(encoding="utf-8"))["headers"]
    return "\n    ".join(
        f"add_header {name} {json.dumps(value)};" for name, value in headers if name.lower() not in NOT_COPIED
    )


def time_publications(request: Request, count: int = PUBLICATIONS) -> list[float]:
    """Seconds from the commit of a publication until the page at that address has it, of each, the shortest first."""
    from news.models import WeeklyUpdate

    issue = WeeklyUpdate.objects.live().latest("date")
    seconds = []
    for number in range(count):
        marker = f"Publication {number} of {count}"
        issue.letter = f"<p>Dear Friend,</p><p>{marker}.</p>"
        issue.save_revision().publish()
        start = time.perf_counter()
        while marker.encode() not in fetch(request):
            if time.perf_counter() - start > TIMEOUT:
                raise RuntimeError(f"“{marker}” was not to be seen within {TIMEOUT} s")
        seconds.append(time.perf_counter() - start)
    return sorted(seconds)


def fetch(request: Request) -> bytes:
    question = urllib.request.Request(request.url, headers=request.headers)  # noqa: S310 — a loopback URL
    with urllib.request.urlopen(question, timeout=TIMEOUT) as response:  # noqa: S310
        return response.read()
