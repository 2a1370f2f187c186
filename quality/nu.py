"""Runs the Nu HTML checker, once for all pages."""

import json
import subprocess
from collections.abc import Hashable, Mapping
from pathlib import Path

from . import tools

# The checker's CSS lags behind the browsers'. A browser that does not know a rule, property or value ignores it; the
# last is `anchor()`, which may stand alone in `inset`, but not in `calc()`: of that the checker says “Parse Error”, as
# of any fault.
IGNORED_MESSAGES = (
    ".*(at-rule “@view-transition”|“(anchor-name|position-anchor)” doesn't exist"
    r"|“anchor\([a-z]+\)” is not a “inset” value).*"
)


def check_html(files: Mapping[Hashable, Path]) -> dict[Hashable, list[str]]:
    """Key → the errors and warnings of its file, a line each. Needs Java and the npm packages."""
    jar = tools.install_packages() / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    options = ["--stdout", "--exit-zero-always", "--format", "json", "--filterpattern", IGNORED_MESSAGES]
    command = [tools.require_java(), "-Dfile.encoding=UTF-8", "-jar", jar, *options, *files.values()]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return group_by_page(json.loads(done.stdout)["messages"], files)


def group_by_page(messages: list[dict], files: Mapping[Hashable, Path]) -> dict[Hashable, list[str]]:
    """Key → errors and warnings. A message without a file, such as a failure of the checker, goes to every key."""
    lines = {key: [] for key in files}
    keys = {path.name: key for key, path in files.items()}
    for message in messages:
        if message["type"] == "info" and message.get("subType") != "warning":
            continue
        line = f"{message.get('subType', message['type'])}: {message['message']}"
        if extract := message.get("extract"):
            line += f" ({' '.join(extract.split())})"
        name = message.get("url", "").rpartition("/")[2]
        for key in [keys[name]] if name in keys else lines:
            lines[key].append(line)
    return lines
