"""A page driven with the commands of W3C WebDriver (https://www.w3.org/TR/webdriver2/), however they are sent."""

import time
from typing import Any

from .page import TIMEOUT, PageError

KEYS = {
    "Enter": "\ue007",
    "Tab": "\ue004",
    "Escape": "\ue00c",
}
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key under which the standard hands out a reference

EVALUATE = """const done = arguments[arguments.length - 1];
(async () => (%s))().then(value => done({value}), error => done({error: String(error)}));"""
# Asks again in the page for a second, since each question from outside costs a round trip.
IS_TRUE_SOON = """(async () => {
    for (const end = Date.now() + 1000; Date.now() < end; await new Promise(done => setTimeout(done, 20))) {
        if (%s) return true;
    }
    return false;
})()"""
LOADED = """document.readyState === 'complete' && document.fonts.ready.then(() => true)"""


class WebDriverPage:
    """The Page of an engine whose subclass sends commands, and knows what the standard has no command for."""

    def send(self, command: str, **parameters) -> Any:
        """Send a command by its name in the standard, return its value. Raises PageError with the engine's words."""
        raise NotImplementedError

    def open(self, url: str) -> None:
        self.send("Navigate To", url=url)
        self.wait_for(LOADED)

    def evaluate(self, expression: str) -> Any:
        result = self.send("Execute Async Script", script=EVALUATE % expression, args=[])
        if "error" in result:
            raise PageError(result["error"])
        return result.get("value")

    def wait_for(self, expression: str) -> None:
        deadline = time.monotonic() + TIMEOUT
        error = None
        while time.monotonic() < deadline:
            try:
                if self.evaluate(IS_TRUE_SOON % f"await ({expression})"):
                    return
            except PageError as failed:
                error = failed  # such as a document that was left while it was asked
        raise PageError(f"Not true within {TIMEOUT} seconds: {expression}") from error

    def press(self, *keys: str) -> None:
        actions = [{"type": kind, "value": KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")]
        self.send("Perform Actions", actions=[{"type": "key", "id": "keyboard", "actions": actions}])

    def click(self, selector: str) -> None:
        found = self.send("Find Element", using="css selector", value=selector)
        self.send("Element Click", element=found[ELEMENT])

    def follow(self, selector: str) -> None:
        # No script is sent meanwhile: WebKit never answers one whose document is left before it has run.
        before = self.send("Get Current URL")
        self.click(selector)
        deadline = time.monotonic() + TIMEOUT
        while self.send("Get Current URL") == before:
            if time.monotonic() > deadline:
                raise PageError(f"Nothing was opened within {TIMEOUT} seconds: {selector}")
            time.sleep(0.05)
        self.wait_for(LOADED)
