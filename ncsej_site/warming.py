"""The most visited pages are made by the worker after a publication, before somebody waits for them."""

import io
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from urllib.parse import urlsplit

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

from news.models import NewsIndex, WeeklyUpdate
from pagecache.layer import PageCache
from pages.models import Home

from .page_cache import wrap
from .worker.queue import queue

OTHERS = ("/sitemap.xml", "/clippings/")
warmed: dict[str, str] = {}  # "version": the one whose pages were made


@cache
def get_layer() -> PageCache:
    return wrap(get_wsgi_application())


def warm_pages() -> None:
    """Make them in the current generation, if that was not done yet, and no task waits for the worker.

    In a thread of its own, because Django ends requests by closing the thread's old connections: that of the worker
    holds its lock.
    """
    if settings.PAGE_CACHE is None:
        return
    layer = get_layer()
    state = layer.state.read()
    if state is None or state.version == warmed.get("version") or queue().ready().exists():
        return
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(warm_and_disconnect, layer).result()  # which raises what was raised there
    warmed["version"] = state.version


def warm_and_disconnect(layer: PageCache) -> None:
    try:
        warm(layer, find_paths())
    finally:
        connections.close_all()


def find_paths() -> list[str]:
    """The front page and those of the menu, the latest issue, the feed, and what search engines begin with."""
    home, news = Home.objects.first(), NewsIndex.objects.live().first()
    latest = WeeklyUpdate.objects.listed().newest().first()
    pages = [home, *home.get_children().live().in_menu(), latest] if home else []
    paths = [url for page in pages if page and (url := page.get_url())]  # None: of a page outside the site's root
    return [*paths, *([f"{news.get_url()}feed/"] if news else []), *OTHERS]


def warm(layer: PageCache, paths: Iterable[str]) -> None:
    """Ask the layer for each as a visitor does."""
    url = urlsplit(settings.SITE_URL)
    for path in paths:
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": "",
            "SERVER_NAME": url.hostname,
            "SERVER_PORT": str(url.port or 443),
            "HTTP_HOST": url.netloc,
            "HTTP_X_FORWARDED_PROTO": url.scheme,
            "wsgi.url_scheme": url.scheme,
            "wsgi.input": io.BytesIO(),
        }
        answer = layer(environ, lambda status, headers, error=None: None)
        getattr(answer, "close", lambda: None)()
