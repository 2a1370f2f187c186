"""An internet of this process in the place of the real one: names and servers are the test's, the checks are ours."""

import pytest

from news.articles.fetch import Fetcher
from news.inbox import tasks
from tests.news.articles.fetch.internet import Internet, reply

PAGE = """<!doctype html><html><head><title>{headline} | Example Wire</title>
<meta property="og:title" content="{headline}"><meta property="og:site_name" content="Example Wire">
<meta property="og:type" content="article"><meta property="article:published_time" content="{day}">
<meta name="author" content="Anna Kovalenko"></head><body><article><h1>{headline}</h1>
<p class="byline">By Anna Kovalenko</p>
<p>{first}</p><p>The second paragraph says what the mayor said, and what the community answered to him.</p>
</article></body></html>"""
FIRST = "The synagogue of Chernivtsi in Ukraine was opened again on Tuesday, thirty years after it had been closed."
HEADLINE = "Synagogue reopens in Chernivtsi after thirty years"


def article(headline=HEADLINE, first=FIRST, day="2026-11-24T12:00:00+02:00"):
    return reply(PAGE.format(headline=headline, first=first, day=day).encode())


@pytest.fixture
def replies():
    """ "host/path" → response; what is missing is 404."""
    return {}


@pytest.fixture(autouse=True)
def internet(replies, monkeypatch):
    """What the worker's task fetches from. Nothing in these tests reaches the real network."""
    internet = Internet(replies)
    monkeypatch.setattr(tasks, "fetch_page", Fetcher(internet).fetch)
    return internet
