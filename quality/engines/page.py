"""What can be done with a page, whatever the engine."""

from typing import Any, Protocol

TIMEOUT = 30  # seconds; long, since a busy machine is slow
DEFAULT_FONT_SIZE = 16
VIEWPORT = (1440, 900)


def monospace_size(font_size: int) -> int:
    """The size that engines give monospaced text beside a default font size: 13 beside 16."""
    return font_size * 13 // 16


class Page(Protocol):
    """A window with one page.

    Sizes are CSS pixels, keys are named as in KeyboardEvent.key: "Tab", "Escape", "Enter", or a character.
    """

    engine: str

    def open(self, url: str) -> None:
        """Navigate, and return when the document with its pictures and fonts has loaded."""

    def set_viewport(self, width: int, height: int) -> None:
        """The size of the area in which the page is shown."""

    def set_font_size(self, pixels: int) -> None:
        """The size that somebody has chosen for text in the browser's settings; 16 at first. Then open() again."""

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression, or that of its promise, as JSON can hold it.

        Raises PageError where it throws.
        """

    def wait_for(self, expression: str) -> None:
        """Return when the expression is true. Raises PageError when it is not within TIMEOUT."""

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""

    def click(self, selector: str) -> None:
        """Click the middle of the first element that the CSS selector finds. Raises PageError where there is none."""

    def follow(self, selector: str) -> None:
        """Click as above what leads to another URL, and return when its document has loaded. Raises PageError."""


class PageError(Exception):
    """What the engine said when a command failed."""
