"""The Nu HTML checker, in one run for all pages."""

import json
import subprocess
from collections.abc import Hashable, Mapping
from pathlib import Path

from . import tools

# The checker's CSS is behind the browsers'. What it does not know yet, a browser that does not know it passes over.
NOT_KNOWN_YET = ".*Unrecognized at-rule “@view-transition”.*"


def check(files: Mapping[Hashable, Path]) -> dict[Hashable, list[str]]:
    """For each key what the checker says of its file, a line each."""
    jar = tools.packages() / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    options = ["--stdout", "--exit-zero-always", "--format", "json", "--filterpattern", NOT_KNOWN_YET]
    command = [tools.java(), "-Dfile.encoding=UTF-8", "-jar", jar, *options, *files.values()]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return by_page(json.loads(done.stdout)["messages"], files)


def by_page(messages: list[dict], files: Mapping[Hashable, Path]) -> dict[Hashable, list[str]]:
    """Errors and warnings. What the checker says of no file, such as its own failure, is said of every one."""
    said = {key: [] for key in files}
    keys = {path.name: key for key, path in files.items()}
    for message in messages:
        if message["type"] == "info" and message.get("subType") != "warning":
            continue
        line = f"{message.get('subType', message['type'])}: {message['message']}"
        if extract := message.get("extract"):
            line += f" ({' '.join(extract.split())})"
        name = message.get("url", "").rpartition("/")[2]
        for key in [keys[name]] if name in keys else said:
            said[key].append(line)
    return said
