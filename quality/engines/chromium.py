"""Chromium, by Playwright, as the interface of the other engines."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from playwright.sync_api import Browser, Error
from playwright.sync_api import Page as PlaywrightPage

from ..browser import launch_chromium
from ..tools import MissingToolError, require_chromium
from .page import TIMEOUT, VIEWPORT, PageError, monospace_size


def missing() -> str:
    try:
        require_chromium()
    except MissingToolError as error:
        return str(error)
    return ""


class ChromiumPage:
    engine = "chromium"

    def __init__(self, page: PlaywrightPage):
        self.page = page
        self.devtools = page.context.new_cdp_session(page)
        page.set_default_timeout(TIMEOUT * 1000)

    def open(self, url: str) -> None:
        self.page.goto(url)
        self.wait_for("document.fonts.ready.then(() => true)")

    def set_viewport(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def set_font_size(self, pixels: int) -> None:
        sizes = {"standard": pixels, "fixed": monospace_size(pixels)}
        self.devtools.send("Page.setFontSizes", {"fontSizes": sizes})

    def evaluate(self, expression: str) -> Any:
        with page_errors():
            return self.page.evaluate(f"async () => ({expression})")

    def wait_for(self, expression: str) -> None:
        with page_errors():
            self.page.wait_for_function(f"async () => ({expression})")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def click(self, selector: str) -> None:
        with page_errors():
            self.page.locator(selector).first.click()

    def follow(self, selector: str) -> None:
        with page_errors(), self.page.expect_navigation():
            self.page.locator(selector).first.click()


@contextmanager
def page_errors() -> Iterator[None]:
    try:
        yield
    except Error as error:
        raise PageError(error.message) from error


@contextmanager
def start(running: Browser | None = None) -> Iterator[ChromiumPage]:
    """Context manager: a page in this Chromium, or in a new one."""
    with nullcontext(running) if running else launch_chromium() as browser:
        width, height = VIEWPORT
        context = browser.new_context(viewport={"width": width, "height": height}, locale="en-US")
        try:
            yield ChromiumPage(context.new_page())
        finally:
            context.close()
