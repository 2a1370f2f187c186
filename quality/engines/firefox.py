"""Firefox, by Marionette: WebDriver's commands as JSON on a loopback connection, which Firefox has built in.

The protocol is https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html; geckodriver, which Debian
does not have, would translate between it and HTTP. In its chrome context, scripts reach what only Firefox can switch.
"""

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .page import TIMEOUT, VIEWPORT, PageError, monospace_size
from .webdriver import WebDriverPage

BROWSERS = ("firefox-esr", "firefox")
STARTUP_TIMEOUT = 60  # seconds
PORT_FILE = "MarionetteActivePort"  # Firefox writes there which port it has chosen
PREFERENCES = """user_pref("marionette.port", 0);
user_pref("browser.cache.disk.enable", false);
"""
COMMANDS = {
    "New Session": "WebDriver:NewSession",
    "Navigate To": "WebDriver:Navigate",
    "Execute Async Script": "WebDriver:ExecuteAsyncScript",
    "Perform Actions": "WebDriver:PerformActions",
    "Get Current URL": "WebDriver:GetCurrentURL",
    "Find Element": "WebDriver:FindElement",
    "Element Click": "WebDriver:ElementClick",
    "Set Window Rect": "WebDriver:SetWindowRect",
    "Set Context": "Marionette:SetContext",
}
# A window is at least 500 pixels wide; the page in it may be narrower, as in BiDi's browsingContext.setViewport.
SET_VIEWPORT = """(() => {{
    for (const [name, value] of [["width", "{width}px"], ["height", "{height}px"]])
        for (const limit of ["", "min-", "max-"])
            gBrowser.selectedBrowser.style.setProperty(limit + name, value, "important");
}})()"""
# The size is a setting for each group of languages; x-western is that of English, x-unicode of what names none.
SET_FONT_SIZE = """(() => {{
    for (const group of ["x-western", "x-cyrillic", "he", "x-unicode"]) {{
        Services.prefs.setIntPref(`font.size.variable.${{group}}`, {size});
        Services.prefs.setIntPref(`font.size.monospace.${{group}}`, {monospace});
    }}
}})()"""


def find_firefox() -> str | None:
    """The path that FIREFOX names, or that of an installed Firefox; None where there is neither."""
    return os.environ.get("FIREFOX") or next(filter(None, map(shutil.which, BROWSERS)), None)


def missing() -> str:
    if find_firefox():
        return ""
    return "Firefox is missing. Debian: apt install firefox-esr; elsewhere, FIREFOX=/path/to/firefox names one."


class FirefoxPage(WebDriverPage):
    engine = "firefox"

    def __init__(self, connection: socket.socket):
        self.connection = connection
        self.answers = connection.makefile("rb")
        self.number = 0
        self.read()  # it introduces itself
        self.send("New Session", capabilities={})
        self.send("Set Window Rect", width=2600, height=1600)  # larger than any viewport
        self.set_viewport(*VIEWPORT)

    def send(self, command: str, **parameters) -> Any:
        self.number += 1
        if "element" in parameters:
            parameters["id"] = parameters.pop("element")
        message = json.dumps([0, self.number, COMMANDS[command], parameters]).encode()
        self.connection.sendall(b"%d:%s" % (len(message), message))
        _, _, error, value = self.read()
        if error:
            raise PageError(f"{error['error']}: {error['message']}")
        return value["value"] if set(value) == {"value"} else value

    def read(self) -> Any:
        """The next answer: its length in bytes, a colon, JSON. Raises PageError when Firefox has gone."""
        length = b""
        while (character := self.answers.read(1)) != b":":
            if not character:
                raise PageError("Firefox has stopped")
            length += character
        return json.loads(self.answers.read(int(length)))

    def switch(self, expression: str) -> None:
        """Evaluate an expression in Firefox's own window."""
        self.send("Set Context", value="chrome")
        try:
            self.evaluate(expression)
        finally:
            self.send("Set Context", value="content")

    def set_viewport(self, width: int, height: int) -> None:
        self.switch(SET_VIEWPORT.format(width=width, height=height))
        self.wait_for(f"innerWidth === {width} && innerHeight === {height}")

    def set_font_size(self, pixels: int) -> None:
        self.switch(SET_FONT_SIZE.format(size=pixels, monospace=monospace_size(pixels)))


@contextmanager
def start() -> Iterator[FirefoxPage]:
    """Context manager: a page in a new Firefox, with a profile of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        (Path(folder) / "user.js").write_text(PREFERENCES, encoding="utf-8")
        command = [find_firefox(), "--headless", "--no-remote", "--marionette", "--remote-allow-system-access"]
        firefox = subprocess.Popen(
            [*command, "--profile", folder],
            env=os.environ | {"HOME": folder, "MOZ_CRASHREPORTER_DISABLE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = ("127.0.0.1", wait_for_port(Path(folder) / PORT_FILE, firefox))
            with socket.create_connection(address, timeout=2 * TIMEOUT) as connection:
                yield FirefoxPage(connection)
        finally:
            firefox.terminate()
            firefox.wait()


def wait_for_port(file: Path, firefox: subprocess.Popen) -> int:
    """The port, when Firefox listens there. Raises PageError where it does not start."""
    deadline = time.monotonic() + STARTUP_TIMEOUT
    while firefox.poll() is None and time.monotonic() < deadline:
        if file.exists() and (port := file.read_text(encoding="ascii")):
            return int(port)
        time.sleep(0.05)
    raise PageError("Firefox did not start")
