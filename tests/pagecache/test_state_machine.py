"""Whatever happens to the site, and in whatever order: what the page cache sends is what Django renders, byte for byte.

What is done to the site and each visit count as a step. The long form, which prints what was done how often:
`PAGE_CACHE_STEPS=10000 ./run test -n0 -s tests/pagecache/test_state_machine.py --hypothesis-seed=0`
"""

import io
import os
import re
import shutil
import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit

import pytest
from django.conf import settings as site_settings
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pagecache.rendering import render
from tests.database import copy_of
from tests.whole_site import full_site

from .changing_site import ChangingSite

STEPS, IN_A_RUN = int(os.environ.get("PAGE_CACHE_STEPS", "120")), 120
DOINGS = [name for name, value in vars(ChangingSite).items() if callable(value) and value.__code__.co_argcount == 2]
DOINGS += ["change_banner", "change_banner", "tick", "tick", "tick"]  # what becomes untrue by itself takes two of them
NUMBERS = st.integers(min_value=0, max_value=10_000)
LATEST = st.integers(min_value=0, max_value=5)  # the URLs that were added last
STEP = st.tuples(st.sampled_from(DOINGS), NUMBERS, st.booleans(), st.lists(st.one_of(LATEST, NUMBERS), max_size=2))
# Which of them there are depends on the coding; the layer sends them where Django does not.
OF_CODINGS = {"content-length", "etag", "vary"}
TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[^"]+')  # of the form for a private page's password


@pytest.fixture
def site(template_database, django_db_blocker):
    """The name of a database with a whole site, to which nobody is connected while there are copies of it."""
    with django_db_blocker.unblock(), copy_of(template_database) as name:
        full_site()
        yield name


class Machine:
    """The site's state, and how it goes on. `done` counts what was done, and how visits ended."""

    def __init__(self, original, held, done):
        held.callback(cache.clear)
        held.enter_context(copy_of(original))
        root = tempfile.mkdtemp(prefix="page-cache-")
        held.callback(shutil.rmtree, root, ignore_errors=True)
        cache.clear()
        self.done, self.django = done, WSGIHandler()
        self.site = ChangingSite(Path(root), self.django)
        held.callback(self.site.sweeper.disconnect)
        held.enter_context(mock.patch("django.utils.timezone.now", self.site.tell_time))

    def step(self, doing, number, waits, visits):
        """Pages are visited; something is done to the site; perhaps more than a second passes, in which the sweeper has
        its turn; and they are visited again.
        """
        paths = [self.site.paths[-1 - visit % len(self.site.paths)] for visit in visits]
        for path in paths:
            self.visit(path)
        self.done[doing] += 1
        getattr(self.site, doing)(number)
        if waits:
            self.site.sweep()
        for path in paths:
            self.visit(path)

    def visit(self, path):
        sent, true = ask(self.site.layer, path), ask(self.django, path)
        if self.site.is_swept:
            self.done["visits"] += 1
            self.done[f"visits answered {true[0]}"] += 1
            assert sent == true, path
        else:  # what was true until a second ago may still be sent
            self.done["visits within the second"] += 1
            assert sent[0] < "5", path


def ask(application, path):
    """(status, headers, body) of a visitor's GET, without the headers that depend on the coding."""
    path, _, query = path.partition("?")
    url = urlsplit(site_settings.SITE_URL)
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": url.hostname,
        "SERVER_PORT": str(url.port or 80),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": url.netloc,
        "REMOTE_ADDR": "192.0.2.1",
        "wsgi.url_scheme": url.scheme,
        "wsgi.input": io.BytesIO(),
    }
    answer = render(application, environ, None)
    headers = {name.lower(): value for name, value in answer.headers if name.lower() not in OF_CODINGS}
    if "no-store" in headers.get("cache-control", ""):
        headers.pop("expires", None)  # the present second
    if "set-cookie" in headers:
        headers["set-cookie"] = headers["set-cookie"].partition("=")[0]
    body = answer.body if answer.stream is None else b"".join(answer.stream)
    return answer.status, headers, TOKEN.sub(b"", body)


def test_nobody_is_sent_anything_but_what_is_true(site):
    done = Counter()

    @settings(
        max_examples=1 + STEPS // IN_A_RUN,  # Hypothesis begins with one that does next to nothing
        deadline=None,
        database=None,
        phases=[Phase.generate],  # a run that failed is printed as it was: to shorten it costs many copies
        suppress_health_check=list(HealthCheck),
    )
    @given(steps=st.lists(STEP, min_size=IN_A_RUN // 3, max_size=IN_A_RUN // 3))
    def run(steps):
        with ExitStack() as held:
            machine = Machine(site, held, done)
            for step in steps:
                machine.step(*step)

    try:
        run()
    finally:
        print(*(f"{number:>6} {name}" for name, number in sorted(done.items())), sep="\n")
    assert done["visits"] > STEPS / 5
