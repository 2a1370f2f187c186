"""Firefox, WebKitGTK and Chromium, driven in one way: `with open_engine("webkit") as page: page.open(url)`.

Chromium is driven by Playwright. The other two are Debian's, which Playwright cannot drive: they are sent the
commands of W3C WebDriver, Firefox over Marionette, its built-in connection, WebKitGTK over HTTP.
"""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser

from ..tools import MissingToolError
from .page import Page

ENGINES = ("chromium", "firefox", "webkit")


def missing_engine(name: str) -> str:
    """What to install for an engine, in one sentence; "" where it is installed."""
    return importlib.import_module(f".{name}", __package__).missing()


@contextmanager
def open_engine(name: str, *, chromium: Browser | None = None) -> Iterator[Page]:
    """Context manager: a page in a new window of this engine (one of ENGINES), which is stopped at the end.

    chromium: one that runs already, since a thread has only one Playwright; other engines have no use for it.
    Raises MissingToolError where the engine is not installed.
    """
    reason = missing_engine(name)
    if reason:
        raise MissingToolError(reason)
    engine = importlib.import_module(f".{name}", __package__)
    with engine.start(chromium) if name == "chromium" else engine.start() as page:
        yield page
