"""`./run bench`: every measurement, one after another; `./run bench scale 100 1000`: one, with its arguments.

`./run bench --beside URL PATH…` is `./run bench pages --beside URL PATH…`.
"""

import subprocess
import sys
from importlib import import_module

MEASUREMENTS = {
    "archive": "archive",
    "articles": "articles",
    "countries": "country_suggestions",
    "editing": "editing",
    "growth": "growth",
    "issues": "whole_issues",
    "pages": "pages",
    "paste": "pastes",
    "reading": "reading",
    "scale": "scale",
}


def main(*words: str) -> None:
    """Ends the process with status 1 where a measurement misses a limit."""
    if not words:
        # Each in a process of its own: they have different settings and databases.
        done = [subprocess.run([sys.executable, "-m", "quality.bench", name], check=False) for name in MEASUREMENTS]
        sys.exit(any(each.returncode for each in done))
    if words[0].startswith("--"):
        words = ("pages", *words)
    if words[0] not in MEASUREMENTS:
        sys.exit(f"./run bench knows no measurement {words[0]!r}, only " + ", ".join(MEASUREMENTS))
    import_module(f".{MEASUREMENTS[words[0]]}", __package__).main(*words[1:])


if __name__ == "__main__":
    main(*sys.argv[1:])
