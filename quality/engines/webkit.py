"""WebKitGTK, by WebKitWebDriver: W3C WebDriver over HTTP on loopback, with a screen of its own by Xvfb.

The window is our own, webkit_window.py: MiniBrowser, WebKit's example browser, is at least 447 pixels wide, and has no
option for the size of text. Debian's Python runs it, since GTK's bindings come as Debian packages only.
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

from ncsej_site.free_port import free_port

from .page import DEFAULT_FONT_SIZE, TIMEOUT, VIEWPORT, PageError
from .webdriver import WebDriverPage

WINDOW = Path(__file__).with_name("webkit_window.py")
PYTHON = "/usr/bin/python3"  # Debian's
BINDINGS = "import gi; gi.require_version('Gtk', '3.0'); gi.require_version('WebKit2', '4.1')"
PACKAGES = "webkit2gtk-driver xvfb python3-gi gir1.2-webkit2-4.1"
SCREEN = "2600x1600x24"  # larger than any viewport
STARTUP_TIMEOUT = 60  # seconds
COMMANDS = {
    "New Session": ("POST", ""),
    "Delete Session": ("DELETE", ""),
    "Navigate To": ("POST", "/url"),
    "Execute Async Script": ("POST", "/execute/async"),
    "Perform Actions": ("POST", "/actions"),
    "Get Current URL": ("GET", "/url"),
    "Find Element": ("POST", "/element"),
    "Element Click": ("POST", "/element/{element}/click"),
    "Set Window Rect": ("POST", "/window/rect"),
}


@cache
def missing() -> str:
    has_programs = all(map(shutil.which, ("WebKitWebDriver", "Xvfb", PYTHON)))
    if has_programs and subprocess.run([PYTHON, "-c", BINDINGS], capture_output=True, check=False).returncode == 0:
        return ""
    return f"WebKitGTK is missing, or a part of it. Debian: apt install {PACKAGES}"


class WebKitPage(WebDriverPage):
    engine = "webkit"

    def __init__(self, driver: str):
        """driver: the URL of a WebKitWebDriver."""
        self.driver = driver
        self.session = ""
        self.font_size, self.viewport = DEFAULT_FONT_SIZE, VIEWPORT
        self.open_window()

    def send(self, command: str, **parameters) -> Any:
        method, path = COMMANDS[command]
        url = f"{self.driver}/session{self.session}{path.format(**parameters)}"
        body = json.dumps(parameters).encode() if method == "POST" else None
        request = urllib.request.Request(url, method=method, data=body)  # noqa: S310 — a loopback URL
        try:
            with urllib.request.urlopen(request, timeout=2 * TIMEOUT) as response:  # noqa: S310
                return json.load(response)["value"]
        except urllib.error.HTTPError as error:
            said = json.load(error)["value"]
            raise PageError(f"{said['error']}: {said['message']}") from error

    def open_window(self) -> None:
        """A window with the size of text as it is now, which WebKit takes only at the start."""
        self.close_window()
        options = {"binary": PYTHON, "args": [str(WINDOW), str(self.font_size)]}
        wanted = {"webkitgtk:browserOptions": options}
        self.session = "/" + self.send("New Session", capabilities={"alwaysMatch": wanted})["sessionId"]
        self.set_viewport(*self.viewport)

    def close_window(self) -> None:
        if self.session:
            self.send("Delete Session")
            self.session = ""

    def set_viewport(self, width: int, height: int) -> None:
        self.viewport = width, height
        self.send("Set Window Rect", width=width, height=height)
        self.wait_for(f"innerWidth === {width} && innerHeight === {height}")

    def set_font_size(self, pixels: int) -> None:
        if pixels != self.font_size:
            self.font_size = pixels
            self.open_window()


@contextmanager
def start() -> Iterator[WebKitPage]:
    """Context manager: a page in a new WebKitGTK, on a screen that nobody sees."""
    port = free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, run_screen() as display:
        driver = subprocess.Popen(
            ["WebKitWebDriver", f"--port={port}"],
            env=os.environ | {"DISPLAY": display, "GDK_BACKEND": "x11", "HOME": folder, "LIBGL_ALWAYS_SOFTWARE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", driver)
            page = WebKitPage(f"http://127.0.0.1:{port}")
            yield page
            page.close_window()
        finally:
            driver.terminate()
            driver.wait()


@contextmanager
def run_screen() -> Iterator[str]:
    """Context manager: the X display of a new Xvfb, which chooses a free number itself."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    screen = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as number:
            display = number.readline().strip()
        if not display:
            raise PageError("Xvfb did not start")
        yield f":{display}"
    finally:
        screen.terminate()
        screen.wait()


def wait_until_ready(url: str, driver: subprocess.Popen) -> None:
    """Return when the driver answers. Raises PageError where it does not start."""
    deadline = time.monotonic() + STARTUP_TIMEOUT
    while driver.poll() is None and time.monotonic() < deadline:
        with suppress(OSError), urllib.request.urlopen(f"{url}/status", timeout=10):  # noqa: S310 — a loopback URL
            if driver.poll() is None:  # else somebody else has taken the port, and has answered
                return
        time.sleep(0.05)
    raise PageError("WebKitWebDriver did not start")
