"""Finds or installs the programs that the measurements run: Chromium, Node with its packages, Java."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from .chromium import find_chromium
from .site import FOLDER

HERE = Path(__file__).parent
PACKAGES = FOLDER / "npm"
NODE = (18, 20)
JAVA = 17
CHROMIUM_FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class MissingToolError(Exception):
    """A program has to be installed; the message says which, and how."""


def run_command(main: Callable[..., int], *arguments) -> None:
    """Exit with the status that `main` returns; with 2, and a message, where it raises MissingToolError."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
    try:
        sys.exit(main(*arguments))
    except MissingToolError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


def require_chromium() -> str:
    """Chromium's path. Raises MissingToolError where there is none."""
    found = find_chromium()
    if not found:
        raise MissingToolError(
            "Chromium is missing. Debian: apt install chromium; elsewhere, CHROMIUM=/path/to/chrome names one."
        )
    return found


def require_node() -> str:
    """Node's path. Raises MissingToolError where it is missing or too old, or npm is missing."""
    found = shutil.which("node")
    output = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout if found else ""
    version = tuple(int(number) for number in re.findall(r"\d+", output))[:2]
    if version < NODE or not shutil.which("npm"):
        raise MissingToolError(
            f"Node 18.20 or later with npm is needed{f' ({output.strip()} was found)' if output else ''}. "
            "Debian: apt install nodejs npm; elsewhere, the installer of nodejs.org."
        )
    return found


def require_java() -> str:
    """Java's path. Raises MissingToolError where it is missing or too old."""
    found = shutil.which("java")
    output = subprocess.run([found, "-version"], capture_output=True, text=True, check=False).stderr if found else ""
    version = re.search(r'version "(\d+)', output)
    if not version or int(version[1]) < JAVA:
        raise MissingToolError(
            f"Java {JAVA} or later is needed. Debian: apt install default-jre-headless; elsewhere, any JDK or JRE."
        )
    return found


def install_packages() -> Path:
    """The folder with node_modules, which are installed again when package-lock.json has changed.

    Raises MissingToolError where npm fails.
    """
    PACKAGES.mkdir(parents=True, exist_ok=True)
    for script in ("lighthouse.mjs", "csp.mjs", "observatory.mjs"):
        shutil.copy(HERE / script, PACKAGES)  # Node looks for packages beside the importing file
    lock = (HERE / "package-lock.json").read_bytes()
    installed = PACKAGES / "installed"
    if installed.exists() and installed.read_bytes() == lock:
        return PACKAGES
    installed.unlink(missing_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, PACKAGES)
    print("Installing what quality/package-lock.json names…", flush=True)
    command = [shutil.which("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=PACKAGES, check=False, env=os.environ | {"NODE_ENV": ""}).returncode:
        raise MissingToolError("npm could not install the packages: its registry must be within reach.")
    installed.write_bytes(lock)
    return PACKAGES
