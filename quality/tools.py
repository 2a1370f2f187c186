"""What the measurements need besides Python: Chromium, Node with its packages, Java."""

import os
import re
import shutil
import subprocess
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


class Missing(Exception):
    """Something has to be installed; the message says what, and how."""


def chromium() -> str:
    found = find_chromium()
    if not found:
        raise Missing(
            "Chromium is missing. Debian: apt install chromium; elsewhere, CHROMIUM=/path/to/chrome names one."
        )
    return found


def node() -> str:
    """Node's path. Raises Missing where there is none, or an old one, or no npm."""
    found = shutil.which("node")
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=False).stdout if found else ""
    version = tuple(int(number) for number in re.findall(r"\d+", said))[:2]
    if version < NODE or not shutil.which("npm"):
        raise Missing(
            f"Node 18.20 or later with npm is needed{f' ({said.strip()} was found)' if said else ''}. "
            "Debian: apt install nodejs npm; elsewhere, the installer of nodejs.org."
        )
    return found


def java() -> str:
    """Java's path. Raises Missing where there is none, or an old one."""
    found = shutil.which("java")
    said = subprocess.run([found, "-version"], capture_output=True, text=True, check=False).stderr if found else ""
    version = re.search(r'version "(\d+)', said)
    if not version or int(version[1]) < JAVA:
        raise Missing(
            f"Java {JAVA} or later is needed. Debian: apt install default-jre-headless; elsewhere, any JDK or JRE."
        )
    return found


def packages() -> Path:
    """The folder with node_modules as package-lock.json names them, installed when that has changed."""
    PACKAGES.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "lighthouse.mjs", PACKAGES)  # Node looks for packages beside the file that asks for them
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
        raise Missing("npm could not install the packages: its registry must be within reach.")
    installed.write_bytes(lock)
    return PACKAGES
