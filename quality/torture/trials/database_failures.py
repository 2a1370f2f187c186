"""PostgreSQL stopped, frozen, and out of connections; and the site afterwards, without a restart."""

import time
from collections import Counter

from ..trial import Run
from ..visitors import Visitors, visit

STATIC = "/static/img/icon-192.png"
PAGES = ("/", "/news/", "/search/?q=statement")
HEALTH = "/healthz"
# Under gunicorn's own timeout of thirty seconds, after which a worker is killed.
LONGEST = 25
RECOVERY = 60  # seconds at most, after which failures count
IN_A_ROW = 16  # answers by which the site counts as recovered: twice its threads


def run(run: Run) -> None:
    database = run.site.database
    warm_up(run)
    database.stop()
    try:
        check_down(run, "stopped")
    finally:
        database.start()
    check_recovery(run, "stopped")
    with database.frozen():
        check_down(run, "frozen")
    check_recovery(run, "frozen")
    with database.exhausted() as held:
        run.show("connections taken", held)
        check_down(run, "exhausted")
    check_recovery(run, "exhausted")


def warm_up(run):
    for path in (*PAGES, HEALTH, STATIC):
        visit(run.site.client(), path)


def check_down(run, how):
    """While several visitors wait for pages, static files and health are answered, and pages say 503."""
    from ..visitors import in_threads

    def ask(path):
        response = run.site.client(timeout=LONGEST).get(path)
        return response.status, bool(response.headers.get("retry-after")), b"<html" in response.body.lower()

    with Visitors(run.site.client, paths=(HEALTH, STATIC), number=1) as watchers:
        try:
            answers = in_threads(ask, PAGES * run.amount, 4)
        except TimeoutError:
            answers = [("timeout", False, False)]
        time.sleep(1)
    run.equals(
        f"{how}: answers of pages, with Retry-After and as a page",
        dict(Counter(answers)),
        {(503, True, True): len(PAGES) * run.amount},
    )
    run.none(f"{how}: failures of healthz and static files", watchers.failures)
    run.at_least(f"{how}: answers of healthz and static files", len(watchers.visits), 2)
    run.show(f"{how}: slowest of those, ms", watchers.percentile(100))
    ready = visit(run.site.client(timeout=LONGEST), "/readyz")
    run.equals(f"{how}: /readyz", ready.status, 503)


def check_recovery(run, how):
    pids = sorted(process.pid for process in run.site.server.workers())
    settling, in_a_row = [], 0
    deadline = time.monotonic() + RECOVERY
    while in_a_row < IN_A_ROW and time.monotonic() < deadline:
        settling.append(visit(run.site.client(), "/").status)
        in_a_row = in_a_row + 1 if settling[-1] == 200 else 0
        time.sleep(0.1)
    # Each process, and each connection that waits in it, finds out for itself that the database is back.
    run.show(f"{how}: answers while it recovers", dict(Counter(settling)))
    run.none(f"{how}: other than 200 and 503 while it recovers", set(settling) - {200, 503})
    after = [visit(run.site.client(), path) for path in PAGES * 8]
    run.none(f"{how}: failures once it has recovered", [each for each in after if each.status != 200])
    run.equals(f"{how}: gunicorn's workers are the same", sorted(p.pid for p in run.site.server.workers()), pids)
