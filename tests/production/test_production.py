"""`./run production` serves the site as production does, keeps it running, and leaves nothing behind."""

import re
import signal
from http import HTTPStatus

import psutil
import pytest

from .server import ROOT, wait_until

pytestmark = pytest.mark.slow


def test_the_site_is_served_with_production_settings_and_stopped_as_a_whole(server):
    status, headers, body = server.get("/")
    assert status == HTTPStatus.OK
    assert "Caddy" in headers["Via"]
    assert b"/static/img/icon." in body  # the hashed names of collected files
    assert server.get("/no-such-page/")[0] == HTTPStatus.NOT_FOUND
    _, headers, _ = server.get("/admin/login/")
    assert "Secure" in headers["Set-Cookie"]
    programs = psutil.Process(server.process.pid).children(recursive=True)
    assert len(programs) >= 5  # Caddy, the worker, gunicorn and two of its workers
    assert server.stop(signal.SIGTERM) == 128 + signal.SIGTERM
    assert [program for program in programs if program.is_running()] == []


def test_gunicorn_and_the_worker_give_the_memory_of_large_pictures_back_as_in_the_container(site):
    (wanted,) = re.findall(r"MALLOC_MMAP_THRESHOLD_=(\d+)", (ROOT / "Dockerfile").read_text())
    for word in ("gunicorn", "worker"):
        (process,) = site.find_processes(word)
        assert process.environ()["MALLOC_MMAP_THRESHOLD_"] == wanted


def test_a_program_that_is_killed_is_started_again(site):
    for word in ("gunicorn", "worker", "caddy"):
        (killed,) = site.find_processes(word)
        killed.kill()
        wait_until(lambda word=word, old=killed.pid: [new.pid for new in site.find_processes(word)] not in ([], [old]))
    wait_until(lambda: is_answered(site))


def is_answered(site) -> bool:
    try:
        return site.get("/")[0] == HTTPStatus.OK
    except OSError:  # Caddy does not listen yet
        return False
